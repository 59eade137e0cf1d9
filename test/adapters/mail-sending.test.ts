import {SESClient, SendRawEmailCommand} from '@aws-sdk/client-ses';
import test, {type ExecutionContext} from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {mailer} from '../../src/adapters/mailer.ts';
import {emailAddress} from '../../src/domain/addresses.ts';
import type {Delivery} from '../../src/domain/deliveries.ts';
import {linkKey} from '../../src/domain/links.ts';
import {taggedDelivery} from '../../src/domain/mail-tags.ts';
import {ThrottledError} from '../../src/domain/mail-throttling.ts';
import {mailFor} from '../../src/domain/mails.ts';
import {aSubscriber, start as date} from '../domain/a-subscriber.ts';
import {site} from '../domain/mail-world.ts';

Object.assign(process.env, {AWS_REGION: 'eu-central-1', SENDER: 'hello@blog.example'});

const subscriber = aSubscriber(['asked', 'confirmed']);
const mail = mailFor({kind: 'welcome'}, {subscriber, site, key: linkKey('a secret'), now: date});
const delivery: Delivery = {to: subscriber.id, kind: 'welcome'};

test.serial('a mail is sent under the configuration set, where there is one', async (t) => {
  const ses = mockClient(SESClient);
  ses.on(SendRawEmailCommand).resolves({MessageId: 'message'});
  await mailer.send(mail, delivery, date);
  process.env['CONFIGURATION_SET'] = 'blog';
  t.teardown(() => delete process.env['CONFIGURATION_SET']);
  await mailer.send(mail, delivery, date);

  t.deepEqual(
    ses.commandCalls(SendRawEmailCommand).map(({args}) => args[0].input.ConfigurationSetName),
    [undefined, 'blog'],
  );
  ses.restore();
});

test.serial('SES can name the delivery in what it tells of a mail, by tags that it takes', async (t) => {
  const ses = mockClient(SESClient);
  ses.on(SendRawEmailCommand).resolves({MessageId: 'message'});
  const {to} = delivery;
  const deliveries: readonly Delivery[] = [
    {to, kind: 'welcome'},
    {to, kind: 'confirmation', occasion: date.toISOString()},
    {to, kind: 'new-post', occasion: 'a-day-at-sea-'.repeat(8).slice(0, 100)},
  ];

  for (const each of deliveries) await mailer.send(mail, each, date);

  const tags = ses.commandCalls(SendRawEmailCommand).map(({args}) => args[0].input.Tags ?? []);
  t.true(tags.flat().every(({Value = ''}) => /^[A-Za-z0-9_-]{1,255}$/.test(Value)));
  t.deepEqual(
    tags.map((each) => taggedDelivery(to, Object.fromEntries(each.map(({Name, Value}) => [Name, Value])))),
    deliveries,
  );
  ses.restore();
});

test.serial('an error of SES is told without the addresses in it', async (t) => {
  const refusal = new Error('Email address is not verified: ada@example.com, <hello@blog.example>.');
  refusal.name = 'MessageRejected';
  mockClient(SESClient).on(SendRawEmailCommand).rejects(refusal);

  const error = await t.throwsAsync(mailer.send(mail, delivery, date));

  t.is(
    error.message,
    'expected SES to take the mail, got MessageRejected: Email address is not verified: <address>, <<address>>.',
  );
  t.false(`${error.stack}${error.cause}`.includes('ada@'));
});

const quoted = test.macro({
  exec: async (t: ExecutionContext, to: string, message: (to: string) => string) => {
    const ses = mockClient(SESClient);
    const name = 'InvalidParameterValue';
    ses.on(SendRawEmailCommand).rejects(Object.assign(new Error(message(to)), {name}));

    const error = await t.throwsAsync(mailer.send({...mail, to: emailAddress.parse(to)}, delivery, date));

    t.notRegex(`${error?.stack}${error?.cause}`, /zoe|kettle/i);
  },
  title: (what) => `no part of an address is in the error, ${what}`,
});

test.serial('with an apostrophe', quoted, "zoe.o'kettle@example.com", (to) => `Illegal address: <${to}>`);
test.serial('in quotes', quoted, "zoe.o'kettle@example.com", (to) => `Invalid email address '${to}'.`);
test.serial('in upper case', quoted, 'zoe+kettle@example.com', (to) => `Address ${to.toUpperCase()} is suppressed`);
test.serial('percent-encoded', quoted, 'zoe.kettle@example.com', (to) => `Bad recipient: ${encodeURIComponent(to)}`);
test.serial('in an ARN', quoted, 'zoe.kettle=x@example.com', (to) => `on resource \`arn:aws:ses:x:1:identity/${to}'`);

const errorOf = async (name: string): Promise<unknown> => {
  const ses = mockClient(SESClient);
  ses.on(SendRawEmailCommand).rejects(Object.assign(new Error(`no mail to ${subscriber.email}`), {name}));
  return mailer.send(mail, delivery, date).catch((error: unknown) => error);
};

for (const name of ['Throttling', 'ThrottlingException'])
  test.serial(`${name} of SES is told as too much for now, without an address`, async (t) => {
    const error = await errorOf(name);

    t.true(error instanceof ThrottledError);
    t.notRegex(String(error), /ada@/);
  });

test.serial('any other refusal is not', async (t) => {
  t.false((await errorOf('MessageRejected')) instanceof ThrottledError);
});
