// The only file of the pictures that reads, writes, prints or exits.

import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {parseArgs} from 'node:util';
import {readTemplateFile} from '../generator/template-files.ts';
import {parseYaml} from '../generator/yaml.ts';
import type {Sources} from './blog.ts';
import type {Coverage} from './coverage.ts';
import {type Drawing, draw} from './draw.ts';

const usage = `node pictures/cli.ts            writes docs/picture-*.svg and docs/pictures.md from the templates
node pictures/cli.ts --check    exits 1, naming the picture, if one is not what would be written, or if a resource is in none`;

const root = new URL('..', import.meta.url);

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

const read = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

const template = async (name: string): Promise<unknown> => {
  const text = await readTemplateFile(root, name);

  return text === undefined ? undefined : parseYaml(text);
};

const sources = async (): Promise<Sources> => ({
  home: await template('template.yaml'),
  replica: await template('template.replica.yaml'),
  edge: await template('template.edge.yaml'),
  workflow: JSON.parse(await read('statemachines/photos.asl.json')),
});

const forgottenLines = ({forgotten}: Coverage): readonly string[] =>
  forgotten.map(
    ({id, type}) =>
      `expected ${id} (${type}) in a picture of pictures/six/, or its kind in the list of pictures/coverage.ts, got neither`,
  );

const write = async ({files, coverage}: Drawing): Promise<void> => {
  await mkdir(new URL('docs/', root), {recursive: true});

  for (const [name, text] of files) {
    await writeFile(new URL(`docs/${name}`, root), text);
    console.log(`wrote docs/${name}`);
  }

  console.log('\nIn no picture:');

  for (const {type, reason, ids} of coverage.inNone) {
    console.log(`  ${String(ids.length).padStart(3)} ${type}: ${reason}`);
  }

  for (const line of forgottenLines(coverage)) {
    console.error(line);
  }
};

const check = async ({files, coverage}: Drawing): Promise<void> => {
  const onDisk = (name: string): Promise<string | undefined> => read(`docs/${name}`).catch(() => undefined);

  const stale = await Promise.all(
    [...files].map(async ([name, text]) => ((await onDisk(name)) === text ? [] : [`docs/${name}`])),
  );

  const problems = [
    ...stale.flat().map((name) => `${name} is not what the templates and pictures/ make. Run: npm run pictures`),
    ...forgottenLines(coverage),
  ];

  if (problems.length > 0) {
    fail(problems.join('\n'));
  }
};

const parseCommand = (): {readonly check: boolean; readonly help: boolean} => {
  try {
    const {check: isCheck = false, help = false} = parseArgs({
      options: {check: {type: 'boolean'}, help: {type: 'boolean', short: 'h'}},
    }).values;

    return {check: isCheck, help};
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
};

const drawing = async (): Promise<Drawing> => {
  try {
    return await draw(await sources());
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};

const command = parseCommand();

if (command.help) {
  console.log(usage);
} else {
  await (command.check ? check : write)(await drawing());
}
