import {grantsOf, policiesOf, roleOf} from './view/access.ts';
import {failureBuckets, knownAs} from './view/functions.ts';
import {at, list, nameIn, number, same, text} from './view/values.ts';
import {each, type Item, ofType, type Rule, type View} from './view/view.ts';

const bucket = 'AWS::S3::Bucket';

const lifecycle = (item: Item): readonly unknown[] =>
  list(item.get('LifecycleConfiguration.Rules')).filter((rule) => at(rule, 'Status') === 'Enabled');

const isVersioned = (item: Item): boolean => item.get('VersioningConfiguration.Status') === 'Enabled';

const deniesPlainHttp = (view: View, item: Item): boolean =>
  policiesOf(view, item.id).some(
    ({effect, principal, actions, resources, condition}) =>
      effect === 'Deny' &&
      principal === '*' &&
      same(actions, ['s3:*']) &&
      same(resources, [{'Fn::GetAtt': [item.id, 'Arn']}, {'Fn::Sub': `\${${item.id}.Arn}/*`}]) &&
      same(condition, {Bool: {'aws:SecureTransport': 'false'}}),
  );

/** Those that the distribution reads. */
const isServed = (view: View, {id}: Item): boolean =>
  policiesOf(view, id).some(({effect, actions}) => effect === 'Allow' && actions.includes('s3:GetObject'));

const takesUploads = (view: View, item: Item): boolean => knownAs(view, 'UPLOADS_BUCKET').includes(item);

const keepsOriginals = (view: View, item: Item): boolean =>
  ofType(view, 'AWS::Serverless::Function').some((each) =>
    grantsOf(roleOf(view, each)).some(({resources}) =>
      resources.some((resource) => text(at(resource, 'Fn::Sub')) === `\${${item.id}.Arn}/originals/*`),
    ),
  );

const expiresDays = (item: Item, prefix: string | undefined): number =>
  number(
    lifecycle(item)
      .filter((rule) => at(rule, 'Prefix') === prefix)
      .map((rule) => at(rule, 'ExpirationInDays'))
      .find((days) => days !== undefined),
  );

export const bucketRules: readonly Rule[] = [
  {
    id: 'BUCKET-01',
    sentence: 'nothing can make a bucket public',
    check: each(bucket, (item) =>
      same(item.get('PublicAccessBlockConfiguration'), {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      }),
    ),
  },
  {
    id: 'BUCKET-02',
    sentence: 'the owner of a bucket owns its objects: there are no ACLs',
    check: each(bucket, (item) =>
      same(item.get('OwnershipControls.Rules'), [{ObjectOwnership: 'BucketOwnerEnforced'}]),
    ),
  },
  {
    id: 'BUCKET-03',
    sentence: 'objects are encrypted at rest',
    check: each(bucket, (item) =>
      ['AES256', 'aws:kms'].includes(
        text(
          item.get('BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm'),
        ),
      ),
    ),
  },
  {
    id: 'BUCKET-04',
    sentence: 'a bucket and its objects refuse everybody without TLS',
    check: each(bucket, (item, view) => deniesPlainHttp(view, item)),
  },
  {
    id: 'BUCKET-05',
    sentence: 'no bucket allows everybody anything',
    check: each(bucket, (item, view) =>
      policiesOf(view, item.id).every(
        ({effect, principal}) => effect === 'Deny' || (principal !== '*' && at(principal, 'Service') !== undefined),
      ),
    ),
  },
  {
    id: 'BUCKET-06',
    sentence: 'a bucket is kept when it leaves the template',
    check: each(
      bucket,
      (item) => item.attribute('DeletionPolicy') === 'Retain' && item.attribute('UpdateReplacePolicy') === 'Retain',
    ),
  },
  {
    id: 'BUCKET-07',
    sentence: 'what was begun and not finished goes within a week',
    check: each(bucket, (item) =>
      lifecycle(item).some(
        (rule) =>
          at(rule, 'Prefix') === undefined &&
          number(at(rule, 'AbortIncompleteMultipartUpload.DaysAfterInitiation')) <= 7,
      ),
    ),
  },
  {
    id: 'BUCKET-08',
    sentence: 'originals exist nowhere else: their bucket keeps versions, and never lets them expire',
    check: each(
      bucket,
      (item, view) => !keepsOriginals(view, item) || (isVersioned(item) && Number.isNaN(expiresDays(item, undefined))),
    ),
  },
  {
    id: 'BUCKET-09',
    sentence: 'old versions go within three months',
    check: each(
      bucket,
      (item) =>
        !isVersioned(item) ||
        lifecycle(item).some(
          (rule) =>
            at(rule, 'Prefix') === undefined && number(at(rule, 'NoncurrentVersionExpiration.NoncurrentDays')) <= 90,
        ),
    ),
  },
  {
    id: 'BUCKET-10',
    sentence: 'what strangers may send goes after a week',
    check: each(bucket, (item, view) => !takesUploads(view, item) || expiresDays(item, 'uploads/') <= 7),
  },
  {
    id: 'BUCKET-11',
    sentence: 'a browser may send by POST, whose ticket limits the size, and do nothing else across origins',
    check: each(bucket, (item) =>
      list(item.get('CorsConfiguration.CorsRules')).every((rule) => same(at(rule, 'AllowedMethods'), ['POST'])),
    ),
  },
  {
    id: 'BUCKET-12',
    sentence: 'failed records hold addresses of people: they are gone after two weeks, or when the owner said',
    check: each(bucket, (item, view) => !failureBuckets(view).includes(item.id) || expiresDays(item, undefined) <= 14),
  },
  {
    id: 'BUCKET-13',
    sentence: 'what is served does not expire',
    check: each(
      bucket,
      (item, view) =>
        !isServed(view, item) || lifecycle(item).every((rule) => at(rule, 'ExpirationInDays') === undefined),
    ),
  },
  {
    id: 'BUCKET-14',
    sentence: "a bucket that tells a topic comes after the topic's policy: S3 tries it at once",
    check: each(bucket, (item, view) =>
      list(item.get('NotificationConfiguration.TopicConfigurations')).every((notification) =>
        ofType(view, 'AWS::SNS::TopicPolicy').some(
          (policy) =>
            nameIn(policy.get('Topics')) === nameIn(at(notification, 'Topic')) &&
            list(item.attribute('DependsOn')).includes(policy.id),
        ),
      ),
    ),
  },
  {
    id: 'BUCKET-15',
    sentence: 'a topic is told of uploads only: a thumbnail or an original would start the work again',
    check: each(bucket, (item) =>
      list(item.get('NotificationConfiguration.TopicConfigurations')).every(
        (notification) =>
          at(notification, 'Event') === 's3:ObjectCreated:*' &&
          same(at(notification, 'Filter.S3Key.Rules'), [{Name: 'prefix', Value: 'uploads/'}]),
      ),
    ),
  },
];
