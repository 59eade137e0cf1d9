import {randomUUID} from 'node:crypto';
import {DescribeExecutionCommand, StartExecutionCommand, StopExecutionCommand} from '@aws-sdk/client-sfn';
import test from 'ava';
import {until} from '../../../local/until.ts';
import {pastPostMailRuns} from '../../../operate/redrive/past-post-mail-runs.ts';
import {successorOf} from '../../../operate/redrive/post-mail-replays.ts';
import {postMailsSection} from '../../../operate/redrive/redrive-post-mails.ts';
import {physicalId} from '../../../operate/stack-handles.ts';
import {quiet, stack, stores} from './redrivable-blog.ts';

const runs = pastPostMailRuns(stack);
const stateMachineArn = physicalId(stack, 'NewPostMailStateMachine');
const arnOf = (name: string) => `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
const describe = (name: string) => stack.sfn.send(new DescribeExecutionCommand({executionArn: arnOf(name)}));

/** A run that is stopped before it can have ended. */
const stoppedRun = async (input: {readonly slug: string}): Promise<string> => {
  const name = `${input.slug}-1`;
  await stack.sfn.send(new StartExecutionCommand({stateMachineArn, name, input: JSON.stringify(input)}));
  await stack.sfn.send(new StopExecutionCommand({executionArn: arnOf(name)}));
  await until(`${name} to be stopped`, async () => (await describe(name)).status === 'ABORTED' || undefined);
  return name;
};

test('a run that was stopped is gone on with once, from where it was, and ends', async (t) => {
  const slug = `no-post-${randomUUID()}`;
  const input = {slug, after: 'm', throttled: 0, sent: 5, left: 1};
  const name = await stoppedRun(input);
  const section = postMailsSection({...stores, runs}, (other) => other === slug);
  t.deepEqual(await section.find(), [`post ${slug}: its run was aborted after 5 mails`]);

  const both = await Promise.all([section.replay(quiet), section.replay(quiet)]);
  const again = await section.replay(quiet);

  t.deepEqual(
    [...both, again].flatMap(({left}) => left),
    [],
  );
  t.is(again.replayed, 0);
  const {status, input: told = '', output = ''} = await describe(successorOf(name));
  t.is(status, 'SUCCEEDED');
  t.deepEqual(JSON.parse(told), input);
  t.like(JSON.parse(output), {status: 'withdrawn', sent: 5, left: 1});
  t.deepEqual(
    (await runs.list())
      .flatMap((run) => (run.name.startsWith('no-post-') && run.name.includes(slug) ? [run.name] : []))
      .sort(),
    [name, successorOf(name)].sort(),
  );
});

test('a page that was sent is seen, and is how far the run came', async (t) => {
  const stopped = await stoppedRun({slug: `no-post-${randomUUID()}`});
  const progress = await runs.progressOf(stopped);
  if (!progress) throw new Error('expected the stopped run to know its post');
  const name = successorOf(stopped);

  await runs.start(name, progress);

  t.true(await until('a page to be sent', async () => (await runs.hasSentPage(name)) || undefined));
  await until('the run to end', () => runs.endOf(name));
  t.like(await runs.progressOf(name), {slug: progress.slug, status: 'withdrawn'});
});
