import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {promisify} from 'node:util';
import test from 'ava';
import blog from '../../blog.config.ts';
import {parametersOf} from '../../generator/template.ts';
import {bodiesOf, templateOf, templatesOf} from './sample.ts';

const run = promisify(execFile);
const root = new URL('../..', import.meta.url);

test('template.yaml is what the generator writes', async (t) => {
  await t.notThrowsAsync(run(process.execPath, ['generator/cli.ts', '--check'], {cwd: root}));
});

test('the same config makes the same bytes in another folder, time zone and language', async (t) => {
  const cli = new URL('generator/cli.ts', root).pathname;
  const env = {PATH: process.env['PATH'] ?? '', TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8'};
  const {stdout} = await run(process.execPath, [cli, '--stdout'], {cwd: '/', env});

  const files = ['template.yaml', 'template.replica.yaml'].map((name) => readFileSync(new URL(name, root), 'utf8'));

  t.is(stdout, files.join('---\n'));
});

const hardened = {profile: 'hardened', alarmMail: 'a@example.com'};

const variants: readonly (readonly [string, object])[] = [
  ['one region', {regions: ['us-east-1']}],
  ['three regions', {regions: ['us-east-1', 'eu-west-1', 'ap-northeast-1']}],
  ['another ladder', {photos: {avifWidthsPx: [640], jpegWidthsPx: [640], squarePx: 64}}],
  ['a reply address', {mail: {sender: 'a@example.com', replyTo: 'b@example.com'}}],
  ['uploads through the distribution', {photos: {...blog.photos, upload: 'cloudfront'}}],
  ['animated photos', {photos: {...blog.photos, animated: true}}],
  ['accelerated uploads', {photos: {...blog.photos, upload: 'accelerate'}}],
  ['a cluster', {cache: 'dax'}],
  ['a domain', {domain: {name: 'blog.example.com', hostedZoneId: 'Z0123456789ABC'}}],
  ['the hardened profile in several regions', hardened],
  ['tags', {tags: {project: 'blog'}}],
];

const kept = test.macro({
  exec: (t, changes: object) => {
    // An account's setting stays too, with its role, and holds nothing of a blog.
    const stateful = bodiesOf(templateOf(changes)).flatMap(([id, {DeletionPolicy}]) =>
      DeletionPolicy === 'Retain' && !id.startsWith('ApiAccount') ? [id] : [],
    );

    // Never edit this list to make the test pass: another id is another, empty, table.
    t.deepEqual(stateful.toSorted(), [
      'FailuresBucket',
      'LinkKeySecret',
      'PhotosTable',
      'PostsTable',
      'SiteBucket',
      'SubscribersTable',
      'ThumbnailsBucket',
      'UploadsBucket',
    ]);
  },
  title: (name) => `what is kept has the same ids with ${name}`,
});

for (const [name, changes] of variants) {
  test(name, kept, changes);
}

test('a key of the owner is kept with what it encrypts', (t) => {
  const keys = bodiesOf(templateOf({...hardened, regions: ['us-east-1']})).filter(
    ([, {Type}]) => Type === 'AWS::KMS::Key',
  );

  t.deepEqual(
    keys.map(([id, {DeletionPolicy, UpdateReplacePolicy}]) => [id, DeletionPolicy, UpdateReplacePolicy]),
    [['DataKey', 'Retain', 'Retain']],
  );
});

test('the lean profile in one region, without a domain, is one stack that asks for nothing', (t) => {
  const {home, ...others} = templatesOf({regions: ['us-east-1']});

  t.deepEqual(others, {});
  t.deepEqual(
    parametersOf(home).map(({id}) => String(id)),
    ['Architecture'],
  );
});

test('every region holds a protected replica of every table', (t) => {
  const tables = bodiesOf(templateOf({regions: ['us-east-1', 'eu-west-1']})).filter(
    ([, {Type}]) => Type === 'AWS::DynamoDB::GlobalTable',
  );

  t.is(tables.length, 3);

  for (const [, {Properties}] of tables) {
    t.deepEqual(
      Properties['Replicas'],
      ['us-east-1', 'eu-west-1'].map((region) => ({
        Region: region,
        PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true},
        DeletionProtectionEnabled: true,
      })),
    );
  }
});

test('sam deploys to the home region', (t) => {
  t.regex(readFileSync(new URL('samconfig.toml', root), 'utf8'), new RegExp(`^region = "${blog.regions[0]}"$`, 'm'));
});
