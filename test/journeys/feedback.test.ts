import {GetQueueAttributesCommand, SQSClient} from '@aws-sdk/client-sqs';
import test from 'ava';
import {output} from '../../local/blog.ts';
import {until} from '../../local/until.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import {aSubscriber} from '../domain/a-subscriber.ts';
import {bounceOf} from '../domain/ses-events.ts';
import {blogUnderTest} from '../helpers/blog.ts';

const blog = blogUnderTest();
const {engine} = blog;
const aws = clientConfig(engine);

test.before(() => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: engine.endpoint,
    AWS_REGION: engine.region,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    SUBSCRIBERS_TABLE: output(blog, 'SubscribersTableName'),
  });
});

/** As SES does. The engine takes its root key with any signature, and the SDK's client for SNS is no package of ours. */
const publish = async (message: string): Promise<void> => {
  const credential = `${aws.credentials.accessKeyId}/20261122/${engine.region}/sns/aws4_request`;
  const answer = await fetch(engine.endpoint, {
    method: 'POST',
    headers: {Authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`},
    body: new URLSearchParams({
      Action: 'Publish',
      Version: '2010-03-31',
      TopicArn: blog.physicalIds['FeedbackTopic'] ?? '',
      Message: message,
    }),
  });
  if (!answer.ok) throw new Error(`expected the topic to take a message, got ${answer.status}: ${await answer.text()}`);
};

const untilQueueIsEmpty = () =>
  until('the queue of feedback to be empty', async () => {
    const {Attributes = {}} = await new SQSClient(aws).send(
      new GetQueueAttributesCommand({QueueUrl: output(blog, 'FeedbackQueueUrl'), AttributeNames: ['All']}),
    );
    const messages = [Attributes['ApproximateNumberOfMessages'], Attributes['ApproximateNumberOfMessagesNotVisible']];
    return messages.every((count) => count === '0') || undefined;
  });

test('SES says that a mail came back, and its reader is suppressed; what SES tries the topic with wakes nobody', async (t) => {
  const email = emailAddress.parse(`comes-back-${Date.now()}@example.org`);
  await subscriberTable.write(aSubscriber(['asked', 'confirmed'], {email}), undefined);

  await publish('Successfully validated SNS topic for Amazon SES event publishing.');
  await publish(JSON.stringify(bounceOf([email])));

  const suppressed = await until('the reader to be suppressed', async () => {
    const subscriber = await subscriberTable.read(subscriberId(email));
    return subscriber?.status === 'suppressed' ? subscriber : undefined;
  });
  t.is(suppressed.history.at(-1)?.by, 'bounced');
  await untilQueueIsEmpty();
});
