import test from 'ava';
import {logicalId, resource} from '../../generator/cfn.ts';
import {type Head, template, toCloudFormation, withinBodyLimit} from '../../generator/template.ts';

const head: Head = {deploy: 'x', description: 'x', parameters: [], globals: {}, notes: {}, names: new Map()};
const untagged = {tags: {}};
const topic = (noun: string) => resource(logicalId(noun), 'AWS::SNS::Topic', {});
const topics = (count: number) => Array.from({length: count}, (_, i) => topic(`topic-${i}`));

test('a logical id is used once, whichever section uses it', (t) => {
  const error = t.throws(() =>
    template(untagged, head, {
      api: {about: 'x', resources: [topic('news')]},
      mail: {about: 'x', resources: [topic('news')]},
    }),
  );

  t.is(error.message, 'expected each logical id once, got News again');
});

test('a parameter and a resource do not share a name', (t) => {
  const parameters = [{id: logicalId('news'), description: 'x'}];

  t.throws(() => template(untagged, head, {api: {about: 'x', parameters, resources: [topic('news')]}}), {
    message: 'expected each logical id once, got News again',
  });
});

test('an empty section is left out, and without functions so is the transform', (t) => {
  t.deepEqual(Object.keys(toCloudFormation(template(untagged, head, {api: {about: 'x', resources: []}}))), [
    'AWSTemplateFormatVersion',
    'Description',
    'Resources',
    'Outputs',
  ]);
});

test('five hundred resources are as many as CloudFormation takes', (t) => {
  t.notThrows(() => template(untagged, head, {api: {about: 'x', resources: topics(500)}}));
  t.throws(() => template(untagged, head, {api: {about: 'x', resources: topics(501)}}), {
    message: 'expected at most 500 resources, got 501',
  });
});

test('a name is letters and digits', (t) => {
  t.throws(() => template(untagged, head, {api: {about: 'x', resources: [topic('a_b')]}}), {message: /got 'A_b'/});
});

test('a body of a million bytes is as large as CloudFormation reads', (t) => {
  t.is(withinBodyLimit('x'.repeat(1_000_000)).length, 1_000_000);
  t.throws(() => withinBodyLimit('é'.repeat(500_001)), {message: /got 1000002/});
});
