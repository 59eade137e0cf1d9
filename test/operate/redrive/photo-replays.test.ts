import test from 'ava';
import {findLeftPhotos, type PhotoStores, replayPhoto} from '../../../operate/redrive/photo-replays.ts';
import {neverLookedAfter} from '../../../src/domain/photo-runs.ts';
import type {PhotoRecord} from '../../../src/domain/photos.ts';
import {photoId} from '../../../src/domain/slugs.ts';
import {anId, aRecord, at, memoryPhotos, notedFiles, notedRuns} from '../../domain/memory-photos.ts';

const now = at('10:00:00');
const uploads = {[anId]: {etag: 'e1', at: at('09:00:00')}};
const upload = {key: `uploads/${anId}`, etag: 'e1', size: 1000};

type World = {
  readonly records: readonly PhotoRecord[];
  readonly uploads?: Parameters<typeof notedFiles>[0];
  readonly underWay?: readonly string[];
  readonly failed?: readonly string[];
};

const world = ({records, uploads: there = uploads, underWay = [], failed = []}: World) => {
  const {photos, table} = memoryPhotos(records);
  const {started, runs} = notedRuns();
  const files = new Map(Object.entries(there));
  const stores: PhotoStores = {
    photos: table,
    files: {
      readUpload: (id) => notedFiles(Object.fromEntries(files)).files.readUpload(id),
    },
    runs: {
      start: async (input) => {
        await runs.start(input);
        return `run-${started.length}`;
      },
      isUnderWay: async ({run = ''}) => underWay.includes(run),
      endOf: async (run) => ({isFailure: failed.includes(run), reason: ''}),
    },
  };
  return {photos, started, stores};
};

const failed = aRecord({status: 'failed', reason: 'our mistake', run: 'r1', attempts: 3, etag: 'e1'});

test('a failed photo waits again, without a trace of its run, and gets another one', async (t) => {
  const {photos, started, stores} = world({records: [failed]});

  t.deepEqual(await replayPhoto(stores, anId, now), {started: {id: anId, run: 'run-1', version: 4}});

  const {run, reason, attempts, ...rest} = failed;
  t.deepEqual(photos.get(anId), {...rest, status: 'waiting', version: 4, updatedAt: now.toISOString()});
  t.deepEqual(started, [{detail: {object: upload}}]);
});

test('a failed photo that is replayed by many at once is replayed once', async (t) => {
  const {started, stores} = world({records: [failed]});

  await Promise.all([1, 2, 3].map(() => replayPhoto(stores, anId, now)));
  await replayPhoto(stores, anId, now);

  t.is(started.length, 1);
});

test('a failed photo of which no file is left stays as it is, and its author has to upload it again', async (t) => {
  const {photos, started, stores} = world({records: [failed], uploads: {}});

  const {lost} = await replayPhoto(stores, anId, now);

  t.regex(lost ?? '', /the author has to upload it again$/);
  t.deepEqual([photos.get(anId), started], [failed, []]);
});

const begun = test.macro({
  exec: async (
    t,
    differences: Partial<PhotoRecord>,
    options: Partial<World>,
    expected: 'upload' | 'photo' | 'announcement' | 'nothing',
  ) => {
    const record = aRecord({etag: 'e1', run: 'r1', ...differences});
    const {started, stores} = world({records: [record], ...options});

    const {started: replayed} = await replayPhoto(stores, anId, now);

    const inputs = {
      upload: [{detail: {object: upload}}],
      photo: [{photoId: anId}],
      announcement: [{photoId: anId, announce: true}],
      nothing: [],
    };
    t.deepEqual(started, inputs[expected]);
    t.is(replayed?.run, expected === 'nothing' ? undefined : 'run-1');
  },
  title: (what) => `a photo ${what}`,
});

test('in process whose run is dead is begun again', begun, {status: 'processing'}, {}, 'upload');
test('in process whose run is under way is left to it', begun, {status: 'processing'}, {underWay: ['r1']}, 'nothing');
test('that is to be made anew, and by nobody, gets a run', begun, {remaking: true}, {}, 'photo');
test('that a run is making anew is left to it', begun, {remaking: true}, {underWay: ['r1']}, 'nothing');
test('that is ready is left alone', begun, {}, {}, 'nothing');
test('whose run failed to tell of it is told of', begun, {unannounced: true}, {failed: ['r1']}, 'announcement');
test('whose run has told of it is left to whoever hears that', begun, {unannounced: true}, {}, 'nothing');
test('that was to be made anew and told of is made anew', begun, {unannounced: true, remaking: true}, {}, 'photo');
test('that waits is left to its event', begun, {status: 'waiting'}, {}, 'nothing');
test('that was rejected stays so', begun, {status: 'rejected'}, {}, 'nothing');
test('that was deleted is removed once that is due', begun, {status: 'deleted', dueAt: now.toISOString()}, {}, 'photo');
test(
  'that was deleted is left alone until then',
  begun,
  {status: 'deleted', dueAt: at('10:00:01').toISOString()},
  {},
  'nothing',
);

test('a photo that waits for an event that is lost gets a run', async (t) => {
  const {started, stores} = world({records: [aRecord({status: 'waiting'})]});

  await replayPhoto(stores, anId, now, {isEventLost: true});

  t.deepEqual(started, [{detail: {object: upload}}]);
});

test('an upload whose event is lost and that has no record gets a run, which makes one', async (t) => {
  const {started, stores} = world({records: []});

  await replayPhoto(stores, anId, now);
  await replayPhoto(stores, anId, now, {isEventLost: true});

  t.deepEqual(started, [{detail: {object: upload}}]);
});

test('a photo whose pages were never told is told of by one of many, and the sweep counts from there', async (t) => {
  const record = aRecord({unannounced: true, run: 'r1', attempts: 3, dueAt: neverLookedAfter});
  const {photos, started, stores} = world({records: [record]});

  await Promise.all([1, 2, 3].map(() => replayPhoto(stores, anId, now)));

  t.deepEqual(started, [{photoId: anId, announce: true}]);
  t.like(photos.get(anId), {unannounced: true, attempts: undefined, dueAt: at('10:10:00').toISOString()});
  t.deepEqual(await replayPhoto(stores, anId, now), {});
});

const ids = [...'ABCDEFGH'].map((letter) => photoId.parse(`01KJN3V2Q8ZR4T6YB0C5D7E9F${letter}`));

test('exactly the photos that nobody is at work on are found, each with its reason', async (t) => {
  const dueAt = at('09:10:00').toISOString();
  const differences: readonly Partial<PhotoRecord>[] = [
    {status: 'failed', reason: 'our mistake'},
    {status: 'processing', run: 'dead', dueAt},
    {status: 'processing', run: 'alive', dueAt},
    {remaking: true, run: 'dead', dueAt},
    {unannounced: true, run: 'untold', dueAt: neverLookedAfter},
    {run: 'fine'},
    {status: 'deleted', dueAt},
    {superseded: [], run: 'fine', dueAt},
  ];
  const {stores} = world({
    records: differences.map((difference, index) => aRecord({...difference, id: ids[index] ?? anId})),
    underWay: ['alive'],
  });

  const found = await findLeftPhotos(stores, now);

  t.deepEqual(
    new Map(found.map(({id, why}) => [ids.indexOf(id), why])),
    new Map([
      [0, 'failed: our mistake'],
      [1, 'its run dead died'],
      [3, 'it was to be made anew, and was not'],
      [4, 'the pages that show it were not told'],
      [6, 'it was deleted, and its files not yet'],
    ]),
  );
});
