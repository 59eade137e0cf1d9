// `npm run lint`: cfn-lint over every template of the covering set, raw and transformed. Exit code 1 for any finding.

import {rm} from 'node:fs/promises';
import {generate, type Templates} from '../generator/generate.ts';
import {readSources} from '../generator/read-sources.ts';
import {toYaml} from '../generator/yaml.ts';
import {inLocal} from '../local/places.ts';
import {type LintedTemplate, lint} from './cfn-lint.ts';
import {coveringSet, type NamedConfig} from './configs.ts';

const folder = inLocal('lint');

const regionsOf = (stack: keyof Templates, [home, ...others]: readonly string[]): readonly string[] =>
  ({home: [home ?? ''], replica: others, edge: ['us-east-1']})[stack];

const sources = await readSources();

const templatesOf = ({name, config}: NamedConfig): readonly LintedTemplate[] =>
  Object.entries(generate(config, sources)).map(([stack, template]) => ({
    name: `${name}-${stack}`,
    yaml: toYaml(template),
    regions: regionsOf(stack as keyof Templates, config.regions),
  }));

const set = coveringSet();

await rm(folder, {recursive: true, force: true});

let sum = 0;

for (const named of set) {
  const templates = templatesOf(named);
  const findings = await lint(folder, templates);

  sum += findings.length;
  console.log(
    `${named.name}: ${templates.length} templates, ${findings.length} findings (${Object.values(named.choice).join(', ')})`,
  );

  for (const {file, line, rule, message} of findings) {
    console.error(`  ${file}:${line}: ${rule} ${message}`);
  }
}

console.log(`${set.length} configurations, raw and transformed: ${sum} findings`);
process.exitCode = sum === 0 ? 0 : 1;
