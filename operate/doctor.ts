// `npm run doctor`: what still keeps mails from arriving, one line each with its fix, here or on AWS.

import blogConfig from '../blog.config.ts';
import {parseConfig} from '../generator/config.ts';
import {readOptions, runCommand} from './command-line.ts';
import {examine} from './doctor/checks.ts';
import {askResolver} from './doctor/read-dns.ts';
import {readFacts} from './doctor/read-facts.ts';
import {countOf, reportLines} from './doctor/report.ts';
import {UserError} from './user-error.ts';

const usage = `usage: npm run doctor -- [options]

  Says what still keeps mails from arriving, one line each with its fix: the sender, template.yaml, the mails, DNS, and, of
  a blog that is deployed, SES and the page of one click. Without one it checks what can be checked without an account.
  Changes nothing and mails nobody. Exit code 1 if anything is wrong.

  --stack-name NAME     the deployed stack (default: the blog that npm start runs on this machine, if it runs)
  --region REGION       of the stack (default: the home region of blog.config.ts)
  --help`;

const options = {
  'stack-name': {type: 'string'},
  region: {type: 'string'},
  help: {type: 'boolean', default: false},
} as const;

const main = async (): Promise<void> => {
  const {help, region, 'stack-name': stackName} = readOptions('doctor', options);
  if (help) return console.log(usage);
  const parsed = parseConfig(blogConfig);
  if ('problems' in parsed) throw new UserError(['blog.config.ts:', ...parsed.problems].join('\n  '));
  const checked = examine(await readFacts(parsed.config, {stackName, region}, askResolver(), new Date()));
  for (const line of reportLines(checked)) console.log(line);
  if (countOf(checked, 'wrong') > 0) process.exitCode = 1;
};

await runCommand(main);
