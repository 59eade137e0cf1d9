// The three ways of a photo to the bucket of uploads: a form to S3, the same through the nearest edge location, a PUT through the
// distribution.

import {managedCachePolicies} from '../managed-policies.ts';
import {grantsOf, permits, policiesOf, roleOf} from './view/access.ts';
import {type Behavior, codeOf, eachBehavior, isBehindEdge, takesUploads} from './view/distribution.ts';
import {envOf, functionsOf, knownAs} from './view/functions.ts';
import {list, nameIn, same, spelling} from './view/values.ts';
import {each, type Item, ofType, type Rule, typeIn, type View} from './view/view.ts';

const publicKey = 'AWS::CloudFront::PublicKey';

const eachUpload = (holds: (behavior: Behavior, view: View) => boolean) =>
  eachBehavior((behavior, view) => !takesUploads(view, behavior) || holds(behavior, view));

const told = (view: View, name: string): readonly Item[] =>
  functionsOf(view).filter((item) => envOf(item).some(([key]) => key === name));

const eachUploads = (holds: (item: Item, view: View) => boolean) => (view: View) =>
  knownAs(view, 'UPLOADS_BUCKET').flatMap((item) => (holds(item, view) ? [] : item.id));

const accelerates = (item: Item): boolean => item.get('AccelerateConfiguration.AccelerationStatus') === 'Enabled';

const endpoint = 'https://s3-accelerate.amazonaws.com';

/** Those who sign with the key, not the one who makes it. */
const signers = (view: View): readonly Item[] => told(view, 'UPLOAD_KEY_ID');

export const uploadRules: readonly Rule[] = [
  {
    id: 'UPLOAD-01',
    sentence: 'only the path of uploads asks for a ticket, signed with a key of this stack',
    check: eachBehavior((behavior, view) => {
      const groups = list(behavior.get('TrustedKeyGroups'));

      return takesUploads(view, behavior)
        ? behavior.pattern === '/uploads/*' &&
            groups.length === 1 &&
            typeIn(view, groups) === 'AWS::CloudFront::KeyGroup'
        : groups.length === 0 && behavior.get('TrustedSigners') === undefined;
    }),
  },
  {
    id: 'UPLOAD-02',
    sentence: 'an upload is a PUT: every other method is answered with 405 before the bucket is asked',
    check: eachUpload(
      ({viewerRequest}) =>
        codeOf(viewerRequest).includes("if (event.request.method === 'PUT') {") &&
        codeOf(viewerRequest).includes('statusCode: 405'),
    ),
  },
  {
    id: 'UPLOAD-03',
    sentence: 'what is answered to an upload is not kept',
    check: eachUpload(({get}) => get('CachePolicyId') === managedCachePolicies.CachingDisabled),
  },
  {
    id: 'UPLOAD-04',
    sentence: "no path reads uploads: originals are nobody's but the owner's",
    check: eachUploads((item, view) =>
      policiesOf(view, item.id).every(
        ({effect, actions}) => effect === 'Deny' || actions.every((action) => action === 's3:PutObject'),
      ),
    ),
  },
  {
    id: 'UPLOAD-05',
    sentence: 'a browser may send to the bucket from any page, unless the distribution stands before it',
    check: eachUploads(
      (item, view) => list(item.get('CorsConfiguration.CorsRules')).length > 0 === !isBehindEdge(view, item),
    ),
  },
  {
    id: 'UPLOAD-06',
    sentence: 'a key group holds keys of this stack',
    check: each('AWS::CloudFront::KeyGroup', (item, view) => {
      const keys = list(item.get('KeyGroupConfig.Items'));

      return keys.length > 0 && keys.every((key) => typeIn(view, key) === publicKey);
    }),
  },
  {
    id: 'UPLOAD-07',
    sentence: 'the public half comes from the pair that a function made, under a reference that stays',
    check: each(
      publicKey,
      (item, view) =>
        typeIn(view, item.get('PublicKeyConfig.EncodedKey')) === 'Custom::UploadKey' &&
        same(item.get('PublicKeyConfig.CallerReference'), {Ref: 'AWS::StackName'}),
    ),
  },
  {
    id: 'UPLOAD-08',
    sentence: 'only who makes the private half may write it',
    check: (view) => {
      const makers = ofType(view, 'Custom::UploadKey').map((item) => nameIn(item.get('ServiceToken')));

      return functionsOf(view).flatMap((item) =>
        grantsOf(roleOf(view, item)).some(({actions}) => actions.includes('secretsmanager:PutSecretValue')) ===
        makers.includes(item.id)
          ? []
          : item.id,
      );
    },
  },
  {
    id: 'UPLOAD-09',
    sentence: 'who signs knows the key by its id and may read the private half',
    check: (view) =>
      signers(view).flatMap((item) => {
        const {UPLOAD_KEY_ID: key, UPLOAD_KEY_SECRET: secret} = Object.fromEntries(envOf(item));

        return typeIn(view, key) === publicKey &&
          permits(roleOf(view, item), 'secretsmanager:GetSecretValue', nameIn(secret))
          ? []
          : item.id;
      }),
  },
  {
    id: 'UPLOAD-10',
    sentence: 'who signs for the distribution cannot write to the bucket, nor read it',
    check: (view) =>
      signers(view).flatMap((item) =>
        grantsOf(roleOf(view, item)).some(({actions}) => actions.some((action) => action.startsWith('s3:')))
          ? item.id
          : [],
      ),
  },
  {
    id: 'UPLOAD-11',
    sentence: 'a bucket is accelerated if, and only if, tickets name the accelerated address',
    check: (view) => {
      const named = told(view, 'UPLOADS_ENDPOINT');
      const buckets = knownAs(view, 'UPLOADS_BUCKET');

      return [
        ...named.flatMap((item) => (item.get('Environment.Variables.UPLOADS_ENDPOINT') === endpoint ? [] : item.id)),
        ...ofType(view, 'AWS::S3::Bucket').flatMap((item) =>
          accelerates(item) === (named.length > 0 && buckets.includes(item)) ? [] : item.id,
        ),
      ];
    },
  },
  {
    id: 'UPLOAD-12',
    sentence: 'the name of an accelerated bucket has no dot',
    check: each('AWS::S3::Bucket', (item) => !accelerates(item) || !spelling(item.get('BucketName')).includes('.')),
  },
  {
    id: 'UPLOAD-13',
    sentence: 'somebody hands out tickets: by the right to put under the prefix of uploads, or by a key',
    of: 'home',
    check: (view) =>
      knownAs(view, 'UPLOADS_BUCKET').flatMap((item) =>
        isBehindEdge(view, item)
          ? signers(view).length === 1
            ? []
            : item.id
          : functionsOf(view).some((each) =>
                grantsOf(roleOf(view, each)).some(
                  ({actions, resources}) =>
                    actions.includes('s3:PutObject') && same(resources, [{'Fn::Sub': `\${${item.id}.Arn}/uploads/*`}]),
                ),
              )
            ? []
            : item.id,
      ),
  },
];
