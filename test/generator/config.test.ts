import test from 'ava';
import blog from '../../blog.config.ts';
import {parseConfig} from '../../generator/config.ts';

const problemsOf = (config: unknown): readonly string[] => {
  const parsed = parseConfig(config);

  return 'problems' in parsed ? parsed.problems : [];
};

test('the committed config has no problem', (t) => {
  t.deepEqual(problemsOf(blog), []);
});

const refuses = test.macro({
  exec: (t, changes: object, problem: string) => {
    t.deepEqual(problemsOf({...blog, ...changes}), [problem]);
  },
  title: (_, _changes, problem) => `a config is refused with '${problem}'`,
});

test(refuses, {title: ''}, 'title: expected a text that is not empty, got ""');
test(
  refuses,
  {title: 'Light\r\nBcc: eve@example.com'},
  'title: expected one line without control characters, got "Light\\r\\nBcc: eve@example.com"',
);
test(
  refuses,
  {author: {name: 'Robin\0'}},
  'author.name: expected one line without control characters, got "Robin\\u0000"',
);
test(refuses, {author: {name: 'Robin \ud83d'}}, 'author.name: expected whole characters, got "Robin \\ud83d"');
test(refuses, {titel: 'x'}, 'titel: expected no such key');
test(refuses, {author: {name: 'Robin', mail: 'x'}}, 'author.mail: expected no such key');
test(refuses, {author: undefined}, 'author: expected an object with the name of the author, got nothing');
test(refuses, {language: 'english!'}, 'language: expected a language tag like en or pt-BR, got "english!"');
test(
  refuses,
  {mail: {sender: 'Robin <robin@example.com>'}},
  'mail.sender: expected an e-mail address like hello@example.com, got "Robin <robin@example.com>"',
);
test(
  refuses,
  {mail: {sender: `${'a'.repeat(243)}@example.com`}},
  `mail.sender: expected at most 254 characters, got "${'a'.repeat(243)}@example.com"`,
);
test(refuses, {regions: []}, 'regions[0]: expected an AWS region like eu-central-1, got nothing');
test(
  refuses,
  {regions: ['eu-central-1', 'frankfurt']},
  'regions[1]: expected an AWS region like eu-central-1, got "frankfurt"',
);
test(
  refuses,
  {regions: ['eu-central-1', 'eu-central-1']},
  'regions: expected each region once, got ["eu-central-1","eu-central-1"]',
);
test(
  refuses,
  {photos: {...blog.photos, jpegWidthsPx: [1280, 640]}},
  'photos.jpegWidthsPx: expected widths in ascending order, got [1280,640]',
);
test(refuses, {photos: {...blog.photos, squarePx: 15}}, 'photos.squarePx: expected at least 16 pixels, got 15');
test(refuses, {photos: {...blog.photos, squarePx: 4097}}, 'photos.squarePx: expected at most 4096 pixels, got 4097');

test(
  refuses,
  {photos: {...blog.photos, upload: 'ftp'}},
  "photos.upload: expected one of 's3', 'accelerate', 'cloudfront', got \"ftp\"",
);
test(refuses, {photos: {...blog.photos, animated: 'yes'}}, 'photos.animated: expected true or false, got "yes"');
test(refuses, {photos: {...blog.photos, animate: true}}, 'photos.animate: expected no such key');
test(refuses, {cache: true}, "cache: expected one of 'edge', 'dax', got true");
test(refuses, {mail: {...blog.mail, confirm: 'no'}}, 'mail.confirm: expected true or false, got "no"');
test(
  refuses,
  {domain: {name: 'Blog.example.com', hostedZoneId: 'Z0123456789ABC'}},
  'domain.name: expected a domain name like blog.example.com, in lower case, got "Blog.example.com"',
);
test(
  refuses,
  {domain: {name: 'blog.example.com', hostedZoneId: 'blog'}},
  `domain.hostedZoneId: expected the id of the domain's hosted zone in Route 53, like Z0123456789ABC, got "blog"`,
);
test(
  refuses,
  {profile: 'hardened'},
  "alarmMail: expected an address that alarms go to, since the profile is 'hardened', got nothing",
);
test(refuses, {memory: {apiMb: 127}}, 'memory.apiMb: expected at least 128 MB, got 127');
test(refuses, {memory: {photosMb: 10_241}}, 'memory.photosMb: expected at most 10240 MB, got 10241');
test(
  refuses,
  {retention: {logDays: 31}},
  'retention.logDays: expected one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 31',
);
test(
  refuses,
  {mail: {sender: 'a@example.com', confirmationsADay: 0}},
  'mail.confirmationsADay: expected at least 1 mail, got 0',
);
test(refuses, {retention: {failureDays: 0}}, 'retention.failureDays: expected at least 1 day, got 0');
test(refuses, {retention: {failureDays: 15}}, 'retention.failureDays: expected at most 14 days, got 15');
test(
  refuses,
  {tags: {'aws:owner': 'x'}},
  `tags.aws:owner: expected a key that does not begin with 'aws:', got "aws:owner"`,
);
test(
  refuses,
  {tags: {owner: 'a\nb'}},
  'tags.owner: expected a text of letters, digits, spaces and _.:/=+-@, got "a\\nb"',
);

test('a config of six settings is complete: the others have a default', (t) => {
  const {title, description, language, author} = blog;
  const {avifWidthsPx, jpegWidthsPx, squarePx} = blog.photos;
  const parsed = parseConfig({
    ...{title, description, language, author},
    mail: {sender: blog.mail.sender},
    regions: ['eu-central-1'],
    photos: {avifWidthsPx, jpegWidthsPx, squarePx},
  });

  t.like(parsed, {
    config: {
      mail: {confirm: true, configurationSet: true, confirmationsADay: 500},
      photos: {animated: false, upload: 's3', workflow: 'standard'},
      cache: 'edge',
      profile: 'lean',
      memory: {apiMb: 1_024, photosMb: 1_769},
      retention: {logDays: 30, failureDays: 14},
      tags: {},
    },
  });
});

test('the smallest and the largest square are accepted', (t) => {
  t.deepEqual(problemsOf({...blog, photos: {...blog.photos, squarePx: 16}}), []);
  t.deepEqual(problemsOf({...blog, photos: {...blog.photos, squarePx: 4096}}), []);
});

test('every problem of a config is told at once', (t) => {
  t.is(
    problemsOf({...blog, title: '', retention: {logDays: 31}, regions: ['x'], tgas: {}, profile: 'hardened'}).length,
    5,
  );
});

test('something that is no config at all is one problem', (t) => {
  t.is(problemsOf(undefined).length, 1);
});
