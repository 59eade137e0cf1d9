// The only file of the generator that reads, writes, prints or exits.

import {readFile, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {parseConfig} from './config.ts';
import {drift} from './drift.ts';
import {generate} from './generate.ts';
import {withinBodyLimit} from './template.ts';
import {toYaml} from './yaml.ts';

const usage = `node generator/cli.ts            writes template.yaml from blog.config.ts
node generator/cli.ts --check    exits 1, with the difference, if template.yaml is not what would be written
node generator/cli.ts --stdout   prints it instead`;

const root = new URL('..', import.meta.url);
const output = new URL('template.yaml', root);

const read = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

const render = async (): Promise<string> => {
  const parsed = parseConfig((await import(new URL('blog.config.ts', root).href)).default);

  if ('problems' in parsed) {
    return fail(`blog.config.ts:\n${parsed.problems.map((problem) => `  ${problem}`).join('\n')}`);
  }

  const template = generate(parsed.config, {
    photosWorkflow: await read('statemachines/photos.asl.json'),
    viewerRequest: await read('generator/functions/viewer-request.js'),
  });

  return withinBodyLimit(toYaml(template));
};

const check = async (text: string): Promise<void> => {
  const difference = drift(await readFile(output, 'utf8').catch(() => ''), text);

  if (difference !== undefined) {
    fail(
      `template.yaml is not what blog.config.ts and generator/ make (- on disk, + generated):\n${difference}\nRun: npm run generate`,
    );
  }
};

const parseOptions = () => {
  try {
    return parseArgs({
      options: {check: {type: 'boolean'}, stdout: {type: 'boolean'}, help: {type: 'boolean', short: 'h'}},
    }).values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
};

const options = parseOptions();

if (options.help) {
  console.log(usage);
} else {
  const text = await render();

  if (options.check) {
    await check(text);
  } else if (options.stdout) {
    process.stdout.write(text);
  } else {
    await writeFile(output, text);
    console.log(`wrote ${fileURLToPath(output)}`);
  }
}
