// `npm run pictures`: the only file of the pictures that writes, prints or exits.

import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {readOptions, runCommand} from '../operate/command-line.ts';
import {type Drawing, draw} from './draw.ts';
import {readTemplates} from './read-templates.ts';

const usage = `usage: npm run pictures -- [options]

  Writes docs/picture-*.svg and docs/pictures.md from the templates. Exits with 1 if a resource is in no picture without a reason.

  --check    writes nothing, and exits with 1 too if a file is not what would be written
  --help`;

const options = {check: {type: 'boolean', default: false}, help: {type: 'boolean', default: false}} as const;

const root = new URL('..', import.meta.url);

const docs = new URL('docs/', root);

const write = async ({files, coverage}: Drawing): Promise<void> => {
  await mkdir(docs, {recursive: true});

  for (const [name, text] of files) {
    await writeFile(new URL(name, docs), text);
    console.log(`wrote docs/${name}`);
  }

  console.log('\nIn no picture:');

  for (const {type, reason, ids} of coverage.inNone) {
    console.log(`  ${String(ids.length).padStart(3)} ${type}: ${reason}`);
  }
};

const staleFiles = async ({files}: Drawing): Promise<readonly string[]> => {
  const onDisk = (name: string): Promise<string | undefined> =>
    readFile(new URL(name, docs), 'utf8').catch(() => undefined);

  const stale = await Promise.all(
    [...files].map(async ([name, text]) => ((await onDisk(name)) === text ? [] : [name])),
  );

  return stale.flat();
};

await runCommand(async () => {
  const {check, help} = readOptions('pictures', options);

  if (help) {
    console.log(usage);
    return;
  }

  const drawing = await draw(await readTemplates(root));

  if (!check) {
    await write(drawing);
  }

  const problems = [
    ...(await staleFiles(drawing)).map(
      (name) => `docs/${name} is not what the templates and pictures/ make. Run: npm run pictures`,
    ),
    ...drawing.coverage.forgotten.map(
      ({id, type}) =>
        `expected ${id} (${type}) in a picture of pictures/six/, or its kind in the list of pictures/coverage.ts, got neither`,
    ),
  ];

  for (const problem of problems) {
    console.error(problem);
  }

  process.exitCode = problems.length === 0 ? 0 : 1;
});
