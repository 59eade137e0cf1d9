import type {Blog} from '../blog.ts';
import {type Arrow, arrow, group, type Node, type PictureOf, part, person, type Scene, targetsOf} from '../picture.ts';

type Way = {readonly about: string; readonly nodes: readonly Node[]; readonly arrows: readonly Arrow[]};

const throughEdge: Way = {
  about: 'through CloudFront, with a signed address',
  nodes: [
    part('CreatePhotoFunction', {note: 'signs the ticket'}),
    part('Distribution'),
    part('UploadsOnlyFunction'),
    part('UploadKey', {note: 'on the first deploy'}),
    part('MakeUploadKeyFunction'),
    part('UploadKeySecret'),
  ],
  arrows: [
    arrow('author', 'routes', 'CreatePhotoFunction', {
      label: 'asks for a ticket',
      through: ['Distribution', 'BlogApi'],
    }),
    arrow('author', 'uploads', 'Distribution', {label: 'photo, with a ticket'}),
    arrow('Distribution', 'stores', 'UploadsBucket', {label: 'PUT /uploads/*'}),
    arrow('Distribution', 'runs', 'UploadsOnlyFunction', {label: 'only PUT'}),
    arrow('CreatePhotoFunction', 'reads', 'UploadKeySecret', {label: 'private key'}),
    arrow('UploadKey', 'deploys', 'MakeUploadKeyFunction', {label: 'runs'}),
    arrow('MakeUploadKeyFunction', 'writes', 'UploadKeySecret', {label: 'private key'}),
  ],
};

const straight = ({parts}: Blog): Way => {
  const isAccelerated = parts.get('UploadsBucket')?.get('AccelerateConfiguration.AccelerationStatus') === 'Enabled';

  return {
    about: isAccelerated ? 'straight to a bucket, by Transfer Acceleration' : 'straight to a bucket',
    nodes: [],
    arrows: [
      arrow('author', 'uploads', 'UploadsBucket', {
        label: isAccelerated ? 'photo, accelerated' : 'photo, with a ticket',
      }),
    ],
  };
};

/** `rate(10 minutes)` as people say it. */
const period = ({blog}: Scene): string => {
  const [, minutes] =
    /^rate\((\d+) minutes\)$/.exec(String(blog.parts.get('SweepsSchedule')?.get('ScheduleExpression'))) ?? [];

  return `every ${minutes} minutes`;
};

export const thumbnail: PictureOf = (scene) => {
  const isThroughEdge = targetsOf(scene, 'author', 'uploads').includes('Distribution');
  const way = isThroughEdge ? throughEdge : straight(scene.blog);

  return {
    name: '6-thumbnail',
    title: 'Thumbnail: an upload starts a workflow that makes every size',
    about: `The author uploads ${way.about}. EventBridge starts the workflow, which claims, validates, resizes, records and announces the photo. It also makes a photo anew whose focal point the author moved, removes one that the author deleted, and is started again for whatever was left unfinished. Topics and queues tell whatever else wants to know.`,
    nodes: [
      person('author'),
      ...way.nodes,
      part('UploadsBucket', {note: 'private'}),
      part('UploadsTopic'),
      part('UploadsRule'),
      // Before what tells it: the way to the pages runs from right to left.
      part('RenderPhotoPagesFunction', {note: 'pages that show it'}),
      part('UploadsQueue', {note: 'for whatever else wants to know'}),
      group('changes', ['ChangePhotoFunction', 'DeletePhotoFunction']),
      part('SweepsSchedule', {note: period(scene)}),
      part('SweepPhotosFunction', {note: 'what was left unfinished'}),
      part('PhotosStateMachine', {
        rows: [
          'ClaimPhoto',
          'ValidatePhoto',
          'ResizePhoto',
          'RecordPhoto',
          'AnnouncePhoto',
          'RemovePhoto',
          'RejectPhoto',
          'FailPhoto',
        ],
      }),
      part('ChangedPhotosQueue'),
      part('ThumbnailsBucket'),
      part('PhotosTable'),
      part('ChangedPhotosTopic'),
    ],
    arrows: [
      ...way.arrows,
      arrow('UploadsBucket', 'notifies', 'UploadsRule', {label: 'event'}),
      arrow('UploadsBucket', 'notifies', 'UploadsTopic', {label: 'event'}),
      arrow('UploadsTopic', 'delivers', 'UploadsQueue', {label: 'message'}),
      arrow('UploadsRule', 'starts', 'PhotosStateMachine', {label: 'starts a run'}),
      arrow('ResizePhoto', 'writes', 'ThumbnailsBucket', {label: 'thumbnails'}),
      arrow('RecordPhoto', 'writes', 'PhotosTable', {label: 'records'}),
      arrow('author', 'routes', 'changes', {
        label: 'PATCH, DELETE',
        through: ['Distribution', 'BlogApi'],
        isOfEach: true,
      }),
      arrow('changes', 'starts', 'PhotosStateMachine', {label: 'starts a run'}),
      arrow('SweepsSchedule', 'invokes', 'SweepPhotosFunction', {label: 'calls'}),
      arrow('SweepPhotosFunction', 'starts', 'PhotosStateMachine', {label: 'starts a run'}),
      arrow('AnnouncePhoto', 'publishes', 'ChangedPhotosTopic', {label: 'ready, gone'}),
      arrow('ChangedPhotosTopic', 'delivers', 'ChangedPhotosQueue', {label: 'message'}),
      arrow('ChangedPhotosQueue', 'delivers', 'RenderPhotoPagesFunction', {label: 'batch'}),
    ],
  };
};
