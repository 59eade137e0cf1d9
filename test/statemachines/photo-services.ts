// What the photo workflow is given, and what the services answer that it calls.
import {marshall} from '@aws-sdk/util-dynamodb';
import {damaged} from '../../src/domain/photo-refusals.ts';
import type {Answers, Item, Run} from './interpreter.ts';

export const photoId = '01JZ0000000000000000000000';
/** The execution that every test looks at; the interpreter runs one after the other. */
export const runName = 'run-1';
const key = `uploads/${photoId}`;

export const recordOf = (attributes: Readonly<Record<string, unknown>>): Item =>
  marshall({pk: `photo#${photoId}`, sk: 'photo', version: 1, ...attributes});

export const uploaded = {'detail-type': 'Object Created', detail: {object: {key, etag: 'e7a6', size: 80_000}}};
export const inputs: readonly unknown[] = [uploaded, {photoId}, {photoId, announce: true}];

const thumbnail = {widthPx: 640, heightPx: 427, format: 'avif', bytes: 9000, key: `photos/${photoId}/h-640.avif`};
export const resized = {
  widthPx: 3000,
  heightPx: 2000,
  hash: 'h',
  colour: '#aabbcc',
  attention: {x: 0.5, y: 0.25},
  ladder: 'ladder',
  thumbnails: [{...thumbnail, versionId: '1'}],
  superseded: [],
};
export const refusal = damaged();

/** The functions by their placeholders in the document. */
export const validatePhoto = 'ValidatePhotoFunctionArn';
export const resizePhoto = 'ResizePhotoFunctionArn';
export const removePhoto = 'RemovePhotoFunctionArn';

/** What each of them cannot do without. */
export const payloadNeeds: Readonly<Record<string, readonly string[]>> = {
  [validatePhoto]: ['photoId', 'key', 'etag', 'bytes'],
  [resizePhoto]: ['photoId', 'key'],
  [removePhoto]: ['photoId'],
};

const payload = (Payload: unknown) => ({StatusCode: 200, Payload});
const found = (attributes: Readonly<Record<string, unknown>>) => ({Item: marshall(attributes)});

/** By function or operation; the first is the one that is given where nothing else is asked for. */
export const possibleAnswers: Readonly<Record<string, readonly unknown[]>> = {
  [validatePhoto]: [payload({widthPx: 3000, heightPx: 2000, format: 'jpeg', frames: 1}), payload(refusal)],
  [resizePhoto]: [payload(resized), payload(refusal)],
  [removePhoto]: [payload({})],
  'arn:aws:states:::dynamodb:getItem': [
    found({status: 'deleted'}),
    found({status: 'processing', run: runName}),
    found({status: 'processing', run: 'run-2'}),
    {},
  ],
  'arn:aws:states:::dynamodb:updateItem': [{}],
  'arn:aws:states:::sns:publish': [{MessageId: '1'}],
};

export const answersWith = (functions: {readonly validate?: unknown; readonly resize?: unknown} = {}): Answers => ({
  ...Object.fromEntries(Object.entries(possibleAnswers).map(([called, [first]]) => [called, first])),
  ...(functions.validate !== undefined && {[validatePhoto]: payload(functions.validate)}),
  ...(functions.resize !== undefined && {[resizePhoto]: payload(functions.resize)}),
});

export const runOf = (input: unknown, run: Partial<Run> = {}): Run => ({
  name: runName,
  photoId,
  input,
  answers: answersWith(),
  visits: [],
  ...run,
});
