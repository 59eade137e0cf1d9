// The one list of where an address or a token may be, each with its reason.
import type {Document} from './places.ts';

type Allowed = {readonly kind: RegExp; readonly where?: RegExp; readonly why: string};

export const allowed: readonly Allowed[] = [
  {
    kind: /^subscriber in .*SubscribersTable/,
    why: 'The table of subscribers: encrypted, and the one place that knows an address.',
  },
  {
    kind: /^object in .*failuresbucket/i,
    why: 'What no function could handle, whole, to be replayed: encrypted, 14 days.',
  },
  {
    kind: /^message in .*Feedback(Queue|DeadLetterQueue)/,
    why: 'What SES tells of a mail names who it was sent to: encrypted, 14 days at most.',
  },
  {kind: /^secret .*AuthorTokenSecret/, why: "The author's token is kept there."},
  {kind: /^export$/, why: 'Every subscriber is what `npm run subscribers -- export` is asked for.'},
  {
    kind: /^body$/,
    where: /200 to POST \/api\/subscribers\/unsubscribe/,
    why: 'The page after leaving has a button that takes it back, with its token.',
  },
  {
    kind: /^file$/,
    where: /^owner\/given\//,
    why: "The owner's own lists: what is imported, and what `--out` wrote, for nobody else to read.",
  },
  {
    kind: /^terminal$/,
    where: / erase /,
    why: 'What the owner mistyped is told back to the owner.',
  },
  {
    kind: /^command line$/,
    where: /subscribers.* erase /,
    why: 'What the owner types, while it runs.',
  },
];

export const reasonFor = ({kind, where}: Document): string | undefined =>
  allowed.find((one) => one.kind.test(kind) && (one.where?.test(where) ?? true))?.why;
