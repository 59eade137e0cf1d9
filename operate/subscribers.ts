// `npm run subscribers`: the owner's rights and duties towards those who read by mail, here or on AWS.

import {runCommand} from './command-line.ts';
import {tellCounts} from './subscribers/count.ts';
import {eraseSubscribers} from './subscribers/erase.ts';
import {exportSubscribers} from './subscribers/export.ts';
import {importSubscribers} from './subscribers/import.ts';
import {UserError} from './user-error.ts';

const usage = `usage: npm run subscribers -- COMMAND [options]

  count                 subscribers by their status, what became of this month's mails, and mails that wait
  export [--out FILE]   everybody as CSV: address, name, status, and how and when they said yes; to the terminal without
                        --out, and through npm run --silent to a pipe
  import FILE --source TEXT [--dry-run]
                        people who said yes elsewhere, from a CSV file whose first line is email or email,name. A file
                        with a bad line is not imported at all. Nobody is sent a mail for it. Whoever is known already,
                        subscribed or not, stays as they are, and who was erased is not brought back. Doing it again
                        finishes an import that was ended.
    --source TEXT       where they said yes; kept with each of them, as proof
    --dry-run           look at all of it, and write nothing
  erase ADDRESS [--entirely] [--yes]
                        removes a person from the table, the queues and the records of failures, and says what stays.
                        Nothing is sent to them any more unless they subscribe anew. Doing it twice does no harm.
    --entirely          forget also that mails to them came back or were called spam, and let a list bring them back:
                        for who asks for mails again
    --yes               do not ask for the address again

  --stack-name NAME     the deployed stack (default: the blog that npm start runs on this machine)
  --region REGION       of the stack (default: the home region of blog.config.ts)
  --help`;

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  count: tellCounts,
  export: exportSubscribers,
  import: importSubscribers,
  erase: eraseSubscribers,
};

const main = async (): Promise<void> => {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined || name === '--help' || args.includes('--help')) return console.log(usage);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    throw new UserError(
      `expected ${Object.keys(commands).join(', ')}, got '${name}'; see npm run subscribers -- --help`,
    );
  await command(args);
};

await runCommand(main);
