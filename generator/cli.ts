// The only file of the generator that reads, writes, prints or exits.

import {readFile, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {parseCommand, usage} from './arguments.ts';
import {changeLines, needsAttention} from './change-lines.ts';
import {changesBetween, templateData} from './changes.ts';
import {parseConfig} from './config.ts';
import {drift} from './drift.ts';
import {generate} from './generate.ts';
import {loadSchema} from './replacements.ts';
import {breachesOf, breachLine} from './rules/rules.ts';
import {withinBodyLimit} from './template.ts';
import {parseYaml, toYaml} from './yaml.ts';

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

  const photosWorkflow = await read('statemachines/photos.asl.json');
  const viewerRequest = await read('generator/functions/viewer-request.js');
  const template = generate(parsed.config, {photosWorkflow, viewerRequest});
  const breaches = breachesOf(template, photosWorkflow);

  if (breaches.length > 0) {
    return fail(breaches.map(breachLine).join('\n'));
  }

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

const readTemplate = async (path: string | URL) => {
  try {
    return templateData(parseYaml(await readFile(path, 'utf8')));
  } catch (error) {
    return fail(`${path}: ${error instanceof Error ? error.message : error}`);
  }
};

const diff = async (text: string, against: string | URL): Promise<void> => {
  const deployed = await readTemplate(against);
  const changes = changesBetween(deployed, templateData(parseYaml(text)), await loadSchema());

  console.log(changeLines(changes).join('\n'));
  process.exitCode = needsAttention(changes) ? 2 : 0;
};

const command = parseCommand(process.argv.slice(2));

switch (command.name) {
  case 'help':
    console.log(usage);
    break;
  case 'wrong':
    fail(`${command.problem}\n${usage}`);
    break;
  case 'check':
    await check(await render());
    break;
  case 'print':
    process.stdout.write(await render());
    break;
  case 'diff':
    await diff(await render(), command.against ?? output);
    break;
  case 'write':
    await writeFile(output, await render());
    console.log(`wrote ${fileURLToPath(output)}`);
}
