import {marshall} from '@aws-sdk/util-dynamodb';
import test from 'ava';
import type {DynamoDBRecord} from 'aws-lambda';
import {parsePostChange} from '../../src/adapters/post-table.ts';

const post = {slug: 'first-light', title: 'First light', version: 4, tags: ['alps'], photos: [], status: 'draft'};
const item = (differences: object = {}) =>
  marshall({pk: 'post#first-light', sk: 'post', kind: 'post', ...post, ...differences});
const record = (images: object) => ({dynamodb: images}) as DynamoDBRecord;

test('a change of a post has the post before and after, without its keys', (t) => {
  const change = parsePostChange(record({OldImage: item(), NewImage: item({version: 5})}));

  t.deepEqual<unknown, unknown>(change, {before: post, after: {...post, version: 5}});
});

test('a creation has nothing before, a deletion nothing after', (t) => {
  t.deepEqual(Object.keys(parsePostChange(record({NewImage: item()}))), ['after']);
  t.deepEqual(Object.keys(parsePostChange(record({OldImage: item()}))), ['before']);
});

test('the record of an entry is no change of a post', (t) => {
  t.deepEqual(parsePostChange(record({NewImage: item({kind: 'entry'})})), {});
});
