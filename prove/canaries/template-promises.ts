// Pure: what the template says of the places that may hold an address, beside the tables.
import type {SamTemplate} from '../../local/template.ts';
import {resourcesOfType} from '../../local/template.ts';

const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key], value);

export const maxDays = 14;

const daySeconds = 86_400;
/** Of a queue that does not say. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html */
const defaultRetentionSeconds = 4 * daySeconds;

const queueLines = (template: SamTemplate) =>
  resourcesOfType(template, 'AWS::SQS::Queue').map(([id, {Properties}]) => {
    const seconds = Number(at(Properties, 'MessageRetentionPeriod') ?? defaultRetentionSeconds);
    const isEncrypted =
      at(Properties, 'SqsManagedSseEnabled') === true || at(Properties, 'KmsMasterKeyId') !== undefined;
    return {id, days: seconds / daySeconds, isEncrypted};
  });

const bucketLine = (template: SamTemplate, id: string) => {
  const Properties = template.Resources[id]?.Properties;
  const rules = (at(Properties, 'LifecycleConfiguration', 'Rules') ?? []) as readonly Record<string, unknown>[];
  const days = rules
    .filter(
      (rule) => rule['Status'] === 'Enabled' && rule['Prefix'] === undefined && rule['ExpirationInDays'] !== undefined,
    )
    .map((rule) => Number(rule['ExpirationInDays']));
  const encryption = at(
    Properties,
    'BucketEncryption',
    'ServerSideEncryptionConfiguration',
    0,
    'ServerSideEncryptionByDefault',
    'SSEAlgorithm',
  );
  return {
    id,
    days: Math.min(...days),
    isEncrypted: encryption === 'AES256' || encryption === 'aws:kms',
    isVersioned: at(Properties, 'VersioningConfiguration') !== undefined,
  };
};

/** A line for each place, and those that break a promise. */
export const keepers = (template: SamTemplate) => {
  const bucket = bucketLine(template, 'FailuresBucket');
  const all = [bucket, ...queueLines(template)];
  const broken = all.filter(({days, isEncrypted}) => !(isEncrypted && days <= maxDays));
  return {
    lines: all.map(({id, days, isEncrypted}) => `${id}: ${isEncrypted ? 'encrypted' : 'NOT encrypted'}, ${days} days`),
    broken: [...broken.map(({id}) => id), ...(bucket.isVersioned ? ['FailuresBucket keeps old versions'] : [])],
  };
};

/** What a request has that is nobody else's business, as access logs and samples call it. */
const secretFields = /query|referer|cookie|authorization|\bpath\b|body/i;

type Look = readonly [type: string, what: string, isTalkative: (properties: unknown) => boolean];

const machineOfMails = 'statemachines/new-post-mail.asl.json';

const looks: readonly Look[] = [
  [
    'AWS::Serverless::Api',
    'an access log that says more than the route',
    (api) => secretFields.test(String(at(api, 'AccessLogSetting', 'Format') ?? '')),
  ],
  [
    'AWS::Serverless::Api',
    'an execution log, which has bodies',
    (api) => /LoggingLevel|DataTraceEnabled/.test(JSON.stringify(at(api, 'MethodSettings') ?? '')),
  ],
  ['AWS::Serverless::Api', 'traces', (api) => at(api, 'TracingEnabled') === true],
  [
    'AWS::Serverless::Function',
    'traces',
    (each) => ![undefined, 'PassThrough'].includes(at(each, 'Tracing') as undefined),
  ],
  ['AWS::Serverless::StateMachine', 'traces', (machine) => at(machine, 'Tracing') !== undefined],
  [
    'AWS::Serverless::StateMachine',
    'what a state was told, of mails',
    (machine) =>
      at(machine, 'DefinitionUri') === machineOfMails && at(machine, 'Logging', 'IncludeExecutionData') !== false,
  ],
  [
    'AWS::CloudFront::Distribution',
    'its old kind of log, which has the query',
    (distribution) => at(distribution, 'DistributionConfig', 'Logging') !== undefined,
  ],
  [
    'AWS::Logs::Delivery',
    'fields that a token can be in',
    (delivery) => {
      const fields = at(delivery, 'RecordFields') as readonly string[] | undefined;
      return fields === undefined || fields.some((field) => secretFields.test(field));
    },
  ],
  [
    'AWS::WAFv2::WebACL',
    'samples of whole requests',
    (acl) => {
      const isSampled = JSON.stringify(acl).includes('"SampledRequestsEnabled":true');
      const hidden = JSON.stringify(at(acl, 'DataProtectionConfig') ?? '');
      return isSampled && !['"QUERY_STRING"', '"authorization"', '"referer"'].every((field) => hidden.includes(field));
    },
  ],
  ['AWS::WAFv2::LoggingConfiguration', 'a log of whole requests', () => true],
  ['AWS::CloudTrail::Trail', 'a trail', () => true],
];

/** Settings by which AWS itself would write a token or an address down. */
export const talkativeSettings = (template: SamTemplate): readonly string[] =>
  looks.flatMap(([type, what, isTalkative]) =>
    resourcesOfType(template, type)
      .filter(([, {Properties}]) => isTalkative(Properties))
      .map(([id]) => `${id}: ${what}`),
  );
