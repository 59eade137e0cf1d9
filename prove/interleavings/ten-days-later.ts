import {deliver, type Life, note, run, sweep, sweepUntilQuiet} from './photo-life.ts';
import {dayMs, forgetRecord, readRecord} from './photo-watch.ts';

/** DynamoDB and S3 forget what has expired, and every event comes once more: what is wrong then. Nothing that was gone comes back. */
export const tenDaysLater = async (life: Life): Promise<readonly string[]> => {
  const {cloud, id, watch} = life;
  const before = watch.record;
  cloud.wait(10 * dayMs);

  if (before?.expiresAt !== undefined && before.expiresAt * 1000 < cloud.now().getTime()) {
    await forgetRecord(cloud.table, id);
    watch.forget();
    note(life, '(the record has expired)');

    // S3 takes up to two days longer.
    await sweep(life);
    await run(life);

    if (await readRecord(cloud.table, id)) {
      return ['an upload that outlived its record became a photo again'];
    }
  }

  if (cloud.uploads.current(`uploads/${id}`)) {
    cloud.uploads.remove(`uploads/${id}`);
  }

  for (const event of life.events) {
    await deliver(life, event);
  }

  await run(life);
  await sweepUntilQuiet(life);
  const after = await readRecord(cloud.table, id);

  if (before?.status === 'ready') {
    return after?.version === before.version ? [] : ['an event that came ten days late changed a ready photo'];
  }

  return after?.status === 'ready' ? ['an event that came ten days late brought a photo back'] : [];
};
