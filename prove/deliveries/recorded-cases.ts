// How AWS says that a mapping behaves, case by case. A record is a letter; a call is the letters of its batch.

import type {MappingSettings} from './mapping-settings.ts';
import type {Open, Outcome} from './stream-dispatcher.ts';

export type Played = {readonly calls: readonly string[]; readonly discarded?: readonly string[]};

export type RecordedCase = Played & {
  /** In AWS's words, shortened. */
  readonly rule: string;
  readonly page: string;
  readonly settings?: Partial<MappingSettings>;
  readonly open?: Partial<Omit<Open, 'repeats'>>;
  /** The records of each shard; a small letter passes the filter of the blog's own mapping, a capital does not. */
  readonly shards: readonly string[];
  /** The first shard is closed, and the others are its children. */
  readonly isSplit?: boolean;
  /** The first batch comes once more after it was done. */
  readonly isRepeated?: boolean;
  /** How the nth call ends, from 0. */
  readonly end: (batch: string, nth: number) => Outcome;
};

const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';
const mappings = `${guide}/invocation-eventsourcemapping.html`;
const answers = `${guide}/services-ddb-batchfailurereporting.html`;
const errors = `${guide}/services-dynamodb-errors.html`;
const filtering = `${guide}/invocation-eventfiltering.html`;
const parameters = `${guide}/services-ddb-params.html`;
const streams = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html';
/** Its tests were run against AWS, and what AWS did was kept. */
const recordings =
  'https://github.com/localstack/localstack/blob/main/tests/aws/services/lambda_/event_source_mapping/test_lambda_integration_dynamodbstreams.snapshot.json';

export const sequenceNumber = (letter: string): string => String(100 + letter.charCodeAt(0));
const failed = (letters: string): Outcome => ({
  answer: {batchItemFailures: [...letters].map((letter) => ({itemIdentifier: sequenceNumber(letter)}))},
});
const fine: Outcome = {answer: {batchItemFailures: []}};
const answering = (answer: unknown) => (): Outcome => ({answer});
/** Only the first call ends so. */
const once =
  (outcome: Outcome) =>
  (_: string, nth: number): Outcome =>
    nth === 0 ? outcome : fine;
const whole = {settings: {bisects: false}};

const alphabet = 'abcdefghijklmnopqrstuvwxyz';
/** More letters than the alphabet has, all small. */
const thirty = `${alphabet}ßàáâ`;

const success = (what: string, answer: unknown): RecordedCase => ({
  rule: `a complete success if you return ${what}`,
  page: answers,
  ...{shards: ['abc'], end: answering(answer), calls: ['abc']},
});

const failure = (what: string, itemFailure: object, page = answers): RecordedCase => ({
  rule: `a complete failure if you return ${what}`,
  page,
  ...{...whole, shards: ['abc'], end: once({answer: {batchItemFailures: [itemFailure]}}), calls: ['abc', 'abc']},
});

export const recordedCases: readonly RecordedCase[] = [
  {
    rule: 'an iterator for each shard processes items in each shard in order',
    page: mappings,
    ...{settings: {batchSize: 2}, shards: ['abcde'], end: () => fine, calls: ['ab', 'cd', 'e']},
  },
  {
    rule: 'a batch size is the maximum number of records in a single batch',
    page: parameters,
    ...{shards: [thirty], end: () => fine, calls: [thirty.slice(0, 25), thirty.slice(25)]},
  },
  {
    rule: 'if none of your filters are satisfied, Lambda discards the record',
    page: filtering,
    ...{shards: ['aBcD', 'EFG'], end: () => fine, calls: ['ac']},
  },
  {
    rule: 'your filters are logically ORed together',
    page: filtering,
    settings: {patterns: [{dynamodb: {Keys: {pk: {S: ['a']}}}}, {dynamodb: {Keys: {pk: {S: ['B', 'c']}}}}]},
    ...{shards: ['aBcD'], end: () => fine, calls: ['aBc']},
  },
  {
    rule: 'every field of a filter has to match, and a field that is not there does not',
    page: filtering,
    settings: {patterns: [{eventName: ['INSERT'], dynamodb: {Keys: {pk: {S: ['a']}}, OldImage: {pk: {S: ['a']}}}}]},
    ...{shards: ['ab'], end: () => fine, calls: []},
  },
  success('an empty batchItemFailures list', {batchItemFailures: []}),
  success('a null batchItemFailures list', {batchItemFailures: null}),
  success('an empty EventResponse', {}),
  success('a null EventResponse', null),
  failure('an empty string itemIdentifier', {itemIdentifier: ''}),
  failure('a null itemIdentifier', {itemIdentifier: null}),
  failure('an itemIdentifier with a bad key name', {itemId: sequenceNumber('b')}),
  failure('an itemIdentifier that is not of the batch', {itemIdentifier: '7'}, recordings),
  {
    rule: 'if the list contains multiple items, the lowest sequence number is the checkpoint; all records from it are retried',
    page: answers,
    ...{...whole, shards: ['abcde'], end: once(failed('db')), calls: ['abcde', 'bcde']},
  },
  {
    rule: 'partial failures are not processed unless ReportBatchItemFailures is turned on',
    page: answers,
    ...{settings: {reportsItemFailures: false}, shards: ['abc'], end: once(failed('b')), calls: ['abc']},
  },
  {
    rule: 'if your function returns an error, the entire batch is reprocessed until the function succeeds',
    page: mappings,
    ...{...whole, shards: ['abc'], end: (_, nth) => (nth < 3 ? 'function error' : fine), calls: Array(4).fill('abc')},
  },
  {
    rule: 'to ensure in-order processing, the mapping pauses the affected shard until the error is resolved',
    page: mappings,
    settings: {batchSize: 2, bisects: false},
    ...{shards: ['abcd'], end: (_, nth) => (nth < 2 ? 'function error' : fine), calls: ['ab', 'ab', 'ab', 'cd']},
  },
  {
    rule: 'the affected shard pauses, and other shards go on',
    page: mappings,
    settings: {bisects: false, maxRetries: 2},
    ...{shards: ['ab', 'c'], end: (batch) => (batch === 'ab' ? 'function error' : fine)},
    ...{calls: ['ab', 'c', 'ab', 'ab'], discarded: ['ab']},
  },
  {
    rule: 'MaximumRetryAttempts 1: approximateInvokeCount 2, RetryAttemptsExhausted',
    page: recordings,
    ...{settings: {maxRetries: 1}, shards: ['a'], end: () => 'function error', calls: ['a', 'a'], discarded: ['a']},
  },
  {
    rule: 'Lambda retries until the retry quota is reached, discards the records and continues: 8 of our own mapping',
    page: errors,
    ...{shards: ['ab'], end: (batch) => (batch.includes('a') ? 'function error' : fine)},
    ...{calls: ['ab', ...Array(9).fill('a'), 'b'], discarded: ['a']},
  },
  {
    rule: 'errors or throttles where the batch does not reach your function do not count toward retry attempts',
    page: mappings,
    ...{settings: {maxRetries: 0}, shards: ['a'], end: (_, nth) => (nth < 20 ? 'not invoked' : fine)},
    calls: Array(21).fill('a'),
  },
  {
    rule: 'if unable to invoke the function, it retries until the records exceed the maximum age',
    page: errors,
    ...{settings: {maxAgeSeconds: 4}, shards: ['ab'], end: () => 'not invoked'},
    ...{calls: Array(5).fill('ab'), discarded: ['ab']},
  },
  {
    rule: 'if invoked with errors, it retries until the records exceed the maximum age',
    page: errors,
    settings: {maxAgeSeconds: 2, maxRetries: 100, bisects: false},
    ...{shards: ['ab'], end: () => 'function error', calls: Array(3).fill('ab'), discarded: ['ab']},
  },
  {
    rule: 'if the function returns an error, split the batch in two and retry',
    page: errors,
    ...{shards: ['abcd'], end: (batch) => (batch.length > 2 ? 'function error' : fine), calls: ['abcd', 'ab', 'cd']},
  },
  {
    rule: 'splitting batches does not consume the retry quota',
    page: errors,
    settings: {maxRetries: 1},
    ...{shards: ['abcdefgh'], end: (batch) => (batch.includes('a') ? 'function error' : fine)},
    ...{calls: ['abcdefgh', 'abcd', 'ab', 'a', 'a', 'b', 'cd', 'efgh'], discarded: ['a']},
  },
  {
    rule: 'if your invocation fails, the batch is bisected regardless of your ReportBatchItemFailures setting',
    page: answers,
    settings: {reportsItemFailures: false},
    ...{shards: ['abcd'], end: once('function error'), calls: ['abcd', 'ab', 'cd']},
  },
  {
    rule: 'on a partial success the batch is bisected at the returned number, and only the remaining records are retried',
    page: answers,
    ...{shards: ['abcde'], end: once(failed('c')), calls: ['abcde', 'cde']},
  },
  {
    rule: 'open in the pages: a batch whose first record failed comes again as it is …',
    page: answers,
    ...{settings: {maxRetries: 2}, open: {halves: () => false}, shards: ['abc']},
    ...{end: (batch) => (batch.includes('a') ? failed('a') : fine)},
    ...{calls: ['abc', 'abc', 'abc'], discarded: ['abc']},
  },
  {
    rule: '… or is cut in two, until the record that fails is alone',
    page: answers,
    ...{settings: {maxRetries: 2}, open: {halves: () => true}, shards: ['abc']},
    ...{end: (batch) => (batch.includes('a') ? failed('a') : fine)},
    ...{calls: ['abc', 'ab', 'a', 'a', 'a', 'b', 'c'], discarded: ['a']},
  },
  {
    rule: 'open in the pages: a part of a batch has the retries left that the batch had …',
    page: errors,
    ...{settings: {maxRetries: 2}, open: {keepsRetries: () => true}, shards: ['abc']},
    ...{end: (_, nth) => (nth < 2 ? failed('a') : nth === 2 ? failed('b') : 'function error')},
    ...{calls: ['abc', 'abc', 'abc', 'bc', 'b', 'c'], discarded: ['b', 'c']},
  },
  {
    rule: '… or all of its own',
    page: errors,
    ...{settings: {maxRetries: 2}, open: {keepsRetries: () => false}, shards: ['ab']},
    ...{end: (_, nth) => (nth < 2 ? failed('a') : nth === 2 ? failed('b') : 'function error')},
    ...{calls: ['ab', 'ab', 'ab', 'b', 'b', 'b'], discarded: ['b']},
  },
  {
    rule: 'mappings process each event at least once, and duplicate processing of records can occur',
    page: mappings,
    ...{isRepeated: true, shards: ['ab'], end: () => fine, calls: ['ab', 'ab']},
  },
  {
    rule: 'an application must always process a parent shard before it processes a child shard',
    page: streams,
    ...{settings: {batchSize: 1}, shards: ['ab', 'c', 'd'], isSplit: true, end: () => fine},
    calls: ['a', 'b', 'c', 'd'],
  },
  {
    rule: 'TRIM_HORIZON begins with the oldest record of the shard',
    page: parameters,
    ...{settings: {startingPosition: 'TRIM_HORIZON'}, shards: ['ab'], end: () => fine, calls: ['ab']},
  },
  {
    rule: 'LATEST passes over what was there before',
    page: parameters,
    ...{settings: {startingPosition: 'LATEST'}, shards: ['ab'], end: () => fine, calls: []},
  },
  {
    rule: 'without a destination, discarded records are gone',
    page: errors,
    settings: {hasDestination: false, maxRetries: 0},
    ...{shards: ['a'], end: () => 'function error', calls: ['a'], discarded: []},
  },
];
