// What goes wrong on the way of a mail: SES refuses, a record cannot be read, a sender dies, and what SES reports afterwards.
import {InvokeCommand, LambdaClient} from '@aws-sdk/client-lambda';
import {PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import {SendMessageCommand, SQSClient} from '@aws-sdk/client-sqs';
import {marshall} from '@aws-sdk/util-dynamodb';
import {output} from '../../local/blog.ts';
import {until} from '../../local/until.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import {bounceOf, complaintOf, deliveryOf, rejectOf} from '../../test/domain/ses-events.ts';
import {query} from './engine-queries.ts';
import {refusals, type SesStandIn} from './ses-stand-in.ts';
import {mailsTo, putItem, signUp, tokenIn, type World, withVariables} from './world.ts';

const senders = ['SendMailFunction', 'SweepMailsFunction', 'SendPostMailsFunction'];

const refusedKinds = [...Object.keys(refusals), 'garbled', 'cut'];

/** Invokes it and does not mind how it ends: that is written down, which is what is wanted. */
const call = async ({blog}: World, id: string, payload: object): Promise<void> => {
  await new LambdaClient(clientConfig(blog.engine)).send(
    new InvokeCommand({FunctionName: blog.physicalIds[id], Payload: JSON.stringify(payload)}),
  );
};

/** Each way of SES to refuse, told to each function that sends. Answers how often SES refused. */
export const walkRefusals = async (world: World, ses: SesStandIn): Promise<number> => {
  await withVariables(world, senders, {AWS_ENDPOINT_URL_SES: ses.endpoint}, async () => {
    const addresses = refusedKinds.map((kind) => world.canaries.address(`refused ${kind}`));
    // A letter that is also a quote, after the canary: what stands before it must go too.
    addresses.push(world.canaries.address('quote sandbox').replace('@', "'s@"));
    for (const email of addresses) await signUp(world, email);
    await until('SES to have refused in every way', async () => ses.refused.size >= refusedKinds.length || undefined, {
      seconds: 60,
    });
    await call(world, 'SweepMailsFunction', {});
    const listed = refusedKinds.map((kind) => world.canaries.address(`post ${kind}`));
    for (const email of listed) await putItem(world, confirmedItem(email));
    for (const kind of ['sandbox', 'quote'])
      await call(world, 'SendPostMailsFunction', {slug: world.canaries.word(`slug ${kind}`), after: 7});
    await publish(world);
    await call(world, 'SweepMailsFunction', {});
  });
  return [...ses.refused.values()].reduce((sum, count) => sum + count, 0);
};

const at = '2026-11-20T08:00:00.000Z';

const confirmedItem = (email: string) => {
  const id = subscriberId(emailAddress.parse(email));
  return {
    ...{pk: `subscriber#${id}`, sk: 'subscriber', kind: 'subscriber', confirmed: 'confirmed'},
    ...{id, email, status: 'confirmed', version: 1, createdAt: at, updatedAt: at, asks: 0},
    history: [{to: 'confirmed', by: 'imported', at, consent: 'a list'}],
  };
};

/** A post whose run mails to everybody who is confirmed by now. */
const publish = async (world: World): Promise<void> => {
  const {blog} = world;
  const reader = world.canaries.address('reads of posts');
  await putItem(world, confirmedItem(reader));
  const answer = await blog.visitor.send('PUT', '/api/posts/a-post', {
    json: {title: 'News', markdown: 'News.', status: 'published'},
    headers: {'If-None-Match': '*'},
    asAuthor: true,
  });
  if (answer.status !== 201) throw new Error(`expected 201 for a post, got ${answer.status}`);
  tokenIn(world, (await mailsTo(world, reader, 1))[0], 'unsubscribe');
};

/** Items that no parser takes, with a canary wherever there is room for one. */
export const walkPoison = async (world: World): Promise<void> => {
  const {word, address} = world.canaries;
  const poison = (what: string, change: object) => ({
    ...confirmedItem(address(`poison ${what}`)),
    ...{status: 'pending', askedAt: new Date().toISOString(), name: word(`poison ${what}, name`)},
    ...change,
  });
  const items = [
    poison('asks', {asks: word('poison asks')}),
    poison('history', {history: [{to: word('poison to'), by: word('poison by'), at: {x: word('poison at')}}]}),
    poison('email', {email: [address('poison list')]}),
    poison('keys', {version: {[word('poison key')]: 1}, createdAt: {[word('poison key 2')]: word('poison inner')}}),
    poison('name', {name: {first: word('poison first name')}}),
  ];
  for (const item of items) await putItem(world, item);
  // As Lambda would hand them over, beside those that the engine does.
  const Records = [...items, {kind: {[word('poison kind')]: 1}}].map((item, n) => ({
    eventID: `${n}`,
    eventName: 'INSERT',
    dynamodb: {SequenceNumber: `${n}`, NewImage: marshall(item)},
  }));
  await call(world, 'SendMailFunction', {Records});
  await call(world, 'SendMailFunction', {
    Records: [{dynamodb: {NewImage: {kind: {S: 'subscriber'}, email: {X: word('no type')}}}}],
  });
  await call(world, 'SendMailFunction', {Records: word('no records')});
  await call(world, 'RecordFeedbackFunction', {Records: [{messageId: '1', body: word('no json')}]});
  await call(world, 'SubscribeFunction', {body: word('no event'), headers: {[word('header')]: word('value')}});
};

/** As AWS writes them, for the owner to replay. */
export const walkFailures = async (world: World): Promise<void> => {
  const {blog, canaries} = world;
  const s3 = new S3Client(clientConfig(blog.engine));
  const functionArn = `arn:aws:lambda:${blog.engine.region}:000000000000:function:${blog.physicalIds['SendMailFunction']}`;
  const record = {
    dynamodb: {SequenceNumber: '1', NewImage: marshall({kind: 'subscriber', email: canaries.address('failed record')})},
  };
  const bodies = {
    'aws/lambda/stream': {requestContext: {functionArn}, payload: JSON.stringify({Records: [record]})},
    'aws/lambda/call': {
      requestContext: {functionArn},
      requestPayload: {Records: [record]},
      responsePayload: {errorMessage: canaries.address('failed answer')},
    },
    'aws/lambda/unreadable': canaries.address('unreadable failure'),
  };
  for (const [Key, body] of Object.entries(bodies))
    await s3.send(new PutObjectCommand({Bucket: output(blog, 'FailuresBucketName'), Key, Body: JSON.stringify(body)}));
};

/** A mail as SES tells of it, with every header of the mail, its link to leave among them. */
const withHeaders = <Event extends {mail: {headers: object[]}}>(world: World, event: Event): Event => ({
  ...event,
  mail: {
    ...event.mail,
    headers: [
      ...event.mail.headers,
      {
        name: 'List-Unsubscribe',
        value: `<https://blog.example/api/subscribers/unsubscribe?token=${world.canaries.word('token in feedback')}>`,
      },
    ],
  },
});

export const walkFeedback = async (world: World): Promise<void> => {
  const {blog, canaries} = world;
  const to = (what: string) => [canaries.address(what)];
  const events: readonly unknown[] = [
    bounceOf(to('bounced')),
    bounceOf(to('soft bounce'), {bounceType: 'Transient'}),
    complaintOf(to('complained')),
    complaintOf(to('no spam'), {complaintFeedbackType: 'not-spam'}),
    deliveryOf(to('delivered')),
    rejectOf(to('rejected')),
  ].map((event) => withHeaders(world, event));
  const malformed = [
    {
      ...bounceOf(to('no recipients')),
      bounce: {bounceType: canaries.word('bounce type'), bouncedRecipients: canaries.address('recipients')},
    },
    {eventType: canaries.word('event type'), mail: {destination: to('unknown event')}},
    {eventType: 'Delivery', mail: {timestamp: canaries.word('timestamp'), destination: to('no time'), messageId: {}}},
    {eventType: 'Bounce', [canaries.word('key of an event')]: to('keyed')},
  ];
  for (const event of [...events, ...malformed])
    await query(blog.engine, 'sns', '2010-03-31', {
      Action: 'Publish',
      TopicArn: blog.physicalIds['FeedbackTopic'] ?? '',
      Message: JSON.stringify(event),
    });
  const sqs = new SQSClient(clientConfig(blog.engine));
  for (const MessageBody of [
    canaries.address('no JSON in the queue'),
    `{"eventType": "${canaries.address('half JSON')}`,
  ])
    await sqs.send(new SendMessageCommand({QueueUrl: output(blog, 'FeedbackQueueUrl'), MessageBody}));
};
