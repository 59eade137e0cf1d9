import {type ParseArgsOptionsConfig, parseArgs} from 'node:util';
import {explain} from './sdk-errors.ts';
import {UserError} from './user-error.ts';

/** The options on the command line; throws a UserError that names `npm run <name> -- --help`. */
export const readOptions = <O extends ParseArgsOptionsConfig>(name: string, options: O) => {
  try {
    return parseArgs({options, allowNegative: false}).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('. ', 1)[0]}; see npm run ${name} -- --help`, {cause: error});
  }
};

/** Runs a command to its end: exit code 1, and a sentence, if it throws. */
export const runCommand = async (main: () => Promise<void>): Promise<void> => {
  try {
    await main();
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
};
