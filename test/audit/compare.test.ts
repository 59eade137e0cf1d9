import test from 'ava';
import {compare, type Finding, findingLines} from '../../audit/compare.ts';
import type {Row} from '../../audit/register.ts';

const finding = (changes: Partial<Finding> = {}): Finding => ({
  rule: 'AwsSolutions-S1',
  id: 'SiteBucket',
  type: 'AWS::S3::Bucket',
  level: 'error',
  sentence: 'The S3 Bucket has server access logs disabled.',
  template: 'lean',
  profile: 'lean',
  ...changes,
});

/** The same in every profile. */
const everywhere = (changes: Partial<Finding> = {}): readonly Finding[] => [
  finding(changes),
  finding({...changes, template: 'hardened', profile: 'hardened'}),
];

const row = (changes: Partial<Row> = {}): Row => ({
  rule: 'AwsSolutions-S1',
  resources: ['SiteBucket'],
  reason: 'Nobody would read them.',
  ...changes,
});

test('a finding with a row, and a row with a finding, are in order', (t) => {
  t.deepEqual(compare(everywhere(), [row()]), {unexplained: [], problems: []});
});

test('a finding without a row is unexplained', (t) => {
  t.deepEqual(compare([finding()], []).unexplained, [finding()]);
});

test('a row explains its own rule and resource only', (t) => {
  const others = [
    finding({id: 'UploadsBucket'}),
    finding({rule: 'AwsSolutions-S2'}),
    finding({rule: 'AwsSolutions-S1 (undecided)'}),
  ];

  t.deepEqual(compare([finding(), ...others], [row()]).unexplained, others);
});

test('a star stands for the beginning of an id', (t) => {
  const findings = [finding(), finding({id: 'UploadsBucket'}), finding({id: 'BucketNotice'})];

  t.deepEqual(compare(findings, [row({resources: ['*Bucket']})]).unexplained, [finding({id: 'BucketNotice'})]);
});

test('a row without a finding is a problem', (t) => {
  t.deepEqual(compare([], [row()]).problems, [
    'expected a finding of AwsSolutions-S1 for SiteBucket, got none: take it out',
  ]);
});

test('each resource of a row needs a finding', (t) => {
  t.deepEqual(compare(everywhere(), [row({resources: ['SiteBucket', 'GoneBucket']})]).problems, [
    'expected a finding of AwsSolutions-S1 for GoneBucket, got none: take it out',
  ]);
});

test('a row of one profile explains nothing in the other', (t) => {
  const hardened = finding({profile: 'hardened', template: 'hardened'});

  t.deepEqual(compare([finding(), hardened], [row({profile: 'lean'})]), {
    unexplained: [hardened],
    problems: [],
  });
});

test('a row of one profile needs a finding there', (t) => {
  t.deepEqual(compare([finding()], [row({profile: 'lean'}), row({profile: 'hardened'})]).problems, [
    'expected a finding of AwsSolutions-S1 for SiteBucket, got none: take it out',
  ]);
});

test('a row that holds in one profile only must say so', (t) => {
  t.deepEqual(compare([finding()], [row()]).problems, [
    "expected AwsSolutions-S1 for SiteBucket in every profile, got lean: say profile: 'lean'",
  ]);
});

test('a finding is printed once, with every template that has it', (t) => {
  t.deepEqual(findingLines([finding(), finding({template: 'hardened', profile: 'hardened'})]), [
    'AwsSolutions-S1 (error): The S3 Bucket has server access logs disabled.',
    '    SiteBucket (AWS::S3::Bucket) in lean, hardened',
  ]);
});
