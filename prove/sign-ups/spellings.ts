// Ways to write one address.
import type {Chance} from '../interleavings/random-choices.ts';

const anyCase = (text: string, chance: Chance): string =>
  [...text].map((one) => (chance.isLess(0.5) ? one.toUpperCase() : one.toLowerCase())).join('');

const local = 'ada.lovelace';

/** A domain in letters, in A-labels, and with the dots and the widths that East Asian keyboards have. */
const domains = ['bücher.example', 'xn--bcher-kva.example', 'bu\u0308cher.example', 'ｂüｃｈｅｒ.example'];

/** All of these are one person to the blog. */
export const spellingOfOne = (chance: Chance): string => {
  const blanks = ['', ' ', '  ', '\t', ' \t '];
  return `${chance.pick(blanks) + anyCase(local, chance)}@${anyCase(chance.pick(domains), chance)}${chance.pick(blanks)}`;
};

/** Each of these is somebody else to the blog, or nobody, although a host may put them all into one mailbox. */
export const neighbours: readonly string[] = [
  'ada.lovelace+news@bücher.example',
  'ada.lovelace+1@bücher.example',
  'adalovelace@bücher.example',
  'ada-lovelace@bücher.example',
  'ada.lovelace@mail.bücher.example',
  'ada.lovelace@bucher.example',
];

export const refusedSpellings: readonly string[] = [
  '"ada.lovelace"@bücher.example',
  'Ada <ada.lovelace@bücher.example>',
  'ada.lovelace(the first)@bücher.example',
  'ada.lovelace@bücher.example.',
  'ada..lovelace@bücher.example',
  '.ada.lovelace@bücher.example',
  'ada.lovelace @bücher.example',
  'ada.lovelace@bücher.example, eve@example.com',
  'ada.lovelace@bücher.example\r\nBcc: eve@example.com',
  'mailto:ada.lovelace@bücher.example?to=eve@example.com',
  'ada.lovelace@[127.0.0.1]',
  'ada.lovelace@localhost',
  'ada.lovelace\u200b@bücher.example',
];
