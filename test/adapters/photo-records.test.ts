import test from 'ava';
import {newPhotoId, photoTable} from '../../src/adapters/photo-table.ts';
import type {PhotoRecord} from '../../src/domain/photos.ts';
import {aRecord, at} from '../domain/memory-photos.ts';
import {photoPlace} from './photo-place.ts';

await photoPlace();

/** The n-th record of this test, kept. */
const keep = async (n: number, differences: Partial<PhotoRecord> = {}): Promise<PhotoRecord> => {
  const record = aRecord({id: newPhotoId(new Date(1_772_357_400_000 + n)), version: 1, ...differences});
  const {expiresAt = 2_000_000_000, ...photo} = record;
  await photoTable.create(photo, new Date(expiresAt * 1000));
  return {...record, expiresAt};
};

const dueIds = async (now: Date) => (await photoTable.listDue(now)).map(({id}) => id);

test.serial('the list is newest first and goes on after a photo, without deleted ones', async (t) => {
  const records = [await keep(1), await keep(2), await keep(3)];
  const [oldest, deleted, newest] = records;
  await photoTable.replace(deleted as PhotoRecord, {...(deleted as PhotoRecord), status: 'deleted'}, at('10:00:00'));

  const first = await photoTable.list({limit: 1});
  const second = await photoTable.list({limit: 1, after: first.next ?? ''});

  t.deepEqual(
    first.items.map(({id}) => id),
    [newest?.id],
  );
  t.is(first.next, newest?.id);
  t.deepEqual(
    second.items.map(({id}) => id),
    [oldest?.id],
  );
  t.is(second.next, undefined);
});

test.serial('a record comes back as it was kept, a photo without what the workflow keeps for itself', async (t) => {
  const record = await keep(4, {
    focalPoint: {x: 0.25, y: 1},
    run: 'r1',
    etag: 'e1',
    attempts: 2,
    dueAt: at('09:10:00').toISOString(),
    superseded: [{key: 'photos/a', versionId: '7'}],
  });

  t.deepEqual(await photoTable.readRecord(record.id), record);
  const photo = await photoTable.read(record.id);
  t.deepEqual(photo?.focalPoint, {x: 0.25, y: 1});
  for (const own of ['run', 'etag', 'attempts', 'dueAt', 'superseded', 'expiresAt']) t.false(own in (photo ?? {}));
});

test.serial('what is due is found, deleted photos too, and nothing else', async (t) => {
  const records = [
    await keep(5, {dueAt: at('11:00:00').toISOString()}),
    await keep(6, {dueAt: at('12:00:00').toISOString(), status: 'deleted'}),
    await keep(7, {dueAt: at('12:00:01').toISOString()}),
    await keep(8),
  ];
  const ours = new Set(records.map(({id}) => id));

  const due = (await dueIds(at('12:00:00'))).filter((id) => ours.has(id));

  t.deepEqual(
    due,
    records.slice(0, 2).map(({id}) => id),
  );
});

test.serial('a record that changed meanwhile is not replaced', async (t) => {
  const record = await keep(9);
  const now = at('10:00:00');

  const kept = await photoTable.replace(record, {...record, alt: 'mine'}, now);

  t.like(kept, {alt: 'mine', version: 2, updatedAt: now.toISOString()});
  t.is(await photoTable.replace(record, {...record, alt: 'too late'}, now), undefined);
  t.deepEqual(await photoTable.readRecord(record.id), kept);
});
