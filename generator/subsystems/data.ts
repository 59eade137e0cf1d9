import {type Fragment, ref} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Alarm} from '../resources/alarms.ts';
import {type Bucket, bucket} from '../resources/buckets.ts';
import {type Key, key} from '../resources/keys.ts';
import {type Secret, secret} from '../resources/secrets.ts';
import {type Table, table} from '../resources/tables.ts';

export type DataSubsystem = Fragment & {
  readonly posts: Table;
  readonly photos: Table;
  readonly subscribers: Table;
  readonly linkKey: Secret;
  readonly failures: Bucket;
  /** Encrypts what is private, if the owner has a key of their own. */
  readonly key: Key | undefined;
  readonly alarms: readonly Alarm[];
};

/** A key is one region's: a replica elsewhere would need one of its own before it is made. */
const ownKey = ({profile, regions}: Config): Key | undefined =>
  profile === 'hardened' && regions.length === 1
    ? key('data', 'Tables, private buckets and secrets of the blog')
    : undefined;

export const dataSubsystem = (config: Config): DataSubsystem => {
  const encryption = ownKey(config);
  const posts = table(config, {noun: 'posts', key: encryption});
  const photos = table(config, {
    noun: 'photos',
    ttlAttribute: 'expiresAt',
    indexes: [
      {name: 'list', partitionKey: 'kind', sortKey: 'id'},
      {name: 'due', partitionKey: 'kind', sortKey: 'dueAt'},
    ],
    key: encryption,
  });
  const subscribers = table(config, {
    noun: 'subscribers',
    ttlAttribute: 'expiresAt',
    indexes: [
      {name: 'confirmed', partitionKey: 'confirmed', sortKey: 'id'},
      {name: 'due', partitionKey: 'kind', sortKey: 'dueAt'},
    ],
    key: encryption,
  });

  const linkKey = secret({
    noun: 'link-key',
    description: 'Signs the links in mails',
    length: 64,
    key: encryption,
    policy: 'Retain',
    why: 'Kept when the stack goes: the unsubscribe link of a mail that was sent must go on working.',
  });

  const failures = bucket({
    noun: 'failures',
    expires: [{days: config.retention.failureDays}],
    key: encryption,
    why: 'What no function could handle, whole, to be replayed: records of the streams, and calls that nobody waits for.',
  });

  return {
    about: 'three global tables, written only in the home region, and what must outlive a deploy.',
    posts,
    photos,
    subscribers,
    linkKey,
    failures,
    key: encryption,
    alarms: [
      {
        // S3 counts its objects once a day, for nothing.
        description: `${failures.id} holds what no function could handle`,
        watched: failures.id,
        sign: 'not-empty',
        namespace: 'AWS/S3',
        metric: 'NumberOfObjects',
        dimensions: {BucketName: ref(failures.id), StorageType: 'AllStorageTypes'},
        statistic: 'Maximum',
        periodSeconds: 86_400,
        atLeast: 1,
      },
    ],
    resources: [posts, photos, subscribers, linkKey, failures, ...(encryption ? [encryption] : [])].flatMap(
      ({resources}) => resources,
    ),
    outputs: [
      {name: 'PostsTableName', description: 'Posts and the lists of them', value: ref(posts.id)},
      {name: 'PhotosTableName', description: 'A record for each photo', value: ref(photos.id)},
      {
        name: 'SubscribersTableName',
        description: 'Subscribers, and which mails they were sent',
        value: ref(subscribers.id),
      },
      {
        name: 'FailuresBucketName',
        description: 'What no function could handle, to be replayed',
        value: ref(failures.id),
      },
      {name: 'LinkKeySecretArn', description: 'The key that signs the links in mails', value: linkKey.arn},
    ],
  };
};
