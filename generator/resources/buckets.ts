import type {Rule as LifecycleRule, S3BucketProperties} from '@awboost/cfn-resource-types/AWS-S3-Bucket';
import {
  type Attributes,
  type GetAtt,
  getAtt,
  type LogicalId,
  logicalId,
  type Resource,
  ref,
  resource,
  sub,
  type Value,
} from '../cfn.ts';
import {type Action, type Grant, policyDocument, type Statement, tlsOnly} from '../iam.ts';
import type {Env} from './functions.ts';
import type {Key} from './keys.ts';

export type Bucket = {
  readonly id: LogicalId;
  readonly arn: GetAtt;
  readonly env: Env;
  readonly grants: {
    readonly getObject: (keys?: string) => Grant;
    readonly putObject: (keys?: string) => Grant;
    readonly deleteObject: (keys?: string) => Grant;
    readonly deleteObjectVersion: (keys?: string) => Grant;
    /** Also what makes S3 answer 404 for a missing key: without it the answer is 403. */
    readonly listBucket: Grant;
    readonly listBucketVersions: Grant;
  };
  readonly resources: readonly Resource[];
};

type Expiry = {readonly prefix?: string; readonly days: number};

type BucketSpec = {
  /** `site` is SiteBucket in the template and SITE_BUCKET in a function's environment. */
  readonly noun: string;
  readonly expires?: readonly Expiry[];
  /** An overwritten or deleted object stays for another 30 days, and one version can be told from the next. */
  readonly versioned?: boolean;
  /** Uploads through the nearest edge location. */
  readonly accelerated?: boolean;
  /** Encrypts it, in place of S3's own key; not of a bucket that the distribution reads or writes. */
  readonly key?: Key | undefined;
  readonly cors?: Value<NonNullable<S3BucketProperties['CorsConfiguration']>>;
  readonly notifications?: Value<NonNullable<S3BucketProperties['NotificationConfiguration']>>;
} & Pick<Attributes<S3BucketProperties>, 'dependsOn' | 'why' | 'notes'>;

const enabled = 'Enabled' as const;

const lifecycleRules = (expires: readonly Expiry[], versioned: boolean): readonly Value<LifecycleRule>[] => [
  {Id: 'unfinished-uploads', Status: enabled, AbortIncompleteMultipartUpload: {DaysAfterInitiation: 1}},
  ...expires.map(({prefix, days}) => ({
    Id: `${prefix?.replace(/\/$/, '') ?? 'everything'}-expires`,
    Status: enabled,
    ...(prefix !== undefined && {Prefix: prefix}),
    ExpirationInDays: days,
    ...(versioned && {NoncurrentVersionExpiration: {NoncurrentDays: 1}}),
  })),
  ...(versioned
    ? [
        {
          Id: 'old-versions',
          Status: enabled,
          NoncurrentVersionExpiration: {NoncurrentDays: 30},
          ExpiredObjectDeleteMarker: true,
        },
      ]
    : []),
];

/** A bucket that the distribution serves. Its policy is the edge's to write, since it names the distribution. */
export const servedBucket = (spec: BucketSpec): Bucket => {
  const {
    noun,
    expires = [],
    versioned = false,
    accelerated = false,
    key,
    cors,
    notifications,
    notes,
    ...attributes
  } = spec;
  const id = logicalId(noun, 'bucket');
  const arn = getAtt(id, 'Arn');
  const objects =
    (action: Action, keyAction?: Action) =>
    (keys = '*'): Grant => ({
      actions: [action],
      resource: sub`${arn}/${keys}`,
      ...(key && keyAction && {also: [key.grant('s3', keyAction)]}),
    });

  return {
    id,
    arn,
    env: {[`${noun.toUpperCase()}_BUCKET`]: ref(id)},
    grants: {
      getObject: objects('s3:GetObject', 'kms:Decrypt'),
      putObject: objects('s3:PutObject', 'kms:GenerateDataKey'),
      deleteObject: objects('s3:DeleteObject'),
      deleteObjectVersion: objects('s3:DeleteObjectVersion'),
      listBucket: {actions: ['s3:ListBucket'], resource: arn},
      listBucketVersions: {actions: ['s3:ListBucketVersions'], resource: arn},
    },
    resources: [
      resource(
        id,
        'AWS::S3::Bucket',
        {
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
          OwnershipControls: {Rules: [{ObjectOwnership: 'BucketOwnerEnforced'}]},
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              key
                ? {
                    BucketKeyEnabled: true,
                    ServerSideEncryptionByDefault: {SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key.arn},
                  }
                : {ServerSideEncryptionByDefault: {SSEAlgorithm: 'AES256'}},
            ],
          },
          ...(accelerated && {AccelerateConfiguration: {AccelerationStatus: 'Enabled'}}),
          ...(versioned && {VersioningConfiguration: {Status: 'Enabled'}}),
          LifecycleConfiguration: {Rules: lifecycleRules(expires, versioned)},
          ...(cors && {CorsConfiguration: cors}),
          ...(notifications && {NotificationConfiguration: notifications}),
        },
        {
          deletionPolicy: 'Retain',
          updateReplacePolicy: 'Retain',
          ...attributes,
          notes: {
            DeletionPolicy: 'Only an empty bucket can be deleted, and a blog is not emptied by mistake.',
            ...notes,
          },
        },
      ),
    ],
  };
};

/** The policy of a bucket: TLS only, and whatever else is said. */
export const bucketPolicy = (bucket: Bucket, statements: readonly Statement[] = []): Resource =>
  resource(logicalId(bucket.id, 'policy'), 'AWS::S3::BucketPolicy', {
    Bucket: ref(bucket.id),
    PolicyDocument: policyDocument([...statements, tlsOnly('s3:*', [bucket.arn, sub`${bucket.arn}/*`])]),
  });

/** A bucket that only roles of this stack read and write. */
export const bucket = (spec: BucketSpec): Bucket => {
  const served = servedBucket(spec);

  return {...served, resources: [...served.resources, bucketPolicy(served)]};
};
