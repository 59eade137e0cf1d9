// `npm run invoke-all`: every function, in a container as Lambda runs it, with its event of events/.
import {existsSync, readFileSync} from 'node:fs';
import {styleText} from 'node:util';
import {capture} from './child-process.ts';
import {readOptions, runCommand} from './command-line.ts';
import {readActual} from './deployed-blog.ts';
import {prepareContainers} from './invoke/containers.ts';
import {startAnswers} from './invoke/custom-resource-answers.ts';
import {requireDocker} from './invoke/docker.ts';
import {forwardTo} from './invoke/forward.ts';
import {type Outcome, outcomeOf} from './invoke/invocation-outcome.ts';
import {actualEvent, type Invocation, invocationsOf} from './invoke/invocations.ts';
import {findPlace} from './place.ts';
import {inProject, samCommand} from './sam.ts';
import {UserError} from './user-error.ts';

const usage = `usage: npm run invoke-all -- [options]

  --only NAME            one function, by the name of its event: read-post
  --stack-name NAME      work on a deployed stack (default: the blog that npm start runs on this machine);
                         on AWS the events really save, mail and delete
  --region REGION        of the stack (default: the home region of blog.config.ts)
  --docker-host ADDRESS  how containers reach this machine (default: Docker is asked)
  --help`;

const options = {
  only: {type: 'string'},
  'stack-name': {type: 'string'},
  region: {type: 'string'},
  'docker-host': {type: 'string'},
  help: {type: 'boolean', default: false},
} as const;

const chosen = (all: readonly Invocation[], only: string | undefined): readonly Invocation[] => {
  const found = all.filter(({eventName}) => !only || eventName === only);
  if (found.length > 0) return found;
  const names = all.map(({eventName}) => eventName).sort();
  throw new UserError(`expected one of ${names.join(', ')}, got '${only}', at --only`);
};

const readExample = ({functionId, eventName}: Invocation): string => {
  const file = inProject('events', `${eventName}.json`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  throw new UserError(`expected events/${eventName}.json for ${functionId}, got nothing`);
};

const print = ({functionId}: Invocation, {ok, says, durationMs}: Outcome): void => {
  const mark = ok ? styleText('green', 'ok    ') : styleText('red', 'FAILED');
  const time = durationMs === undefined ? '' : `${Math.round(durationMs)} ms`;
  console.log(`${mark}  ${functionId.padEnd(26)} ${time.padStart(8)}  ${says}`);
};

const main = async (): Promise<void> => {
  const wanted = readOptions('invoke-all', options);
  if (wanted.help) return console.log(usage);
  await requireDocker();
  const place = findPlace({stackName: wanted['stack-name'], region: wanted.region});
  const known = await readActual(place);
  const containers = await prepareContainers('invoke-all', place, wanted['docker-host']);
  const answers = await startAnswers();
  const forwardedAnswers = await forwardTo(answers.url, containers.host);
  const actual = {...known, responseUrl: forwardedAnswers.endpoint};

  const invoke = async (invocation: Invocation): Promise<Outcome> => {
    const event = actualEvent(readExample(invocation), actual);
    const printed = await capture(
      samCommand(),
      ['local', 'invoke', invocation.functionId, '--event', '-', ...containers.samArguments],
      {input: JSON.stringify(event), env: containers.samEnvironment},
    );
    return outcomeOf(printed, 'ResponseURL' in event ? (answers.take() ?? {Status: 'no answer'}) : undefined);
  };

  const invocations = chosen(invocationsOf(containers.template), wanted.only);
  const many = invocations.length === 1 ? '1 function in a container' : `${invocations.length} functions in containers`;
  console.log(`${many}, on the stack ${place.stackName} at ${place.endpoint ?? 'AWS'}:`);
  const startedAt = Date.now();
  let ran = 0;
  // One after the other: what one saves the next one reads.
  for (const invocation of invocations) {
    const outcome = await invoke(invocation);
    print(invocation, outcome);
    if (outcome.ok) ran += 1;
  }
  for (const {close} of [forwardedAnswers, answers, containers]) close();
  console.log(`${ran} of ${invocations.length} ok in ${Math.round((Date.now() - startedAt) / 1000)} s`);
  if (ran < invocations.length) process.exitCode = 1;
};

await runCommand(main);
