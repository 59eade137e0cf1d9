import {SESClient, SendRawEmailCommand} from '@aws-sdk/client-ses';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {mailer} from '../../src/adapters/mailer.ts';
import {linkKey} from '../../src/domain/links.ts';
import {ThrottledError} from '../../src/domain/mail-throttling.ts';
import {mailFor} from '../../src/domain/mails.ts';
import {aSubscriber, start} from '../domain/a-subscriber.ts';
import {site} from '../domain/mail-world.ts';

Object.assign(process.env, {AWS_REGION: 'eu-central-1', SENDER: 'hello@blog.example'});
const ses = mockClient(SESClient);

const errorOf = async (name: string): Promise<unknown> => {
  const subscriber = aSubscriber(['asked', 'confirmed']);
  const mail = mailFor({kind: 'welcome'}, {subscriber, site, key: linkKey('a secret'), now: start});
  ses.on(SendRawEmailCommand).rejects(Object.assign(new Error(`no mail to ${subscriber.email}`), {name}));
  return mailer.send(mail, {to: subscriber.id, kind: 'welcome'}, start).catch((error: unknown) => error);
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
