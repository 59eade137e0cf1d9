import test from 'ava';
import {findOutdated, type RemakeStores, remakePhoto} from '../../../operate/remake/remake-photos.ts';
import type {PhotoRecord} from '../../../src/domain/photos.ts';
import {photoId} from '../../../src/domain/slugs.ts';
import {anId, aRecord, memoryPhotos} from '../../domain/memory-photos.ts';

const digest = 'newladder000';
const old = aRecord({ladder: 'oldladder000', run: 'r1'});

type World = {
  readonly record?: PhotoRecord;
  readonly underWay?: boolean;
  /** What a run makes of the record; nothing if it fails. */
  readonly make?: (record: PhotoRecord) => PhotoRecord | undefined;
};

const asWanted = ({remaking, ...record}: PhotoRecord): PhotoRecord => ({...record, ladder: digest});

const world = ({record = old, underWay = false, make = asWanted}: World = {}) => {
  const {photos, table} = memoryPhotos([record]);
  const ending = new AbortController();
  const started: unknown[] = [];
  const asked: string[] = [];
  const stores: RemakeStores = {
    photos: table,
    runs: {
      start: async (input) => `run-${started.push(input)}`,
      isUnderWay: async () => underWay,
      endOf: async (run) => {
        asked.push(run);
        const before = photos.get(anId);
        const after = before && make(before);
        if (!after) return {isFailure: true, reason: 'PhotoNotMade: no original'};
        photos.set(anId, after);
        return {isFailure: false, reason: ''};
      },
    },
    isExpress: false,
    pollMilliseconds: 0,
    wait: async () => {},
    signal: ending.signal,
  };
  return {photos, started, asked, stores, ending};
};

test('a photo of another ladder gets a run, and is done once it has this one', async (t) => {
  const {started, stores} = world();

  t.is(await remakePhoto(stores, anId, digest), 'made');
  t.is(await remakePhoto(stores, anId, digest), 'made');

  t.deepEqual(started, [{photoId: anId}]);
});

test('a run that has the photo already is waited for, and no other is started', async (t) => {
  const {started, asked, stores} = world({record: {...old, remaking: true}, underWay: true});

  t.is(await remakePhoto(stores, anId, digest), 'made');

  t.deepEqual([started, asked], [[], ['r1']]);
});

test('a photo that another run has taken meanwhile is left to it', async (t) => {
  let takers = 2;
  const {started, asked, stores} = world({
    make: (record) => (takers-- > 0 ? {...record, remaking: true, run: 'other'} : asWanted(record)),
  });

  t.is(await remakePhoto(stores, anId, digest), 'made');

  t.deepEqual([started.length, asked], [1, ['run-1', 'other', 'other']]);
});

test('a photo whose run fails is left, with the reason', async (t) => {
  const {photos, stores} = world({make: () => undefined});

  t.deepEqual(await remakePhoto(stores, anId, digest), {left: 'PhotoNotMade: no original'});
  t.is(photos.get(anId), old);
});

test('functions that make yet another ladder end it all', async (t) => {
  const {started, stores} = world({make: (record) => ({...record, ladder: 'another00000'})});

  await t.throwsAsync(remakePhoto(stores, anId, digest), {message: /got another00000 .* deploy first$/});

  t.is(started.length, 1);
});

test('a photo that is no more, or no longer ready, is left alone', async (t) => {
  for (const record of [aRecord({status: 'deleted'}), aRecord({status: 'rejected'})]) {
    const {started, stores} = world({record});

    t.is(await remakePhoto(stores, anId, digest), 'made');

    t.deepEqual(started, []);
  }
});

test('Ctrl-C ends the wait, not the run', async (t) => {
  const {started, stores, ending} = world();
  const {runs} = stores;
  const start: typeof runs.start = async (input) => {
    ending.abort();
    return runs.start(input);
  };

  t.is(await remakePhoto({...stores, runs: {...runs, start}}, anId, digest), 'interrupted');

  t.is(started.length, 1);
});

test('of many photos exactly those are outdated that are ready in another ladder or to be made anew, newest first', async (t) => {
  const ids = Array.from({length: 120}, (_, index) =>
    photoId.parse(`01KJN3V2Q8ZR4T6YB0C5D${String(index).padStart(5, '0')}`),
  );
  const differences = (index: number): Partial<PhotoRecord> => {
    if (index === 3) return {ladder: 'oldladder000'};
    if (index === 50) return {ladder: digest, remaking: true, dueAt: '2026-03-01T09:00:00.000Z'};
    if (index === 51) return {ladder: 'oldladder000', status: 'failed'};
    if (index === 52) return {ladder: digest, superseded: [], dueAt: '2026-03-01T09:00:00.000Z'};
    return index === 119 ? {} : {ladder: digest};
  };
  const {table} = memoryPhotos(ids.map((id, index) => aRecord({...differences(index), id})));

  const outdated = await findOutdated({photos: table}, digest);

  t.deepEqual(outdated, {total: 119, ids: [119, 50, 3].flatMap((index) => ids[index] ?? [])});
});
