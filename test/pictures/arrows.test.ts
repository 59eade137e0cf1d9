import test from 'ava';
import blog from '../../blog.config.ts';
import {blogOf} from '../../pictures/blog.ts';
import {diagramsOf} from '../../pictures/draw.ts';
import {arrow, type Picture, part, person} from '../../pictures/picture.ts';
import {type Document, sceneOf, sourcesOf} from './blogs.ts';

const picture = (arrows: Picture['arrows'], nodes: Picture['nodes'] = []): Picture => ({
  name: '9-test',
  title: 'A picture',
  about: 'Made by a test.',
  nodes: [person('reader'), part('Distribution'), part('SiteBucket'), part('SubscribersTable'), ...nodes],
  arrows,
});

const drawn = (...arrows: Picture['arrows']) =>
  diagramsOf(blogOf(sourcesOf()), [() => picture(arrows)])
    .flatMap(({lines}) => lines)
    .map(({from, to, label}) => [from, to, label]);

test('an arrow that the templates make is drawn, under its own name or that of the picture', (t) => {
  t.deepEqual(
    drawn(arrow('Distribution', 'fetches', 'SiteBucket'), arrow('reader', 'asks', 'Distribution', {label: 'HTTPS'})),
    [
      ['Distribution', 'SiteBucket', '/'],
      ['reader', 'Distribution', 'HTTPS'],
    ],
  );
});

test('an arrow that the templates do not make cannot be drawn, whatever its label', (t) => {
  t.throws(() => drawn(arrow('Distribution', 'reads', 'SubscribersTable', {label: 'reads'})), {
    message:
      "expected an arrow that the templates make, got 'Distribution reads SubscribersTable' where they make none, in picture 9-test",
  });
});

test('an arrow has the direction and the meaning that the templates give it', (t) => {
  t.throws(() => drawn(arrow('SiteBucket', 'fetches', 'Distribution')), {message: /where they make none/});
  t.throws(() => drawn(arrow('Distribution', 'stores', 'SiteBucket')), {message: /where they make fetches/});
});

test('a longer way needs every piece of it', (t) => {
  t.is(drawn(arrow('reader', 'fetches', 'SiteBucket', {through: ['Distribution']})).length, 1);
  t.throws(() => drawn(arrow('reader', 'fetches', 'SiteBucket', {through: ['BlogApi']})), {
    message: /reader fetches SiteBucket/,
  });
});

test('a part that is not in the templates cannot be drawn', (t) => {
  const blog = blogOf(sourcesOf());

  t.throws(() => diagramsOf(blog, [() => picture([], [part('MailboxTable')])]), {
    message: /got MailboxTable, in picture 9-test/,
  });
  t.notThrows(() => diagramsOf(blog, [() => picture([], [part('MailboxTable', {isOptional: true})])]));
});

test('an option that the templates lack leaves no arrow behind', (t) => {
  const blog = blogOf(sourcesOf());
  const optional = picture([arrow('reader', 'asks', 'Mailbox')], [part('Mailbox', {isOptional: true})]);

  t.deepEqual(diagramsOf(blog, [() => optional])[0]?.lines, []);
});

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

const breaks: readonly Break[] = [
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

for (const {what, by, says} of breaks) {
  test(`the pictures do not show ${what} as if it worked`, (t) => {
    const broken = sourcesOf();

    t.notThrows(() => diagramsOf(blogOf(broken)));
    by(broken.home);

    t.throws(() => diagramsOf(blogOf(broken)), {message: says});
  });
}

test('a function that the workflow calls is known by its state', (t) => {
  const {relations} = sceneOf(sourcesOf());

  t.true(
    relations.some(
      ({from, flow, to}) =>
        from === 'PhotosStateMachine.ResizePhoto' && flow === 'invokes' && to === 'ResizePhotoFunction',
    ),
  );
});

test('a region reads its own replica, which its template knows by a parameter', (t) => {
  const {relations} = sceneOf(sourcesOf());

  const ofRegion = relations
    .filter(({from, flow}) => from === 'us-west-2/ListPostsFunction' && flow === 'reads')
    .map(({to}) => to);

  t.deepEqual(ofRegion, ['us-west-2/PostsTable']);
});

test('who subscribes is shown to confirm only where the blog asks for it', (t) => {
  const welcomeOf = (changes: object) =>
    diagramsOf(blogOf(sourcesOf(changes))).flatMap(({name, about}) => (name === '5-welcome' ? [about] : []));

  t.regex(welcomeOf({}).join(), /a mail to confirm/);
  t.notRegex(welcomeOf({mail: {...blog.mail, confirm: false}}).join(), /confirm|^$/);
});
