import {type ParseArgsOptionsConfig, parseArgs} from 'node:util';
import {explain} from './sdk-errors.ts';
import {UserError} from './user-error.ts';

const understood = <Result>(name: string, parse: () => Result): Result => {
  try {
    return parse();
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('. ', 1)[0]}; see npm run ${name} -- --help`, {cause: error});
  }
};

/** The options on the command line; throws a UserError that names `npm run <name> -- --help`. */
export const readOptions = <O extends ParseArgsOptionsConfig>(name: string, options: O) =>
  understood(name, () => parseArgs({options, allowNegative: false}).values);

/** `args` as options and what else is there, for a command that has commands of its own; throws as `readOptions` does. */
export const readArguments = <O extends ParseArgsOptionsConfig>(name: string, args: readonly string[], options: O) =>
  understood(name, () => parseArgs({args: [...args], options, allowNegative: false, allowPositionals: true}));

/** Runs a command to its end: exit code 1, and a sentence, if it throws. */
export const runCommand = async (main: () => Promise<void>): Promise<void> => {
  try {
    await main();
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
};
