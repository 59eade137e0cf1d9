// `npm run lint`: cfn-lint over every template of the covering set, raw and transformed. Exit code 1 for any finding.

import {rm} from 'node:fs/promises';
import {readSources} from '../generator/read-sources.ts';
import {toYaml} from '../generator/yaml.ts';
import {inLocal} from '../local/places.ts';
import {readOptions, runCommand} from '../operate/command-line.ts';
import {lint} from './cfn-lint.ts';
import {type Choice, coveringSet} from './configs.ts';
import {templatesOf} from './templates.ts';

const usage = `usage: npm run lint

  Runs cfn-lint over every template of the covering set of configs, as it is and after SAM's transform (minutes).

  --help`;

const folder = inLocal('lint');

const inWords = (choice: Choice): string =>
  Object.entries(choice)
    .map(([option, value]) => `${option} ${value}`)
    .toSorted()
    .join(', ');

const lintAll = async (): Promise<void> => {
  const sources = await readSources();
  const set = coveringSet();

  await rm(folder, {recursive: true, force: true});

  let sum = 0;

  for (const named of set) {
    const templates = templatesOf(named, sources);
    const findings = await lint(
      folder,
      templates.map(({name, regions, template}) => ({name, regions, yaml: toYaml(template)})),
    );

    sum += findings.length;
    console.log(`${named.name}: ${templates.length} templates, ${findings.length} findings (${inWords(named.choice)})`);

    for (const {file, line, rule, message} of findings) {
      console.error(`  ${file}:${line}: ${rule} ${message}`);
    }
  }

  console.log(`${set.length} configs, raw and transformed: ${sum} findings`);
  process.exitCode = sum === 0 ? 0 : 1;
};

await runCommand(async () => {
  if (readOptions('lint', {help: {type: 'boolean', default: false}}).help) {
    console.log(usage);
  } else {
    await lintAll();
  }
});
