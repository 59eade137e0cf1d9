import {mimeMessage} from '../../src/adapters/mailer.ts';
import {wrongMessage, wrongPage} from './examine.ts';
import {date, type Put, plainMails, type Written} from './places.ts';

/** As the product's `mimeMessage`. */
export type Compose = typeof mimeMessage;

export type Tally = {
  readonly place: string;
  tried: number;
  refused: number;
  /** Mails that the others are part of. */
  mails: number;
  readonly wrongs: {readonly text: string; readonly wrong: string}[];
};

/** What the product says of bad input: in a sentence of its own to visitors, or in the one of all its messages. */
const isClear = (sentence: string): boolean =>
  sentence.startsWith('We need an email address like') || /expected .+/s.test(sentence);

const examine = async (compose: Compose, written: Written, plain: Written | undefined): Promise<readonly string[]> => {
  try {
    const message = await compose(written.mail, written.sender, date);
    return [...(await wrongMessage(message, written)), ...(plain ? wrongPage(written, plain) : ['a mail of no kind'])];
  } catch (error) {
    return [`taken, and refused only when it is sent: ${(error as Error).message}`];
  }
};

type Options = {
  readonly compose?: Compose;
  readonly told?: (tally: Tally) => void;
  /** Whether to leave a place after so many wrongs. */
  readonly isEnough?: (wrongs: number) => boolean;
};

/** Puts every text into every place, and looks at all that comes of it. */
export const tryPlaces = async (
  places: Readonly<Record<string, Put>>,
  texts: readonly string[],
  {compose = mimeMessage, told = () => {}, isEnough = () => false}: Options = {},
): Promise<readonly Tally[]> => {
  const plain = await plainMails();
  if ('refused' in plain) throw new Error(`expected mails of what is harmless, got ${plain.refused}`);
  const tallies: Tally[] = [];
  for (const [place, put] of Object.entries(places)) {
    const tally: Tally = {place, tried: 0, refused: 0, mails: 0, wrongs: []};
    for (const text of texts) {
      if (isEnough(tally.wrongs.length)) break;
      const result = await put(text);
      tally.tried += 1;
      if ('refused' in result) {
        tally.refused += 1;
        if (!isClear(result.refused)) tally.wrongs.push({text, wrong: `refused by '${result.refused}'`});
        continue;
      }
      for (const written of result.mails) {
        tally.mails += 1;
        for (const wrong of await examine(
          compose,
          written,
          plain.mails.find(({kind}) => kind === written.kind),
        ))
          tally.wrongs.push({text, wrong});
      }
    }
    tallies.push(tally);
    told(tally);
  }
  return tallies;
};
