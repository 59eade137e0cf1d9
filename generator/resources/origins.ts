// Where a distribution gets its answers from.

import type {Origin} from '@awboost/cfn-resource-types/AWS-CloudFront-Distribution';
import {
  type Condition,
  either,
  type GetAtt,
  getAtt,
  logicalId,
  type Parameter,
  type Resource,
  ref,
  type Sub,
  sub,
  type Value,
} from '../cfn.ts';
import type {Action} from '../iam.ts';
import {nearestFirst, type Region} from '../region-places.ts';
import {type Bucket, bucketPolicy} from './buckets.ts';
import type {ApiOrigin} from './rest-apis.ts';

type BucketOriginSpec = {
  readonly id: string;
  readonly bucket: Bucket;
  readonly accessControl: {readonly id: GetAtt};
  readonly distributionArn: Sub;
  /** What the distribution may do, and with which keys. */
  readonly allows?: {readonly action: Action; readonly keys: string};
};

/** A bucket as an origin, and the policy by which this distribution, and no other one, uses it. */
export const bucketOrigin = ({
  id,
  bucket,
  accessControl,
  distributionArn,
  allows = {action: 's3:GetObject', keys: '*'},
}: BucketOriginSpec): {readonly origin: Value<Origin>; readonly policy: Resource} => ({
  origin: {
    Id: id,
    DomainName: getAtt(bucket.id, 'RegionalDomainName'),
    OriginAccessControlId: accessControl.id,
    // Required, and empty: the identity is what access control has replaced.
    S3OriginConfig: {OriginAccessIdentity: ''},
  },
  policy: bucketPolicy(bucket, [
    {
      Sid: 'ThisDistributionOnly',
      Effect: 'Allow',
      Principal: {Service: 'cloudfront.amazonaws.com'},
      Action: allows.action,
      Resource: sub`${bucket.arn}/${allows.keys}`,
      Condition: {StringEquals: {'aws:SourceArn': distributionArn}},
    },
  ]),
});

const overTls = {OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2']};

const keyHeader = ({key}: ApiOrigin) =>
  key === undefined ? {} : {OriginCustomHeaders: [{HeaderName: 'x-api-key', HeaderValue: key}]};

/** The home region's API: for all that is no read, and for reads that another region does not answer. */
export const homeOrigin = 'api';

/** The API of the region next to home, for reads that the home region does not answer. */
export const spareFor = ([home, ...others]: readonly [Region, ...Region[]]): string =>
  `spare-${nearestFirst(home, others)[0]}`;

/** A region's API, for reads, given up early. */
export const readsFrom = (region: Region): string => `reads-${region}`;

export const apiOrigin = (api: ApiOrigin): Value<Origin> => ({
  Id: homeOrigin,
  DomainName: api.domainName,
  OriginPath: api.path,
  CustomOriginConfig: overTls,
  ...keyHeader(api),
});

/** Whether a region's own stack has told its address, and under which name. */
const addressOf = (region: Region): {readonly parameter: Parameter; readonly isDeployed: Condition} => {
  const parameter = {
    id: logicalId(region, 'api-domain-name'),
    description: `Output ApiDomainName of the stack in ${region}; empty until it is deployed`,
    default: '',
  };

  return {parameter, isDeployed: {id: logicalId(region, 'is-deployed'), isTold: parameter.id}};
};

type RegionalOrigins = {
  readonly origins: readonly Value<Origin>[];
  readonly parameters: readonly Parameter[];
  readonly conditions: readonly Condition[];
};

/**
 * The API of every region, to be read from: given up after 2 s, so that a reader of a dead region waits for less than 3. Whoever
 * is asked then is waited for, since a function that is rarely called takes its time to start.
 */
export const regionalOrigins = (api: ApiOrigin, [home, ...others]: readonly [Region, ...Region[]]): RegionalOrigins => {
  const addresses = others.map((region) => ({region, ...addressOf(region)}));
  const spareId = spareFor([home, ...others]);

  const domainOf = (originId: string): Value<string> => {
    const address = addresses.find(({region}) => originId.endsWith(`-${region}`));

    return address ? either(address.isDeployed, ref(address.parameter.id), api.domainName) : api.domainName;
  };

  return {
    origins: [
      ...[home, ...others].map((region) => ({
        Id: readsFrom(region),
        DomainName: domainOf(readsFrom(region)),
        OriginPath: api.path,
        ConnectionAttempts: 1,
        ConnectionTimeout: 2,
        CustomOriginConfig: {...overTls, OriginReadTimeout: 2},
        ...keyHeader(api),
      })),
      {...apiOrigin(api), Id: spareId, DomainName: domainOf(spareId)},
    ],
    parameters: addresses.map(({parameter}) => parameter),
    conditions: addresses.map(({isDeployed}) => isDeployed),
  };
};
