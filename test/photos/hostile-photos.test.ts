import test from 'ava';
import {damagedFiles} from './damaged-files.ts';
import {faultsOf} from './faults-of.ts';
import type {HostileFile} from './hostile-case.ts';
import {hostileFiles} from './hostile-files.ts';
import {photoProcess} from './photo-process.ts';

const photos = photoProcess();
test.after.always(photos.stop);

const withoutFault = test.macro<[HostileFile]>({
  exec: async (t, file) => {
    const outcome = await photos.run(await file.make(), file);

    t.deepEqual(await faultsOf(file, outcome), []);
  },
  title: (_, file) => `${file.name}: ${file.end ?? 'refused or made'}`,
});

const quick = hostileFiles.filter(({long}) => !long);
const damaged = damagedFiles(3).filter((_, place) => place % 9 === 0);

test('the sample of hostile files is not empty', (t) => {
  t.true(quick.length > 100);
  t.true(damaged.length > 70);
});

for (const file of [...quick, ...damaged]) test.serial(withoutFault, file);
