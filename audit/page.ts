// The register as docs/audit.md.

import type {Row} from './register.ts';

const heading = `# What an auditor finds

<!-- GENERATED from audit/register.ts by \`npm run audit -- --write\`: edit that file, never this one. -->

\`npm run audit\` takes every template of the covering set of settings (\`audit/configs.ts\`) through SAM's transform and holds it against the AwsSolutions and Serverless
rules of [cdk-nag](https://github.com/cdklabs/cdk-nag/blob/main/RULES.md). It installs what it needs in \`.local/audit\`. Each finding is either mended in the generator or
has a row here with the reason why it stands; a finding without a row and a row without a finding end the command with exit code 1. Nothing is
silenced in the templates themselves.

What these rules do not see, others watch: cdk-nag knows DynamoDB's tables but not its global tables, and API methods but not those of an OpenAPI
body. Backups, deletion protection and who may call which route are rules of the generator's own, in \`generator/rules/\`.

| rule | resources | profile | why it stands |
|---|---|---|---|
`;

const code = (text: string): string => `\`${text}\``;

const line = ({rule, resources, profile, reason}: Row): string =>
  `| ${code(rule)} | ${resources.map(code).join(', ')} | ${profile ?? 'both'} | ${reason} |\n`;

export const auditPage = (rows: readonly Row[]): string => heading + rows.map(line).join('');
