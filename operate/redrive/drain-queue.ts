import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import {explain} from '../sdk-errors.ts';

/** What became of a message: `keep` says why it stays in the queue, `lost` why it need not. */
export type Verdict = {readonly keep?: string; readonly lost?: string};

/** Longer than it takes to replay ten messages; those that stay are given back at once. */
const hiddenSeconds = 300;

/** With any wait at all every server of SQS is asked; without one some messages may be missed. */
const waitSeconds = 1;

/** As SQS counts them, which is about right. */
export const countMessages = async (sqs: SQSClient, url: string): Promise<number> => {
  const {Attributes = {}} = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
};

/**
 * Replays every message once, and deletes those that were: what is replayed and not deleted, since somebody pulled the plug, is
 * replayed again. A message that comes back while this goes on is left for the next time.
 */
export const drainQueue = async (
  sqs: SQSClient,
  url: string,
  replay: (message: Message) => Promise<Verdict>,
): Promise<readonly Verdict[]> => {
  const seen = new Set<string>();
  const kept = new Map<string, string>();
  const verdicts: Verdict[] = [];

  const replayOne = async (message: Message): Promise<void> => {
    const {MessageId = '', ReceiptHandle = ''} = message;
    const verdict = await replay(message).catch((error: unknown) => ({keep: explain(error)}));
    verdicts.push(verdict);
    if (verdict.keep === undefined) await sqs.send(new DeleteMessageCommand({QueueUrl: url, ReceiptHandle}));
    else kept.set(MessageId, ReceiptHandle);
  };

  for (;;) {
    const {Messages = []} = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: hiddenSeconds,
        WaitTimeSeconds: waitSeconds,
        MessageAttributeNames: ['All'],
      }),
    );
    const news = Messages.filter(({MessageId = ''}) => !seen.has(MessageId));
    if (news.length === 0) break;
    for (const {MessageId = ''} of news) seen.add(MessageId);
    await Promise.all(news.map(replayOne));
  }
  for (const ReceiptHandle of kept.values())
    await sqs.send(new ChangeMessageVisibilityCommand({QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0}));
  return verdicts;
};
