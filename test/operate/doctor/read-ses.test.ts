import {
  ConfigurationSetDoesNotExistException,
  DescribeConfigurationSetCommand,
  GetAccountSendingEnabledCommand,
  GetIdentityDkimAttributesCommand,
  GetIdentityMailFromDomainAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  GetSendStatisticsCommand,
  SESClient,
  SESServiceException,
} from '@aws-sdk/client-ses';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {known, unknown} from '../../../operate/doctor/facts.ts';
import {looksLikeSandbox, readSes} from '../../../operate/doctor/read-ses.ts';

const ses = mockClient(SESClient);
const place = {region: 'eu-central-1', stackName: 'myblog'};
const asked = {identities: ['hello@blog.org', 'blog.org'], configurationSet: 'myblog'};
const metadata = {$metadata: {}, message: 'no such set'};

test.beforeEach(() => {
  ses.reset();
  ses.on(GetIdentityVerificationAttributesCommand).resolves({
    VerificationAttributes: {
      'hello@blog.org': {VerificationStatus: 'Pending'},
      'blog.org': {VerificationStatus: 'Success'},
    },
  });
  ses.on(GetIdentityDkimAttributesCommand).resolves({
    DkimAttributes: {'blog.org': {DkimEnabled: true, DkimVerificationStatus: 'Success', DkimTokens: ['a', 'b', 'c']}},
  });
  ses.on(GetIdentityMailFromDomainAttributesCommand).resolves({
    MailFromDomainAttributes: {
      'blog.org': {MailFromDomain: 'b.blog.org', MailFromDomainStatus: 'Failed', BehaviorOnMXFailure: 'RejectMessage'},
      'hello@blog.org': {MailFromDomain: '', MailFromDomainStatus: 'Pending', BehaviorOnMXFailure: 'UseDefaultValue'},
    },
  });
  ses.on(GetAccountSendingEnabledCommand).resolves({Enabled: true});
  ses.on(GetSendQuotaCommand).resolves({Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 3});
  ses.on(DescribeConfigurationSetCommand).resolves({
    EventDestinations: [{Name: 'feedback', Enabled: true, MatchingEventTypes: ['bounce', 'complaint']}],
  });
  ses.on(GetSendStatisticsCommand).resolves({
    SendDataPoints: [
      {DeliveryAttempts: 10, Bounces: 1, Complaints: 0, Rejects: 0},
      {DeliveryAttempts: 20, Bounces: 2, Complaints: 1, Rejects: 0},
    ],
  });
});

test.serial('SES’s answers become facts', async (t) => {
  const {suppressedReasons, ...facts} = await readSes(place, asked);

  t.deepEqual(facts, {
    identities: known({'hello@blog.org': 'Pending', 'blog.org': 'Success'}),
    dkim: known({'blog.org': {isEnabled: true, status: 'Success', tokens: ['a', 'b', 'c']}}),
    mailFrom: known({'blog.org': {domain: 'b.blog.org', status: 'Failed', withoutMx: 'RejectMessage'}}),
    isSending: known(true),
    isInSandbox: known(true),
    quota: known({max24HourSend: 200, maxSendRate: 1, sentLast24Hours: 3}),
    configurationSet: known({name: 'myblog', destinations: [{isEnabled: true, events: ['bounce', 'complaint']}]}),
    statistics: known({sent: 30, bounces: 3, complaints: 1}),
  });
  t.true('unknown' in suppressedReasons);
  t.deepEqual(ses.commandCalls(GetIdentityDkimAttributesCommand)[0]?.args[0].input.Identities, asked.identities);
});

test.serial('a configuration set that is not there is a fact too', async (t) => {
  ses.on(DescribeConfigurationSetCommand).rejects(new ConfigurationSetDoesNotExistException(metadata));

  t.deepEqual((await readSes(place, asked)).configurationSet, known(undefined));
});

test.serial('what AWS refuses to say is unknown, for its reason, and the rest is known', async (t) => {
  ses
    .on(GetSendQuotaCommand)
    .rejects(new SESServiceException({$metadata: {}, name: 'AccessDenied', $fault: 'client', message: 'not for you'}));

  const {quota, isInSandbox, isSending} = await readSes(place, asked);

  t.deepEqual([quota, isInSandbox], [unknown('AWS answered: not for you'), unknown('AWS answered: not for you')]);
  t.deepEqual(isSending, known(true));
});

test.serial('a mistake of our own is not taken for an answer', async (t) => {
  ses.on(GetSendQuotaCommand).rejects(new TypeError('of undefined'));

  await t.throwsAsync(readSes(place, asked), {instanceOf: TypeError});
});

test.serial('what the engine on this machine grants says nothing of AWS, what it lacks does', async (t) => {
  const engine = {...place, endpoint: 'http://127.0.0.1:1'};
  const granted = await readSes(engine, asked);
  t.true(
    Object.values(granted).every((fact) => 'unknown' in fact && fact.unknown.startsWith('the local engine has no')),
  );

  ses.on(GetIdentityVerificationAttributesCommand).resolves({VerificationAttributes: {}});
  ses.on(DescribeConfigurationSetCommand).rejects(new ConfigurationSetDoesNotExistException(metadata));
  const {identities, configurationSet} = await readSes(engine, asked);
  t.deepEqual([identities, configurationSet], [known({}), known(undefined)]);
});

test('the sandbox is known by its quota, and an account without a limit is not in it', (t) => {
  const of = (max24HourSend: number, maxSendRate: number) =>
    looksLikeSandbox({max24HourSend, maxSendRate, sentLast24Hours: 0});

  t.deepEqual([of(200, 1), of(201, 1), of(200, 14), of(-1, 1)], [true, false, false, false]);
});
