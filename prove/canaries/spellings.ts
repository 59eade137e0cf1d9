// Pure: what a canary looks like wherever it may have flown to, and whether a text has one in it.

/** `word` is letters and digits alone, which no encoding of text changes letter by letter, or the signature of a token. */
export type Canary = {readonly what: string; readonly word: string};

/** The letters of `bytes` in base64 that depend on nothing before or after them, for each of the three ways they can lie. */
const inBase64 = (word: string): readonly string[] =>
  [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(word)]).toString('base64');
    const whole = Math.floor(((before + word.length) * 8) / 6);
    return encoded.slice(Math.ceil((before * 8) / 6), whole);
  });

const ofEachByte = (word: string, spell: (byte: number) => string): string =>
  [...Buffer.from(word)].map((byte) => spell(byte)).join('');

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** In lower case, as `texts` looks for them. */
const inAnyCase = (word: string): readonly string[] => [
  word,
  ofEachByte(word, hex),
  ofEachByte(word, (byte) => `%${hex(byte)}`),
  ofEachByte(word, (byte) => `=${hex(byte)}`),
  ofEachByte(word, (byte) => `&#${byte};`),
  ofEachByte(word, (byte) => `&#x${hex(byte)};`),
  ofEachByte(word, (byte) => `\\u00${hex(byte)}`),
  ofEachByte(word, (byte) => `${String.fromCharCode(byte)}\0`),
];

const toLetter = (word: string): readonly string[] =>
  inBase64(word).flatMap((base64) => [base64, base64.replaceAll('+', '-').replaceAll('/', '_')]);

const needles = (word: string) => ({
  anyCase: inAnyCase(word.toLowerCase()),
  toLetter: [...new Set([...toLetter(word), ...toLetter(word.toLowerCase()), ...toLetter(word.toUpperCase())])],
});

/** Lines of base64 and quoted-printable are broken wherever they are full. */
const texts = (document: Buffer): {readonly anyCase: string; readonly toLetter: string} => {
  const text = document.toString('latin1');
  const joined = text.includes('=\n') || text.includes('=\r\n') ? `${text}\n${text.replaceAll(/=\r?\n/g, '')}` : text;
  return {anyCase: joined.toLowerCase(), toLetter: text.replaceAll(/\r?\n/g, '')};
};

export type Search = (document: Buffer | string) => readonly Canary[];

/** Finds in a document which of the canaries it has, however spelled. */
export const searchFor = (canaries: readonly Canary[]): Search => {
  const wanted = canaries.map((canary) => ({canary, ...needles(canary.word)}));
  return (document) => {
    const text = texts(Buffer.from(document));
    return wanted
      .filter(
        ({anyCase, toLetter}) =>
          anyCase.some((needle) => text.anyCase.includes(needle)) ||
          toLetter.some((needle) => text.toLetter.includes(needle)),
      )
      .map(({canary}) => canary);
  };
};
