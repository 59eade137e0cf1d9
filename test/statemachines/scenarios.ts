// How runs of the photo workflow begin, and what becomes of the photo if nothing goes wrong.
import type {Run} from './interpreter.ts';
import {answersWith, inputs, recordOf, refusal, runName, runOf} from './photo-services.ts';

/** What a run leaves behind. */
export type Ending = {
  readonly run: 'SUCCEEDED' | 'FAILED';
  /** Of the record, if there is one. */
  readonly status: string | undefined;
  readonly reason: string | undefined;
  /** Whether the topic was told. */
  readonly announced: boolean;
  /** Whether the photo's files were removed. */
  readonly removed: boolean;
};

export type Scenario = {readonly title: string; readonly run: Run; readonly ending: Ending};

const [upload, due, news] = inputs;
const nothing: Ending = {run: 'SUCCEEDED', status: undefined, reason: undefined, announced: false, removed: false};
const ready = {status: 'ready', hash: 'h', thumbnails: []};
const deleted = {status: 'deleted', dueAt: '2100-01-01T00:00:00.000Z'};

/** Nobody looks after it yet. */
export const taken = {status: 'processing', run: 'run-2', etag: 'e7a6', dueAt: '2100-01-01T00:00:00.000Z'};

const scenario = (
  title: string,
  input: unknown,
  record: Readonly<Record<string, unknown>> | null,
  ending: Partial<Ending>,
  functions: Parameters<typeof answersWith>[0] = {},
): Scenario => ({
  title,
  run: runOf(input, {record: record && recordOf(record), answers: answersWith(functions)}),
  ending: {...nothing, ...(record && {status: String(record['status'])}), ...ending},
});

export const scenarios: readonly Scenario[] = [
  scenario('a photo is uploaded', upload, {status: 'waiting'}, {status: 'ready', announced: true}),
  scenario(
    'the header of an upload is refused',
    upload,
    {status: 'waiting'},
    {status: 'rejected', reason: refusal.reason},
    {validate: refusal},
  ),
  scenario(
    'an upload turns out to be damaged',
    upload,
    {status: 'waiting'},
    {status: 'rejected', reason: refusal.reason},
    {resize: refusal},
  ),
  scenario('an upload has no record', upload, null, {status: 'ready', announced: true}),
  // The functions never see the focal point that the record has.
  scenario(
    'the focal point of an upload never rests',
    upload,
    {status: 'waiting', focalPoint: {x: 0.3, y: 0.7}},
    {
      run: 'FAILED',
      status: 'failed',
      reason: `the blog made a mistake with this photo (PhotoNotMade); the cause is in the history of run ${runName}`,
    },
  ),
  scenario('an upload is announced twice', upload, ready, {}),
  scenario('an upload is another run’s', upload, taken, {}),
  scenario('an upload comes after its photo was deleted', upload, deleted, {}),
  scenario('a photo is made anew', due, ready, {announced: true}),
  scenario('a photo cannot be made anew', due, ready, {run: 'FAILED'}, {resize: refusal}),
  scenario('a photo is only told of', news, ready, {announced: true}),
  scenario('a photo was deleted', due, deleted, {announced: true, removed: true}),
  scenario('nothing is known of a photo', due, null, {}),
  scenario('a photo is another run’s', due, taken, {}),
];
