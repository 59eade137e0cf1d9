// `npm run audit`: AWS's rules over the generated templates. Exit code 1 for a finding without a reason or a reason without a finding.

import {readFile, writeFile} from 'node:fs/promises';
import {readSources} from '../generator/read-sources.ts';
import {inRoot} from '../local/places.ts';
import {step} from '../local/step.ts';
import {readOptions, runCommand} from '../operate/command-line.ts';
import {cdkNag} from './cdk-nag.ts';
import {compare, findingLines} from './compare.ts';
import {coveringSet} from './configs.ts';
import {findingsOf} from './findings.ts';
import {auditPage} from './page.ts';
import {register} from './register.ts';
import {templatesOf} from './templates.ts';

const usage = `usage: npm run audit -- [options]

  Holds every template of the covering set of configs against cdk-nag's rules, and the findings against audit/register.ts.

  --write    and writes docs/audit.md from the register
  --help`;

const options = {write: {type: 'boolean', default: false}, help: {type: 'boolean', default: false}} as const;

const pageFile = inRoot('docs', 'audit.md');

const pageProblems = async (): Promise<readonly string[]> =>
  (await readFile(pageFile, 'utf8').catch(() => '')) === auditPage(register)
    ? []
    : ['docs/audit.md is not what audit/register.ts says. Run: npm run audit -- --write'];

const audit = async (): Promise<void> => {
  const nag = await cdkNag();
  const sources = await readSources();
  const set = coveringSet();
  const templates = set.flatMap((named) => templatesOf(named, sources));
  const findings = await step(`Auditing ${templates.length} templates of ${set.length} configs`, () =>
    findingsOf(templates, nag),
  );
  const {unexplained, problems} = compare(findings, register);
  const wrong = [
    ...findingLines(unexplained),
    ...problems.map((problem) => `audit/register.ts: ${problem}`),
    ...(await pageProblems()),
  ];

  for (const line of wrong) {
    console.error(line);
  }

  console.log(`${findings.length} findings, ${unexplained.length} of them without a row among ${register.length}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
};

await runCommand(async () => {
  const {write, help} = readOptions('audit', options);

  if (help) {
    console.log(usage);
    return;
  }

  if (write) {
    await writeFile(pageFile, auditPage(register));
  }

  await audit();
});
