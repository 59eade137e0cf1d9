import {GetQueueAttributesCommand, SQSClient} from '@aws-sdk/client-sqs';
import test from 'ava';
import {output} from '../../local/blog.ts';
import {until} from '../../local/until.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {openStack, workAs} from '../../operate/stack-handles.ts';
import {signingKey} from '../../src/adapters/link-keys.ts';
import {mailLedger} from '../../src/adapters/mail-ledger.ts';
import {mailer} from '../../src/adapters/mailer.ts';
import {siteSettings} from '../../src/adapters/site-settings.ts';
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {emailAddress, type SubscriberId} from '../../src/domain/addresses.ts';
import type {Delivery} from '../../src/domain/deliveries.ts';
import {mailFor} from '../../src/domain/mails.ts';
import type {Subscriber} from '../../src/domain/subscriber-life.ts';
import {aSubscriber} from '../domain/a-subscriber.ts';
import {bounceOf} from '../domain/ses-events.ts';
import {blogUnderTest} from '../helpers/blog.ts';

const blog = blogUnderTest();
const {engine} = blog;
const aws = clientConfig(engine);

test.before(async () => {
  const {endpoint, region} = engine;
  await workAs(await openStack({endpoint, region, stackName: blog.stackName}), 'SendMailFunction');
});

const newReader = async (name: string) => {
  const email = emailAddress.parse(name);
  const reader = aSubscriber(['asked', 'confirmed'], {email});
  await subscriberTable.write(reader, undefined);
  return reader;
};

/** As the function that sends does it, but for the ledger. */
const send = async (reader: Subscriber): Promise<Delivery> => {
  const delivery = {to: reader.id, kind: 'welcome'} as const;
  const writing = {subscriber: reader, site: siteSettings(), key: await signingKey(), now: new Date()};
  await mailer.send(mailFor({kind: 'welcome'}, writing), delivery, writing.now);
  return delivery;
};

const untilSuppressed = (id: SubscriberId) =>
  until('the reader to be suppressed', async () => {
    const subscriber = await subscriberTable.read(id);
    return subscriber?.status === 'suppressed' ? subscriber : undefined;
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

for (const [name, by] of [
  ['bounce', 'bounced'],
  ['complaint', 'complained'],
] as const)
  test(`who is mailed, and ${by}, is suppressed`, async (t) => {
    const reader = await newReader(`${name}+${Date.now()}@simulator.amazonses.com`);

    await send(reader);

    t.is((await untilSuppressed(reader.id)).history.at(-1)?.by, by);
  });

test('a mail that SES took is sent, though its sender died before it could note that', async (t) => {
  const reader = await newReader(`unnoted-${Date.now()}@example.org`);
  const lease = {now: new Date().toISOString(), until: new Date(Date.now() + 3600_000).toISOString()};
  await mailLedger.claim({to: reader.id, kind: 'welcome'}, lease);

  const delivery = await send(reader);

  await until(
    'SES to say that it took the mail',
    async () => (await mailLedger.claim(delivery, lease)) === 'sent' || undefined,
  );
  t.pass();
});

test('what SES tries the topic with wakes nobody', async (t) => {
  const reader = await newReader(`comes-back-${Date.now()}@example.org`);

  await publish('Successfully validated SNS topic for Amazon SES event publishing.');
  await publish(JSON.stringify(bounceOf([reader.email])));

  t.is((await untilSuppressed(reader.id)).history.at(-1)?.by, 'bounced');
  await untilQueueIsEmpty();
});
