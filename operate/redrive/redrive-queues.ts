import {type Message, SendMessageCommand} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import {photoId} from '../../src/domain/slugs.ts';
import {physicalId, type StackHandles} from '../stack-handles.ts';
import {type DeadLetterQueue, deadLetterQueues} from './dead-letter-queues.ts';
import {countMessages, drainQueue, type Verdict} from './drain-queue.ts';
import {type PhotoStores, replayPhoto} from './photo-replays.ts';
import {callAgain} from './redrive-failures.ts';
import type {Begun} from './redrive-photos.ts';
import type {Section} from './redrive-tally.ts';

/** As S3 tells of an upload. */
const uploadEvent = z.object({
  detail: z.object({
    object: z.object({
      key: z
        .string()
        .startsWith('uploads/')
        .transform((key) => key.slice('uploads/'.length))
        .pipe(photoId),
    }),
  }),
});

const idIn = (body: string | undefined): z.output<typeof photoId> | undefined => {
  try {
    return uploadEvent.parse(JSON.parse(body ?? '')).detail.object.key;
  } catch {
    return undefined;
  }
};

const titles: Record<DeadLetterQueue['from'], string> = {
  queue: 'messages that could not be handled',
  workflow: 'uploads whose event started no run',
  schedule: 'calls that a schedule could not make',
};

/** A message that is sent and then not deleted is sent again: whoever takes it is made for that. */
const sendBack = async ({sqs}: StackHandles, url: string, {Body, MessageAttributes}: Message): Promise<Verdict> => {
  await sqs.send(new SendMessageCommand({QueueUrl: url, MessageBody: Body, MessageAttributes}));
  return {};
};

/** The upload as it lies there now says what its event would; a photo that is not waiting has had its run. */
const startRun = async (stores: PhotoStores, begun: Begun, {Body, MessageId}: Message): Promise<Verdict> => {
  const id = idIn(Body);
  if (!id) return {keep: `the message ${MessageId} is no event of an upload: look at it, then delete it`};
  const {started, lost} = await replayPhoto(stores, id, new Date(), {isEventLost: true});
  if (started) begun.push(started);
  return lost === undefined ? {} : {lost: `photo ${id}: ${lost}`};
};

const replayer = (
  stack: StackHandles,
  stores: PhotoStores,
  begun: Begun,
  {from, to}: DeadLetterQueue,
): ((message: Message) => Promise<Verdict>) => {
  if (from === 'queue') return (message) => sendBack(stack, physicalId(stack, to), message);
  if (from === 'workflow') return (message) => startRun(stores, begun, message);
  // Whatever was due then is due now: one call stands for all of them.
  let called: Promise<string | undefined> | undefined;
  return async ({Body = '{}'}) => {
    called ??= callAgain(stack, physicalId(stack, to), Body);
    const fault = await called;
    return fault === undefined ? {} : {keep: `${to} failed again, the message was kept: ${fault}`};
  };
};

const messages = (count: number): string => `${count} message${count === 1 ? '' : 's'}`;

/** Every dead-letter queue that the stack was deployed with. */
export const queueSections = (stack: StackHandles, stores: PhotoStores, begun: Begun): readonly Section[] =>
  deadLetterQueues(stack.resources).map((queue) => ({
    title: `${queue.id}: ${titles[queue.from]}`,
    async find() {
      const count = await countMessages(stack.sqs, physicalId(stack, queue.id));
      return count === 0 ? [] : [`${messages(count)}, for ${queue.to}`];
    },
    async replay(say) {
      const replay = replayer(stack, stores, begun, queue);
      let done = 0;
      const verdicts = await drainQueue(stack.sqs, physicalId(stack, queue.id), async (message) => {
        const verdict = await replay(message);
        done += 1;
        say(messages(done));
        return verdict;
      });
      const left = verdicts.flatMap(({keep, lost}) => keep ?? lost ?? []);
      return {replayed: verdicts.length - left.length, left};
    },
  }));
