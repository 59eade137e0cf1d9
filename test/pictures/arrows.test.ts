import test from 'ava';
import blog from '../../blog.config.ts';
import {blogOf} from '../../pictures/blog.ts';
import {diagramsOf} from '../../pictures/draw.ts';
import {arrow, type Picture, part, person} from '../../pictures/picture.ts';
import {sceneOf, sourcesOf} from './blogs.ts';

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
