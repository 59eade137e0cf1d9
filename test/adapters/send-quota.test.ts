import {GetSendQuotaCommand, SESClient} from '@aws-sdk/client-ses';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {readSendQuota} from '../../src/adapters/send-quota.ts';

process.env['AWS_REGION'] = 'eu-central-1';
const ses = mockClient(SESClient);
const quota = {MaxSendRate: 14, Max24HourSend: 50_000, SentLast24Hours: 0};

test.serial('the quota is what SES says, also when nothing was sent yet', async (t) => {
  ses.on(GetSendQuotaCommand).resolves(quota);

  t.deepEqual(await readSendQuota(), {maxSendRate: 14, max24HourSend: 50_000, sentLast24Hours: 0});
});

for (const [name, answer] of Object.entries({
  'no rate': {...quota, MaxSendRate: 0},
  'no quota of a day': {MaxSendRate: 14, SentLast24Hours: 0},
  'no count': {MaxSendRate: 14, Max24HourSend: 50_000},
}))
  test.serial(`nobody guesses a figure: an answer with ${name} is an error`, async (t) => {
    ses.on(GetSendQuotaCommand).resolves(answer);

    await t.throwsAsync(readSendQuota(), {message: /^expected a send rate above 0/});
  });
