import {type Fragment, ref, stack, sub} from '../cfn.ts';
import type {Config} from '../config.ts';
import {photoEnv} from '../env.ts';
import type {Grant} from '../iam.ts';
import type {Alarm} from '../resources/alarms.ts';
import {type Bucket, bucket, servedBucket} from '../resources/buckets.ts';
import {type Env, lambda} from '../resources/functions.ts';
import {sharpLayer} from '../resources/layers.ts';
import {subscribedQueue} from '../resources/queues.ts';
import {workflowRule} from '../resources/rules.ts';
import {stateMachine} from '../resources/state-machines.ts';
import {type Topic, topic} from '../resources/topics.ts';
import {type UploadKeys, uploadKeys} from '../resources/upload-keys.ts';
import type {Workflow} from '../workflow.ts';
import type {DataSubsystem} from './data.ts';

export type MediaSubsystem = Fragment & {
  readonly uploads: Bucket;
  /** What it takes to sign a ticket. */
  readonly uploadTicket: {readonly env: Env; readonly grants: readonly Grant[]};
  /** Only where uploads go through the distribution. */
  readonly uploadKeys: UploadKeys | undefined;
  readonly thumbnails: Bucket;
  readonly readyPhotos: Topic;
  readonly alarms: readonly Alarm[];
};

type Needs = {readonly data: DataSubsystem; readonly workflow: Workflow};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/transfer-acceleration-getting-started.html */
const accelerateEndpoint = 'https://s3-accelerate.amazonaws.com';

export const mediaSubsystem = (config: Config, {data, workflow}: Needs): MediaSubsystem => {
  const uploaded = topic({noun: 'uploads', publisher: 's3.amazonaws.com'});

  const {upload} = config.photos;
  const throughEdge = upload === 'cloudfront';
  const keys = throughEdge ? uploadKeys(config, data.key) : undefined;

  // The policy of a bucket that the distribution writes to is the edge's to make.
  const uploads = (throughEdge ? servedBucket : bucket)({
    noun: 'uploads',
    versioned: true,
    expires: [{prefix: 'uploads/', days: 7}],
    accelerated: upload === 'accelerate',
    ...(throughEdge
      ? {}
      : {
          key: data.key,
          cors: {
            CorsRules: [{AllowedMethods: ['POST'], AllowedOrigins: ['*'], AllowedHeaders: ['*'], MaxAge: 3_600}],
          },
        }),
    notifications: {
      EventBridgeConfiguration: {EventBridgeEnabled: true},
      TopicConfigurations: [
        {
          Event: 's3:ObjectCreated:*',
          Topic: ref(uploaded.id),
          Filter: {S3Key: {Rules: [{Name: 'prefix', Value: 'uploads/'}]}},
        },
      ],
    },
    dependsOn: uploaded.policyIds,
    notes: {
      'Properties.LifecycleConfiguration':
        'What was refused, or never looked at, goes after a week. A photo that became ready stays, under originals/.',
      ...(!throughEdge && {
        'Properties.CorsConfiguration':
          'The upload ticket is the permission, wherever it is used; naming the distribution here would be a cycle.',
      }),
    },
  });

  const thumbnails = servedBucket({noun: 'thumbnails'});
  const sharp = sharpLayer();
  // glibc would keep the memory of each of libvips' threads to itself.
  const imageEnv = {MALLOC_ARENA_MAX: '2'};

  const validatePhoto = lambda(config, {
    handler: 'validate-photo',
    layers: [sharp],
    memoryMb: config.memory.photosMb,
    timeoutSeconds: 10,
    env: {...uploads.env, ...imageEnv},
    grants: [uploads.grants.getObject('uploads/*'), uploads.grants.listBucket],
  });

  const resizePhoto = lambda(config, {
    handler: 'resize-photo',
    layers: [sharp],
    memoryMb: config.memory.photosMb,
    timeoutSeconds: 30,
    env: {...uploads.env, ...thumbnails.env, ...photoEnv(config), ...imageEnv},
    grants: [
      uploads.grants.getObject('uploads/*'),
      uploads.grants.listBucket,
      uploads.grants.putObject('originals/*'),
      thumbnails.grants.putObject('photos/*'),
    ],
  });

  const readyPhotos = topic({noun: 'ready-photos'});

  const machine = stateMachine(config, {
    noun: 'photos',
    workflow,
    targets: [validatePhoto.target, resizePhoto.target, data.photos.target, readyPhotos.target],
  });

  const uploadsRule = workflowRule({
    noun: 'uploads',
    description: 'A photo was uploaded: run the photo workflow',
    pattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: {bucket: {name: [ref(uploads.id)]}, object: {key: [{prefix: 'uploads/'}]}},
    },
    machine,
  });

  const uploadsQueue = subscribedQueue({noun: 'uploads', topic: uploaded, consumerTimeoutSeconds: 30});

  return {
    about: 'upload, photo workflow, thumbnails.',
    uploads,
    uploadKeys: keys,
    uploadTicket: keys ?? {
      env: {...uploads.env, ...(upload === 'accelerate' && {UPLOADS_ENDPOINT: accelerateEndpoint})},
      // A ticket allows the upload by the right of the role that signs it.
      grants: [uploads.grants.putObject('uploads/*')],
    },
    thumbnails,
    readyPhotos,
    alarms: [...machine.alarms, ...uploadsRule.alarms, ...uploadsQueue.alarms],
    resources: [
      ...uploads.resources,
      ...(keys?.resources ?? []),
      ...thumbnails.resources,
      ...uploadsRule.resources,
      ...machine.resources,
      ...validatePhoto.resources,
      ...resizePhoto.resources,
      ...sharp.resources,
      ...readyPhotos.resources,
      ...uploaded.resources,
      ...uploadsQueue.resources,
    ],
    outputs: [
      {name: 'UploadsBucketName', description: 'Uploaded photos, private', value: ref(uploads.id)},
      {name: 'ThumbnailsBucketName', description: 'Thumbnails, served under /photos/', value: ref(thumbnails.id)},
      {name: 'PhotosStateMachineArn', description: 'The photo workflow', value: ref(machine.id)},
      {
        name: 'PhotoRunsUrl',
        description: 'Its runs in the console',
        value: sub`https://${stack.region}.console.aws.amazon.com/states/home?region=${stack.region}#/statemachines/view/${ref(machine.id)}`,
      },
      {
        name: 'UploadsQueueUrl',
        description: 'A message for each upload, for whatever else wants to know',
        value: uploadsQueue.url,
      },
    ],
  };
};
