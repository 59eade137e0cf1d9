import test from 'ava';
import {settle, type Wanted} from '../../src/domain/settling.ts';
import {pageFile, type SiteFile, textFile} from '../../src/domain/site-files.ts';
import {type Around, memorySite} from '../helpers/memory-site.ts';

const key = 'posts/first/index.html';
const wanted = (...files: readonly SiteFile[]): Wanted => new Map(files.map((file) => [file.key, file]));

/** A bucket that counts its writes and knows which were let through; `interfere` acts before the first of them. */
const countingSite = (interfere: (files: Map<string, SiteFile>) => void = () => {}) => {
  const writes: string[] = [];
  const written: unknown[] = [];
  const around: Around =
    (name, call) =>
    async (...args) => {
      if (name !== 'bucket.put' && name !== 'bucket.remove') return call(...args);
      if (writes.length === 0) interfere(memory.files);
      writes.push(name);
      const isWritten = await call(...args);
      if (isWritten) written.push(args[0]);
      return isWritten;
    };
  const memory = memorySite(around);
  const noted: string[] = [];
  const run = (keys: readonly string[], files: () => Wanted) =>
    settle(
      memory.site.bucket,
      async (changing) => {
        noted.push(...changing);
      },
      keys,
      async () => files(),
    );
  return {...memory, writes, written, noted, run};
};

test('a file that is missing is written, one that should be missing is removed', async (t) => {
  const {files, run} = countingSite();
  files.set('old', textFile('old', 'x'));

  await run(['old', key], () => wanted(pageFile(key, 'new')));

  t.deepEqual([...files.keys()], [key]);
});

test('a file that holds the same bytes is neither noted nor written', async (t) => {
  const {files, writes, noted, run} = countingSite();
  files.set(key, pageFile(key, 'same'));

  await run([key], () => wanted(pageFile(key, 'same')));

  t.deepEqual([...writes, ...noted], []);
});

test('a file with the same bytes and other headers is written', async (t) => {
  const {files, writes, run} = countingSite();
  files.set(key, textFile(key, 'same'));

  await run([key], () => wanted(pageFile(key, 'same')));

  t.deepEqual(writes, ['bucket.put']);
  t.is(files.get(key)?.contentType, 'text/html; charset=utf-8');
});

test('files that nobody asked for, but the tables do, are written too', async (t) => {
  const {files, run} = countingSite();

  await run([], () => wanted(pageFile('pages/2/index.html', 'two')));

  t.true(files.has('pages/2/index.html'));
});

test('what another wrote since we looked is not overwritten with what the tables said before', async (t) => {
  let table = 'old';
  const {files, run, written} = countingSite();
  files.set(key, pageFile(key, 'oldest'));

  await run([key], () => {
    const read = wanted(pageFile(key, table));
    if (table === 'old') files.set(key, pageFile(key, 'newer'));
    table = 'newer';
    return read;
  });

  t.is(files.get(key)?.text, 'newer');
  t.deepEqual(written, []);
});

test('a change that another found nothing to do for, since we had not written yet, is caught up with', async (t) => {
  let table = 'for a moment';
  const {files, run} = countingSite(() => {
    table = 'as before';
  });
  files.set(key, pageFile(key, 'as before'));

  await run([key], () => wanted(pageFile(key, table)));

  t.is(files.get(key)?.text, 'as before');
});

test('files are noted before they change', async (t) => {
  const {run, noted} = countingSite(() => {
    t.deepEqual(noted, [key]);
  });
  t.plan(1);

  await run([key], () => wanted(pageFile(key, 'new')));
});

test('files that never come to rest are an error, so that the batch comes again', async (t) => {
  const {run} = countingSite();
  let n = 0;

  await t.throwsAsync(
    run([key], () => {
      n += 1;
      return wanted(pageFile(key, `${n}`));
    }),
    {message: /expected posts\/first\/index\.html to settle within 12 passes/},
  );
});
