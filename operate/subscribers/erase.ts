import {createInterface} from 'node:readline/promises';
import {type Erased, eraseSubscriber} from '../../src/adapters/erased-subscribers.ts';
import {type EmailAddress, emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import {readArguments} from '../command-line.ts';
import {progressList} from '../progress-list.ts';
import {UserError} from '../user-error.ts';
import {eraseFromFailures, eraseFromQueues} from './erase-places.ts';
import {mentions} from './mentions.ts';
import {openBlog, placeLine, placeOptions} from './open-blog.ts';

const options = {
  ...placeOptions,
  entirely: {type: 'boolean', default: false},
  yes: {type: 'boolean', default: false},
} as const;

const parseAddress = (text: string): EmailAddress => {
  const {success, data, error} = emailAddress.safeParse(text);
  if (success) return data;
  throw new UserError(error.issues.map(({message}) => message).join('; '));
};

const askAgain = async (email: EmailAddress): Promise<void> => {
  if (!process.stdin.isTTY) throw new UserError('expected a terminal to ask at, or --yes, got neither');
  const terminal = createInterface({input: process.stdin, output: process.stdout});
  const answer = await terminal
    .question('What is erased is gone. Type the address again: ')
    .finally(() => terminal.close());
  if (subscriberId(parseAddress(answer)) !== subscriberId(email))
    throw new UserError('expected the same address again, got another; nothing was erased');
};

/** Pure: what was in the table, in a line. */
export const erasedLine = ({status, removed}: Erased): string => {
  const signUps = removed.filter((key) => key.startsWith('sign-ups#')).length;
  const counters = signUps === 0 ? '' : `, ${signUps} of their counters of sign-ups`;
  return status ? `the record (${status})${counters}` : `no record of them${counters}`;
};

/** Pure: where something of the person stays, and for how long. */
export const remainders = ({status, keptMails, isSuppressed}: Erased, isEntire: boolean): readonly string[] => [
  ...(keptMails > 0
    ? [`${keptMails} lines of the mail ledger, under a hash in place of the address, so that no mail is sent twice`]
    : []),
  ...(isEntire ? [] : ['that they were erased, under the same hash, so that no list brings them back']),
  ...(isSuppressed
    ? [
        'that mails to them came back or were called spam, under the same hash, so that none is sent there again; --entirely forgets this too',
      ]
    : []),
  'backups of the table (point-in-time recovery) for 35 days',
  'its stream, for 24 hours: what fails meanwhile may still come to the bucket of failures or a queue; to be sure, erase them once more tomorrow',
  ...(isSuppressed || status === 'suppressed'
    ? ["the address on SES's own suppression list of the account, until aws sesv2 delete-suppressed-destination"]
    : []),
  'no log: none ever held the address',
];

export const eraseSubscribers = async (args: readonly string[]): Promise<void> => {
  const {values, positionals} = readArguments('subscribers', args, options);
  const [address, ...more] = positionals;
  if (address === undefined || more.length > 0)
    throw new UserError(`expected one address to erase, got ${positionals.length}; see npm run subscribers -- --help`);
  const email = parseAddress(address);
  const id = subscriberId(email);
  const isAbout = mentions({email, id});
  const stack = await openBlog(values);
  console.log(placeLine(stack));
  if (!values.yes) await askAgain(email);

  let erased: Erased = {removed: [], keptMails: 0, isSuppressed: false};
  let left: readonly string[] = [];
  await progressList([
    {
      title: 'The table of subscribers',
      do: async () => {
        erased = await eraseSubscriber(id, {now: new Date(), isEntire: values.entirely});
        return `The table of subscribers: ${erasedLine(erased)}`;
      },
    },
    {
      title: 'Queues',
      do: async () => {
        const counts = await eraseFromQueues(stack, isAbout);
        const told = [...counts].map(([queue, count]) => `${count} of ${queue}`).join(', ');
        return `Queues: ${told === '' ? 'no message' : `messages deleted, ${told}`}`;
      },
    },
    {
      title: 'The bucket of failures',
      do: async (say) => {
        const {searched, deleted, rewritten, ...rest} = await eraseFromFailures(stack, isAbout, {
          told: (count) => say(`${count} looked through`),
        });
        left = rest.left;
        return `The bucket of failures: of ${searched} objects ${deleted} deleted, ${rewritten} rewritten`;
      },
    },
  ]);
  console.log(['What stays:', ...remainders(erased, values.entirely)].join('\n  '));
  if (left.length === 0) return;
  console.log(['What could not be erased:', ...left].join('\n  '));
  process.exitCode = 1;
};
