// The command line of the generator: what may be said, and that no two of it are said at once.

import {parseArgs} from 'node:util';

export const usage = `node generator/cli.ts            writes template.yaml, and those that stand beside it, from blog.config.ts
node generator/cli.ts --check    exits 1, with the difference, if they are not what would be written
node generator/cli.ts --stdout   prints them instead, with --- between them
node generator/cli.ts --diff [--against FILE]
                                 says what deploying them over those on disk, or template.yaml over FILE, would do, and
                                 writes nothing; exits 2 if data is at risk or CloudFormation would refuse, 1 on an
                                 error, else 0`;

export type Command =
  | {readonly name: 'help' | 'write' | 'check' | 'print'}
  | {readonly name: 'diff'; readonly against?: string}
  | {readonly name: 'wrong'; readonly problem: string};

const options = {
  check: {type: 'boolean'},
  stdout: {type: 'boolean'},
  diff: {type: 'boolean'},
  against: {type: 'string'},
  help: {type: 'boolean', short: 'h'},
} as const;

export const parseCommand = (args: readonly string[]): Command => {
  try {
    const {check, stdout, diff, against, help} = parseArgs({args: [...args], options}).values;

    if (help) {
      return {name: 'help'};
    }

    if ([check, stdout, diff].filter(Boolean).length > 1) {
      return {name: 'wrong', problem: 'expected one of --check, --stdout and --diff'};
    }

    if (against !== undefined && !diff) {
      return {name: 'wrong', problem: 'expected --against FILE after --diff'};
    }

    if (diff) {
      return {name: 'diff', ...(against !== undefined && {against})};
    }

    return {name: check ? 'check' : stdout ? 'print' : 'write'};
  } catch (error) {
    return {name: 'wrong', problem: error instanceof Error ? error.message : String(error)};
  }
};
