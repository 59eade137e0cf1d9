import {type Fragment, ref, stack, sub} from '../cfn.ts';
import type {Config} from '../config.ts';
import {imageEnv, photoEnv} from '../env.ts';
import type {Grant} from '../iam.ts';
import type {Alarm} from '../resources/alarms.ts';
import {type Bucket, bucket, servedBucket} from '../resources/buckets.ts';
import {type Env, lambda} from '../resources/functions.ts';
import {sharpLayer} from '../resources/layers.ts';
import {subscribedQueue} from '../resources/queues.ts';
import {workflowRule} from '../resources/rules.ts';
import {schedule} from '../resources/schedules.ts';
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
  readonly changedPhotos: Topic;
  readonly photoRuns: {readonly env: Env; readonly grants: {readonly start: Grant}};
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

  const thumbnails = servedBucket({noun: 'thumbnails', versioned: true});
  const sharp = sharpLayer();

  const validatePhoto = lambda(config, {
    handler: 'validate-photo',
    layers: [sharp],
    memoryMb: config.memory.photosMb,
    timeoutSeconds: 10,
    env: {...uploads.env, ...photoEnv(config), ...imageEnv},
    grants: [uploads.grants.getObject('uploads/*'), uploads.grants.listBucket],
  });

  const resizePhoto = lambda(config, {
    handler: 'resize-photo',
    layers: [sharp],
    memoryMb: config.memory.photosMb,
    timeoutSeconds: 10,
    env: {...uploads.env, ...thumbnails.env, ...data.photos.env, ...photoEnv(config), ...imageEnv},
    grants: [
      uploads.grants.getObject('uploads/*'),
      uploads.grants.getObject('originals/*'),
      uploads.grants.listBucket,
      uploads.grants.putObject('originals/*'),
      thumbnails.grants.putObject('photos/*'),
      data.photos.grants.getItem,
    ],
  });

  const removePhoto = lambda(config, {
    handler: 'remove-photo',
    timeoutSeconds: 60,
    env: {...uploads.env, ...thumbnails.env, ...data.photos.env},
    grants: [
      uploads.grants.listBucketVersions,
      uploads.grants.deleteObjectVersion('uploads/*'),
      uploads.grants.deleteObjectVersion('originals/*'),
      thumbnails.grants.listBucketVersions,
      thumbnails.grants.deleteObjectVersion('photos/*'),
      data.photos.grants.getItem,
      data.photos.grants.putItem,
    ],
  });

  const changedPhotos = topic({noun: 'changed-photos'});

  const machine = stateMachine(config, {
    noun: 'photos',
    type: config.photos.workflow,
    workflow,
    targets: [validatePhoto.target, resizePhoto.target, removePhoto.target, data.photos.target, changedPhotos.target],
  });

  const sweepPhotos = lambda(config, {
    handler: 'sweep-photos',
    timeoutSeconds: 240,
    env: {
      ...uploads.env,
      ...thumbnails.env,
      ...data.photos.env,
      ...machine.env,
      PHOTOS_WORKFLOW: config.photos.workflow,
    },
    grants: [
      uploads.grants.getObject('uploads/*'),
      uploads.grants.listBucket,
      uploads.grants.listBucketVersions,
      uploads.grants.deleteObjectVersion('originals/*'),
      thumbnails.grants.listBucketVersions,
      thumbnails.grants.deleteObjectVersion('photos/*'),
      data.photos.queryIndex('due'),
      data.photos.grants.getItem,
      data.photos.grants.batchGetItem,
      data.photos.grants.putItem,
      machine.grants.start,
      ...(config.photos.workflow === 'standard' ? [machine.grants.describeRun] : []),
    ],
    failures: data.failures,
  });

  const sweeps = schedule({
    noun: 'sweeps',
    description: 'Photos that were left unfinished are started again',
    everyMinutes: 10,
    target: sweepPhotos,
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
    changedPhotos,
    photoRuns: machine,
    alarms: [...machine.alarms, ...uploadsRule.alarms, ...uploadsQueue.alarms, ...sweeps.alarms],
    resources: [
      ...uploads.resources,
      ...(keys?.resources ?? []),
      ...thumbnails.resources,
      ...uploadsRule.resources,
      ...machine.resources,
      ...validatePhoto.resources,
      ...resizePhoto.resources,
      ...sharp.resources,
      ...removePhoto.resources,
      ...sweepPhotos.resources,
      ...sweeps.resources,
      ...changedPhotos.resources,
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
