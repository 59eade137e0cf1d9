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
test(refuses, {titel: 'x'}, 'titel: expected no such key');
test(refuses, {author: {name: 'Robin', mail: 'x'}}, 'author.mail: expected no such key');
test(refuses, {author: undefined}, 'author: expected an object with the name of the author, got nothing');
test(refuses, {language: 'english!'}, 'language: expected a language tag like en or pt-BR, got "english!"');
test(
  refuses,
  {mail: {sender: 'Robin <robin@example.com>'}},
  'mail.sender: expected an e-mail address like hello@example.com, got "Robin <robin@example.com>"',
);
test(refuses, {regions: []}, 'regions: expected at least one region, got []');
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

test('the smallest and the largest square are accepted', (t) => {
  t.deepEqual(problemsOf({...blog, photos: {...blog.photos, squarePx: 16}}), []);
  t.deepEqual(problemsOf({...blog, photos: {...blog.photos, squarePx: 4096}}), []);
});

test('every problem of a config is told at once', (t) => {
  t.is(problemsOf({...blog, title: '', logRetentionDays: 31, regions: ['x'], tags: {}}).length, 4);
});

test('something that is no config at all is one problem', (t) => {
  t.is(problemsOf(undefined).length, 1);
});
