// Templates in which something that the pictures show does not work.
import type {Document} from './blogs.ts';

type Break = {readonly what: string; readonly by: (home: Document) => void; readonly says: RegExp};

type Policy = {readonly Statement: Record<string, unknown>[]};

/** A property, to be changed. */
const property = <Value>({Resources}: Document, id: string, name: string): Value => {
  const value = Resources[id]?.Properties[name];

  if (value === undefined) {
    throw new Error(`${id} has no ${name}`);
  }

  return value as Value;
};

const grantsOf = (home: Document, role: string): readonly Record<string, unknown>[] =>
  property<readonly {PolicyDocument: Policy}[]>(home, role, 'Policies').flatMap(
    ({PolicyDocument}) => PolicyDocument.Statement,
  );

const statementsOf = (home: Document, policy: string): Record<string, unknown>[] =>
  property<Policy>(home, policy, 'PolicyDocument').Statement;

const without =
  (...ids: readonly string[]) =>
  ({Resources}: Document): void => {
    for (const id of ids) {
      delete Resources[id];
    }
  };

const ungranted =
  (role: string, action: string) =>
  (home: Document): void => {
    const grants = grantsOf(home, role).filter((grant) => [grant['Action']].flat().includes(action));

    if (grants.length === 0) {
      throw new Error(`${role} has no grant of ${action}`);
    }

    for (const grant of grants) {
      grant['Action'] = 'none:Nothing';
    }
  };

export const breaks: readonly Break[] = [
  {
    what: 'a role that may not write the bucket',
    by: ungranted('RenderPagesRole', 's3:PutObject'),
    says: /RenderPagesFunction writes SiteBucket.*picture 1-basic/,
  },
  {
    what: 'a role that may not purge',
    by: ungranted('RenderPagesRole', 'cloudfront:CreateInvalidation'),
    says: /RenderPagesFunction purges Distribution/,
  },
  {
    what: 'a role that may not send mail',
    by: ungranted('SendMailRole', 'ses:SendRawEmail'),
    says: /SendMailFunction mails ses/,
  },
  {
    what: 'a workflow that may not publish',
    by: ungranted('PhotosStateMachineRole', 'sns:Publish'),
    says: /AnnouncePhoto publishes ChangedPhotosTopic/,
  },
  {
    what: 'a rule that may not start the workflow',
    by: ungranted('UploadsRuleRole', 'states:StartExecution'),
    says: /UploadsRule starts PhotosStateMachine/,
  },
  {
    what: 'a schedule that may not call its function',
    by: ungranted('SweepsScheduleRole', 'lambda:InvokeFunction'),
    says: /SweepsSchedule invokes SweepPhotosFunction/,
  },
  {
    what: 'a sweep that may not start the workflow',
    by: ungranted('SweepPhotosRole', 'states:StartExecution'),
    says: /SweepPhotosFunction starts PhotosStateMachine/,
  },
  {
    what: 'a change of a photo that has no route',
    by: (home) => {
      delete home.Resources['DeletePhotoFunction']?.Properties['Events'];
    },
    says: /author routes changes/,
  },
  {
    what: 'a stream that nobody reads',
    by: without('SendMailMapping'),
    says: /SubscribersTable streams SendMailFunction/,
  },
  {
    what: 'a topic without a subscription',
    by: without('UploadsSubscription'),
    says: /UploadsTopic delivers UploadsQueue/,
  },
  {
    what: 'a queue that lets no topic in',
    by: without('ChangedPhotosQueuePolicy'),
    says: /ChangedPhotosTopic delivers ChangedPhotosQueue/,
  },
  {
    what: 'a bucket that lets the distribution of anybody in',
    by: (home) => {
      for (const statement of statementsOf(home, 'SiteBucketPolicy')) {
        delete statement['Condition'];
      }
    },
    says: /picture 1-basic/,
  },
  {
    what: 'a bucket that lets somebody else in too',
    by: (home) => {
      statementsOf(home, 'SiteBucketPolicy').push({
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: '*',
      });
    },
    says: /stranger is refused by policies.*picture 2-secure/,
  },
  {
    what: 'a bucket that may become public',
    by: ({Resources}) => {
      delete Resources['ThumbnailsBucket']?.Properties['PublicAccessBlockConfiguration'];
    },
    says: /stranger is refused by policies/,
  },
  {
    what: 'a bucket that tells EventBridge nothing',
    by: (home) => {
      delete property<Record<string, unknown>>(home, 'UploadsBucket', 'NotificationConfiguration')[
        'EventBridgeConfiguration'
      ];
    },
    says: /UploadsBucket notifies UploadsRule/,
  },
  {
    what: 'a bucket that no browser may post to',
    by: ({Resources}) => {
      delete Resources['UploadsBucket']?.Properties['CorsConfiguration'];
    },
    says: /author uploads UploadsBucket/,
  },
];
