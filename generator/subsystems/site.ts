import {type Fragment, logicalId, resource} from '../cfn.ts';
import type {Config} from '../config.ts';
import {blogEnv} from '../env.ts';
import type {Alarm} from '../resources/alarms.ts';
import {queueLambda, streamLambda} from '../resources/consumers.ts';
import {lambda} from '../resources/functions.ts';
import {subscribedQueue} from '../resources/queues.ts';
import type {DataSubsystem} from './data.ts';
import type {EdgeSubsystem} from './edge.ts';
import type {MediaSubsystem} from './media.ts';
import type {PostMailsSubsystem} from './post-mails.ts';

export type SiteSubsystem = Fragment & {readonly alarms: readonly Alarm[]};

type Needs = {
  readonly data: DataSubsystem;
  readonly media: MediaSubsystem;
  readonly edge: EdgeSubsystem;
  readonly postMails: PostMailsSubsystem;
};

const renderTimeoutSeconds = 60;
const publishTimeoutSeconds = 900;

export const siteSubsystem = (config: Config, {data, media, edge, postMails}: Needs): SiteSubsystem => {
  const {posts, photos, failures} = data;
  const {site, siteEnv, distribution} = edge;

  // The same work for all three, on one post or on all of them.
  const rendering = {
    timeoutSeconds: renderTimeoutSeconds,
    env: {...posts.env, ...photos.env, ...site.env, ...distribution.env, ...siteEnv, ...blogEnv(config)},
    grants: [
      posts.grants.getItem,
      posts.grants.query,
      photos.grants.batchGetItem,
      site.grants.getObject(),
      site.grants.putObject(),
      site.grants.deleteObject(),
      site.grants.listBucket,
      distribution.grants.purge,
    ],
  };

  const renderPages = streamLambda(config, {
    handler: 'render-pages',
    ...rendering,
    env: {...rendering.env, ...postMails.runs.env},
    grants: [...rendering.grants, postMails.runs.grants.start],
    table: posts,
    filters: ['NewImage', 'OldImage'].map((image) => ({dynamodb: {[image]: {kind: {S: ['post']}}}})),
    failures,
  });

  const changedPhotosQueue = subscribedQueue({
    noun: 'changed-photos',
    topic: media.changedPhotos,
    consumerTimeoutSeconds: renderTimeoutSeconds,
  });

  const renderPhotoPages = queueLambda(config, {
    handler: 'render-photo-pages',
    ...rendering,
    grants: [...rendering.grants, photos.grants.getItem, photos.grants.putItem],
    queue: changedPhotosQueue,
    maximumConcurrency: 2,
  });

  const publishSite = lambda(config, {
    handler: 'publish-site',
    ...rendering,
    timeoutSeconds: publishTimeoutSeconds,
    versioned: true,
  });

  const published = resource(
    logicalId('site'),
    'Custom::Site',
    {ServiceToken: publishSite.arn, ServiceTimeout: publishTimeoutSeconds, Release: publishSite.version},
    {why: 'Publishes static files and pages again whenever the function that carries them has a new version.'},
  );

  return {
    about: 'pages are rendered when something is written, and purged precisely.',
    alarms: [...renderPages.alarms, ...changedPhotosQueue.alarms],
    resources: [
      ...renderPages.resources,
      ...renderPhotoPages.resources,
      ...changedPhotosQueue.resources,
      ...publishSite.resources,
      published,
    ],
    outputs: [
      {
        name: 'ChangedPhotosQueueUrl',
        description: 'Photos that became ready, changed or went: the posts that show them are rendered again',
        value: changedPhotosQueue.url,
      },
    ],
  };
};
