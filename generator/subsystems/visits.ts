import {type Condition, type Fragment, getAtt, logicalId, type Parameter, ref, resource, stack, sub} from '../cfn.ts';
import type {Config} from '../config.ts';
import {bucketPolicy, servedBucket} from '../resources/buckets.ts';

const distributionArn: Parameter = {
  id: logicalId('distribution-arn'),
  description: 'Output DistributionArn of the home stack; empty until it is deployed',
  default: '',
};

const isDeployed: Condition = {id: logicalId('distribution-is-deployed'), isTold: distributionArn.id};

/** No query string, no Referer, no cookie: a mailed link's token is in the first two. */
const recordFields = [
  ...['date', 'time', 'x-edge-location', 'c-ip', 'cs-method', 'cs-uri-stem', 'cs(User-Agent)', 'sc-status', 'sc-bytes'],
  ...['x-edge-result-type', 'x-edge-detailed-result-type', 'x-edge-request-id', 'time-taken', 'time-to-first-byte'],
];

export const visitsSubsystem = (config: Config): Fragment => {
  const visits = servedBucket({
    noun: 'visits',
    expires: [{days: config.retention.logDays}],
    why: "The distribution's access log.",
  });
  const policy = bucketPolicy(visits, [
    {
      Sid: 'LogDelivery',
      Effect: 'Allow',
      Principal: {Service: 'delivery.logs.amazonaws.com'},
      Action: 's3:PutObject',
      Resource: sub`${visits.arn}/AWSLogs/${stack.account}/*`,
      Condition: {
        StringEquals: {'aws:SourceAccount': stack.account, 's3:x-amz-acl': 'bucket-owner-full-control'},
        ArnLike: {
          'aws:SourceArn': sub`arn:${stack.partition}:logs:${stack.region}:${stack.account}:delivery-source:*`,
        },
      },
    },
  ]);
  const name = sub`${stack.name}-visits`;
  const [sourceId, destinationId] = [logicalId('visits-source'), logicalId('visits-destination')];
  const condition = isDeployed.id;

  return {
    about: 'who read what, without what a link may carry.',
    parameters: [distributionArn],
    conditions: [isDeployed],
    resources: [
      ...visits.resources,
      policy,
      resource(
        sourceId,
        'AWS::Logs::DeliverySource',
        {Name: name, LogType: 'ACCESS_LOGS', ResourceArn: ref(distributionArn.id)},
        {condition},
      ),
      resource(
        destinationId,
        'AWS::Logs::DeliveryDestination',
        {Name: name, DestinationResourceArn: visits.arn, OutputFormat: 'json'},
        {condition},
      ),
      resource(
        logicalId('visits-delivery'),
        'AWS::Logs::Delivery',
        {
          DeliverySourceName: ref(sourceId),
          DeliveryDestinationArn: getAtt(destinationId, 'Arn'),
          RecordFields: recordFields,
        },
        {condition, dependsOn: [policy.id]},
      ),
    ],
    outputs: [{name: 'VisitsBucketName', description: "The distribution's access log", value: ref(visits.id)}],
  };
};
