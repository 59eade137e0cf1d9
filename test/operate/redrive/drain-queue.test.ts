import {DeleteMessageCommand, ReceiveMessageCommand, SQSClient} from '@aws-sdk/client-sqs';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {drainQueue} from '../../../operate/redrive/drain-queue.ts';

const sqs = new SQSClient({region: 'eu-central-1'});
const url = 'http://127.0.0.1/dead';
const message = (id: string) => ({MessageId: id, ReceiptHandle: `handle of ${id}`, Body: id});

test.serial(
  'a message that comes back while the queue is drained is replayed once, and is no reason to go on',
  async (t) => {
    const queue = mockClient(sqs);
    queue
      .on(ReceiveMessageCommand)
      .resolvesOnce({Messages: [message('one'), message('two')]})
      .resolvesOnce({Messages: [message('one'), message('three')]})
      .resolves({Messages: [message('one')]});
    const replayed: unknown[] = [];

    const verdicts = await drainQueue(sqs, url, async ({Body}) => {
      replayed.push(Body);
      return Body === 'one' ? {keep: 'failed again'} : {};
    });

    t.deepEqual(replayed, ['one', 'two', 'three']);
    t.deepEqual(verdicts, [{keep: 'failed again'}, {}, {}]);
    const deleted = queue.commandCalls(DeleteMessageCommand).map(({args: [{input}]}) => input.ReceiptHandle);
    t.deepEqual(deleted, ['handle of two', 'handle of three']);
  },
);

test.serial('a replay that throws keeps its message, and the others go on', async (t) => {
  const queue = mockClient(sqs);
  queue
    .on(ReceiveMessageCommand)
    .resolvesOnce({Messages: [message('one'), message('two')]})
    .resolves({});

  const verdicts = await drainQueue(sqs, url, async ({Body}) => {
    if (Body === 'one') throw Object.assign(new Error('not allowed'), {$metadata: {}});
    return {};
  });

  t.deepEqual(verdicts.map(({keep}) => keep).sort(), ['AWS answered: not allowed', undefined]);
  t.is(queue.commandCalls(DeleteMessageCommand).length, 1);
});
