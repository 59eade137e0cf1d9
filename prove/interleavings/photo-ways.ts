// Every way through the document that a photo can take.

import type {Life, UploadEvent} from './photo-life.ts';
import {change, deliver, ladders, remake, remove, run, upload} from './photo-life.ts';
import type {PictureName} from './plain-pictures.ts';
import type {Order} from './scheduler.ts';

export type Way = {
  readonly name: string;
  /** What has been done before. */
  readonly before?: (life: Life) => Promise<void>;
  /** What starts the run that is killed. */
  readonly start: (life: Life) => Promise<void>;
  /** What happens when the run comes to this gate for the first time. */
  readonly meanwhile?: {readonly at: string; readonly act: (life: Life) => Promise<void>};
  /** What a call answers. */
  readonly orders?: Readonly<Record<string, Order>>;
};

const send = (life: Life, picture: PictureName): Promise<void> => deliver(life, upload(life, picture) as UploadEvent);

const makeReady = async (life: Life): Promise<void> => {
  await send(life, 'boat');
  await run(life);
};

const moveFocalPoint = (life: Life): Promise<void> => change(life, {focalPoint: {x: 0.9, y: 0.5}});

export const ways: readonly Way[] = [
  {name: 'a new photo', start: (life) => send(life, 'boat')},
  {name: 'a file that is no photo', start: (life) => send(life, 'text')},
  {name: 'a damaged photo', start: (life) => send(life, 'damaged')},
  {
    name: 'an event that comes twice',
    start: async (life) => {
      await send(life, 'boat');
      await deliver(life, life.events[0] as UploadEvent);
    },
  },
  {
    name: 'an upload that is overwritten',
    start: (life) => send(life, 'boat'),
    meanwhile: {at: 'ResizePhoto: invoke', act: (life) => send(life, 'house')},
  },
  {
    name: 'a focal point that moves while the photo is made',
    start: (life) => send(life, 'boat'),
    meanwhile: {at: 'RecordPhoto: updateItem', act: moveFocalPoint},
  },
  {
    name: 'a deletion while the photo is made',
    start: (life) => send(life, 'boat'),
    meanwhile: {at: 'RecordPhoto: updateItem', act: remove},
  },
  {
    name: 'a deletion while the photo is refused',
    start: (life) => send(life, 'text'),
    meanwhile: {at: 'RejectPhoto: updateItem', act: remove},
  },
  {name: 'a focal point of a ready photo', before: makeReady, start: moveFocalPoint},
  {name: 'other words for a ready photo', before: makeReady, start: (life) => change(life, {alt: 'Two boats'})},
  {
    name: 'another focal point while the photo is made anew',
    before: makeReady,
    start: (life) => change(life, {focalPoint: {x: 0.1, y: 0.5}}),
    meanwhile: {at: 'RecordPhoto: updateItem', act: moveFocalPoint},
  },
  {
    name: 'another ladder',
    before: async (life) => {
      await makeReady(life);
      life.cloud.ladder = ladders[1] ?? ladders[0];
    },
    start: remake,
  },
  {name: 'a deletion', before: makeReady, start: remove},
  {
    name: 'a mistake of a function',
    start: (life) => send(life, 'boat'),
    orders: {'ResizePhoto: invoke': {error: 'Error', hasEffect: false}},
  },
  {
    name: 'an announcement that fails',
    start: (life) => send(life, 'boat'),
    orders: {'AnnouncePhoto: publish': {error: 'SNS.AuthorizationErrorException', hasEffect: false}},
  },
];
