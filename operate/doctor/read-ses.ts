// What SES says of the account: by its v1 interface, the one that the blog mails with.

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
} from '@aws-sdk/client-ses';
import {type Place, placeConfig} from '../place.ts';
import {attempt} from './attempt.ts';
import {
  type DeployedSet,
  type Dkim,
  type Fact,
  known,
  type MailFrom,
  type Quota,
  type SesFacts,
  unknown,
} from './facts.ts';

type Asked = {
  /** An address, its domain and the domains above. */
  readonly identities: readonly string[];
  readonly configurationSet: string;
};

const mapped = <From, To>(record: Readonly<Record<string, From>> | undefined, change: (value: From) => To) =>
  Object.fromEntries(Object.entries(record ?? {}).map(([name, value]) => [name, change(value)]));

const readIdentities = async (ses: SESClient, Identities: string[]): Promise<SesFacts['identities']> =>
  attempt(async () => {
    const {VerificationAttributes} = await ses.send(new GetIdentityVerificationAttributesCommand({Identities}));
    return mapped(VerificationAttributes, ({VerificationStatus = 'NotStarted'}) => VerificationStatus);
  });

const readDkim = async (ses: SESClient, Identities: string[]): Promise<SesFacts['dkim']> =>
  attempt(async () => {
    const {DkimAttributes} = await ses.send(new GetIdentityDkimAttributesCommand({Identities}));
    return mapped(
      DkimAttributes,
      ({DkimEnabled = false, DkimVerificationStatus = 'NotStarted', DkimTokens = []}): Dkim => ({
        isEnabled: DkimEnabled,
        status: DkimVerificationStatus,
        tokens: DkimTokens,
      }),
    );
  });

const readMailFrom = async (ses: SESClient, Identities: string[]): Promise<SesFacts['mailFrom']> =>
  attempt(async () => {
    const {MailFromDomainAttributes = {}} = await ses.send(
      new GetIdentityMailFromDomainAttributesCommand({Identities}),
    );
    const set = Object.entries(MailFromDomainAttributes).flatMap(([name, attributes]): [string, MailFrom][] => {
      const {MailFromDomain: domain, MailFromDomainStatus = 'Pending', BehaviorOnMXFailure} = attributes;
      return domain
        ? [[name, {domain, status: MailFromDomainStatus, withoutMx: BehaviorOnMXFailure ?? 'UseDefaultValue'}]]
        : [];
    });
    return Object.fromEntries(set);
  });

const readQuota = (ses: SESClient): Promise<Fact<Quota>> =>
  attempt(async () => {
    const {Max24HourSend = 0, MaxSendRate = 0, SentLast24Hours = 0} = await ses.send(new GetSendQuotaCommand({}));
    return {max24HourSend: Max24HourSend, maxSendRate: MaxSendRate, sentLast24Hours: SentLast24Hours};
  });

/**
 * A guess: v1 has no word for the sandbox, but its quota, 200 mails a day and one a second, is nobody else's.
 * https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html
 */
export const looksLikeSandbox = ({max24HourSend, maxSendRate}: Quota): boolean =>
  max24HourSend >= 0 && max24HourSend <= 200 && maxSendRate <= 1;

/** Nothing if there is none of this name. */
const describeSet = async (ses: SESClient, name: string): Promise<DeployedSet | undefined> => {
  try {
    const {EventDestinations = []} = await ses.send(
      new DescribeConfigurationSetCommand({
        ConfigurationSetName: name,
        ConfigurationSetAttributeNames: ['eventDestinations'],
      }),
    );
    const destinations = EventDestinations.map(({Enabled = false, MatchingEventTypes = []}) => ({
      isEnabled: Enabled,
      events: MatchingEventTypes,
    }));
    return {name, destinations};
  } catch (error) {
    if (error instanceof ConfigurationSetDoesNotExistException) return undefined;
    throw error;
  }
};

const readStatistics = (ses: SESClient): Promise<SesFacts['statistics']> =>
  attempt(async () => {
    const {SendDataPoints = []} = await ses.send(new GetSendStatisticsCommand({}));
    const sum = (count: (point: (typeof SendDataPoints)[number]) => number | undefined): number =>
      SendDataPoints.reduce((total, point) => total + (count(point) ?? 0), 0);
    return {
      sent: sum(({DeliveryAttempts}) => DeliveryAttempts),
      bounces: sum(({Bounces}) => Bounces),
      complaints: sum(({Complaints}) => Complaints),
    };
  });

const readAws = async (ses: SESClient, region: string, {identities, configurationSet}: Asked): Promise<SesFacts> => {
  const [verified, dkim, mailFrom, isSending, quota, set, statistics] = await Promise.all([
    readIdentities(ses, [...identities]),
    readDkim(ses, [...identities]),
    readMailFrom(ses, [...identities]),
    attempt(async () => (await ses.send(new GetAccountSendingEnabledCommand({}))).Enabled === true),
    readQuota(ses),
    attempt(() => describeSet(ses, configurationSet)),
    readStatistics(ses),
  ]);
  return {
    identities: verified,
    dkim,
    mailFrom,
    isSending,
    quota,
    isInSandbox: 'known' in quota ? known(looksLikeSandbox(quota.known)) : quota,
    configurationSet: set,
    statistics,
    suppressedReasons: unknown(
      `SES's v1 interface does not tell; aws sesv2 get-account --query SuppressionAttributes --region ${region} does`,
    ),
  };
};

/** Where there is nobody to ask. */
export const nothingOfSes = (why: string): SesFacts => ({
  identities: unknown(why),
  dkim: unknown(why),
  mailFrom: unknown(why),
  isSending: unknown(why),
  quota: unknown(why),
  isInSandbox: unknown(why),
  configurationSet: unknown(why),
  statistics: unknown(why),
  suppressedReasons: unknown(why),
});

const ofEngine =
  'the local engine has no account, DKIM, quota or reputation: npm run doctor -- --stack-name NAME asks AWS, once the blog is there';

/** Its mails stay on this machine: it knows what was deployed, and all that it grants is true of no other SES. */
const readEngine = async (ses: SESClient, {identities, configurationSet}: Asked): Promise<SesFacts> => {
  const [verified, set] = await Promise.all([
    readIdentities(ses, [...identities]),
    attempt(() => describeSet(ses, configurationSet)),
  ]);
  const isVerified = 'known' in verified && Object.values(verified.known).includes('Success');
  const isThere = 'known' in set && set.known !== undefined;
  return {
    ...nothingOfSes(ofEngine),
    identities: isVerified ? unknown(ofEngine) : verified,
    configurationSet: isThere ? unknown(ofEngine) : set,
  };
};

export const readSes = (place: Place, asked: Asked): Promise<SesFacts> => {
  const ses = new SESClient(placeConfig(place));
  return place.endpoint ? readEngine(ses, asked) : readAws(ses, place.region, asked);
};
