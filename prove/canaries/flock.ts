// The canaries of one run: whoever needs an address or a token that is not to be seen again takes one from here.
import type {Canary} from './spellings.ts';

/** Every word begins with it, so that a look for one is a first look for all. */
const stem = 'kanarienvogel';

export type Flock = {
  /** Letters and digits, no other canary's. */
  word(what: string): string;
  address(what: string): string;
  /** A token that the blog has made: its signature is the canary, for the rest of it names a purpose and a hash. */
  token(what: string, token: string): string;
  readonly addresses: readonly string[];
  readonly all: readonly Canary[];
  /** Few words that a document must have one of, if it has a canary. */
  readonly stems: readonly Canary[];
};

export const flock = (): Flock => {
  const words: Canary[] = [];
  const tokens: Canary[] = [];
  const addresses: string[] = [];
  const word: Flock['word'] = (what) => {
    const next = `${stem}${what.replaceAll(/[^a-z0-9]/gi, '').toLowerCase()}${words.length}x`;
    words.push({what, word: next});
    return next;
  };
  return {
    word,
    addresses,
    address: (what) => {
      const address = `${word(what)}@mail.example`;
      addresses.push(address);
      return address;
    },
    token: (what, token) => {
      const signature = token.split('.').at(-1) ?? '';
      if (!tokens.some((known) => known.word === signature)) tokens.push({what, word: signature});
      return token;
    },
    get all() {
      return [...words, ...tokens];
    },
    get stems() {
      return [{what: 'some canary', word: stem}, ...tokens];
    },
  };
};
