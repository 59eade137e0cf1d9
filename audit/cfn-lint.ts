// cfn-lint over templates, as they are and after the SAM transform: cycles through what SAM adds show only there.

import {execFile} from 'node:child_process';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {inRoot} from '../local/places.ts';
import {transform} from './transform.ts';

const run = promisify(execFile);

export type LintedTemplate = {
  /** Letters, digits and dashes: it becomes a file. */
  readonly name: string;
  readonly yaml: string;
  /** Where it is to be deployed: not every region has every type and value. */
  readonly regions: readonly string[];
};

export type LintFinding = {
  /** The template, and whether it was raw or transformed. */
  readonly file: string;
  readonly rule: string;
  readonly message: string;
  readonly line: number;
};

type Match = {
  readonly Filename: string;
  readonly Rule: {readonly Id: string};
  readonly Message: string;
  readonly Location: {readonly Start: {readonly LineNumber: number}};
};

/** One process for many files: cfn-lint spends most of its time on reading its schemas. */
const lintFiles = async (regions: readonly string[], files: readonly string[]): Promise<readonly LintFinding[]> => {
  const args = ['--format', 'json', '--regions', ...regions, '--', ...files];
  const {stdout} = await run(inRoot('.venv', 'bin', 'cfn-lint'), args, {maxBuffer: 64 * 2 ** 20}).catch(
    (error: Error & {stdout?: string}) => {
      // Findings are an exit code too; without any, the linter itself is at fault.
      if (!error.stdout?.startsWith('[')) {
        throw error;
      }

      return {stdout: error.stdout};
    },
  );

  return (JSON.parse(stdout) as Match[]).map(({Filename, Rule, Message, Location}) => ({
    file: Filename,
    rule: Rule.Id,
    message: Message,
    line: Location.Start.LineNumber,
  }));
};

/** @param folder where the templates are written, so that a finding can be read there. */
export const lint = async (folder: string, templates: readonly LintedTemplate[]): Promise<readonly LintFinding[]> => {
  await mkdir(folder, {recursive: true});

  const written = await Promise.all(
    templates.map(async ({name, yaml, regions}) => {
      const file = join(folder, `${name}.yaml`);

      await writeFile(file, yaml);

      return {file, regions};
    }),
  );

  const transformed = await transform(written.map(({file}) => file));
  const pairs = written.map(({file, regions}, i) => ({regions, files: [file, transformed[i] ?? '']}));
  const findings: LintFinding[] = [];

  // One after the other: each takes a processor and half a gigabyte.
  for (const same of Map.groupBy(pairs, ({regions}) => regions.join(' ')).values()) {
    const files = same.flatMap((pair) => pair.files);

    findings.push(...(await lintFiles(same[0]?.regions ?? [], files)));
  }

  return findings;
};
