// `npm run audit`: AWS's rules over the generated templates. Exit code 1 for a finding without a reason or a reason without a finding.

import {readFile, writeFile} from 'node:fs/promises';
import {parseArgs} from 'node:util';
import {inRoot} from '../local/places.ts';
import {step} from '../local/step.ts';
import {UserError} from '../operate/user-error.ts';
import {compare, findingLines} from './compare.ts';
import {findingsOf} from './findings.ts';
import {register} from './register.ts';
import {auditPage} from './table.ts';
import {templatesUnderAudit} from './templates.ts';
import {auditTools} from './tools.ts';

const usage = `node audit/audit.ts            holds the templates against cdk-nag's rules, and the findings against audit/register.ts
node audit/audit.ts --write    and writes docs/audit.md from the register`;

const options = {write: {type: 'boolean'}, help: {type: 'boolean', short: 'h'}} as const;

const parseCommand = () => {
  try {
    return parseArgs({options}).values;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
};

const pageProblems = async (write: boolean): Promise<readonly string[]> => {
  const file = inRoot('docs', 'audit.md');
  const page = auditPage(register);

  if (write) {
    await writeFile(file, page);
  }

  return (await readFile(file, 'utf8').catch(() => '')) === page
    ? []
    : ['docs/audit.md is not what audit/register.ts says. Run: npm run audit -- --write'];
};

const audit = async (write: boolean): Promise<boolean> => {
  const templates = await templatesUnderAudit();
  const tools = await auditTools();
  const findings = await step(`Auditing ${templates.map(({name}) => name).join(', ')}`, () =>
    findingsOf(templates, tools),
  );
  const audited = [...new Set(templates.map(({profile}) => profile))];
  const {unexplained, problems} = compare(findings, register, audited);
  const wrong = [
    ...findingLines(unexplained),
    ...problems.map((problem) => `audit/register.ts: ${problem}`),
    ...(await pageProblems(write)),
  ];

  for (const line of wrong) {
    console.error(line);
  }

  console.log(`${findings.length} findings, ${unexplained.length} of them without a row among ${register.length}`);

  return wrong.length === 0;
};

try {
  const {write = false, help} = parseCommand();

  if (help) {
    console.log(usage);
  } else if (!(await audit(write))) {
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof UserError ? error.message : error);
  process.exitCode = 1;
}
