// The command line of the generator: the only file here, with the two that read and write for it, that prints or exits.

import {parseCommand, usage} from './arguments.ts';
import {changeLines, needsAttention} from './change-lines.ts';
import {changesBetween, templateData} from './changes.ts';
import {parseConfig} from './config.ts';
import {drift} from './drift.ts';
import {generate} from './generate.ts';
import {readSources} from './read-sources.ts';
import {loadSchema} from './replacements.ts';
import {breachesOf, breachLine} from './rules/rules.ts';
import {withinBodyLimit} from './template.ts';
import {readTemplateFile, type TemplateFiles, templateFiles, writeTemplateFiles} from './template-files.ts';
import {parseYaml, toYaml} from './yaml.ts';

const root = new URL('..', import.meta.url);

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

/** The text of each template, by its file. */
const render = async (): Promise<TemplateFiles> => {
  const parsed = parseConfig((await import(new URL('blog.config.ts', root).href)).default);

  if ('problems' in parsed) {
    return fail(`blog.config.ts:\n${parsed.problems.map((problem) => `  ${problem}`).join('\n')}`);
  }

  const sources = await readSources();
  const templates = generate(parsed.config, sources);
  const breaches = breachesOf(templates, sources);

  if (breaches.length > 0) {
    return fail(breaches.map(breachLine).join('\n'));
  }

  return templateFiles(templates, (template) => withinBodyLimit(toYaml(template)));
};

const check = async (files: TemplateFiles): Promise<void> => {
  const problems = await Promise.all(
    Object.entries(files).map(async ([name, text]) => {
      const onDisk = await readTemplateFile(root, name);

      if (text === undefined) {
        return onDisk === undefined ? [] : [`${name} is there, and blog.config.ts asks for none`];
      }

      const difference = drift(onDisk ?? '', text);

      return difference === undefined
        ? []
        : [`${name} is not what blog.config.ts and generator/ make (- on disk, + generated):\n${difference}`];
    }),
  );

  if (problems.flat().length > 0) {
    fail([...problems.flat(), 'Run: npm run generate'].join('\n'));
  }
};

const write = async (files: TemplateFiles): Promise<void> => {
  const {written, removed} = await writeTemplateFiles(root, files);

  console.log([...written.map((name) => `wrote ${name}`), ...removed.map((name) => `removed ${name}`)].join('\n'));
};

const dataIn = (name: string, text: string) => {
  try {
    return templateData(parseYaml(text));
  } catch (error) {
    return fail(`${name}: ${error instanceof Error ? error.message : error}`);
  }
};

/** Says what deploying `text` over `deployed` would do; whether somebody should look. */
const showChanges = async (name: string, deployed: string, text: string): Promise<boolean> => {
  const changes = changesBetween(dataIn(name, deployed), dataIn(name, text), await loadSchema());

  console.log([`${name}:`, ...changeLines(changes).map((line) => `  ${line}`)].join('\n'));

  return needsAttention(changes);
};

const diff = async (files: TemplateFiles, against: string | undefined): Promise<void> => {
  let attention = false;

  if (against !== undefined) {
    const deployed =
      (await readTemplateFile(new URL(`file://${process.cwd()}/`), against)) ??
      fail(`${against}: expected a template, got no such file`);

    attention = await showChanges(against, deployed, files['template.yaml']);
  } else {
    for (const [name, text] of Object.entries(files)) {
      const deployed = await readTemplateFile(root, name);

      if (deployed !== undefined && text !== undefined) {
        attention = (await showChanges(name, deployed, text)) || attention;
      } else if (text !== undefined) {
        console.log(`${name}:\n  new: npm run deploy-regions deploys what it is for`);
      } else if (deployed !== undefined) {
        console.log(
          `${name}:\n  goes: delete the stacks that it was deployed to, after the home stack has let go of them`,
        );
      }
    }
  }

  process.exitCode = attention ? 2 : 0;
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
    process.stdout.write(
      Object.values(await render())
        .flatMap((text) => text ?? [])
        .join('---\n'),
    );
    break;
  case 'diff':
    await diff(await render(), command.against);
    break;
  case 'write':
    await write(await render());
}
