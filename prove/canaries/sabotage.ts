// The product without what keeps the address out of the log, to show that the walk provokes what the search then finds.
import {until} from '../../local/until.ts';
import {engineDocuments} from './places.ts';
import type {SesStandIn} from './ses-stand-in.ts';
import {searchFor} from './spellings.ts';
import {signUp, type World, withVariables} from './world.ts';

/** A module that the function loads first: from then on nothing is taken out of a sentence of SES. */
const unmasked = `data:text/javascript,${encodeURIComponent(
  `const replaceAll = String.prototype.replaceAll;
   String.prototype.replaceAll = function (pattern, to) {
     return to === '<address>' ? String(this) : replaceAll.call(this, pattern, to);
   };`,
)}`;

const logsWith = async ({blog}: World, word: string): Promise<number> => {
  const search = searchFor([{what: 'sabotage', word}]);
  let count = 0;
  for await (const {kind, content} of engineDocuments(blog))
    if (kind === 'log' && search(content).length > 0) count += 1;
  return count;
};

/** Answers in how many lines of logs the address was found, which should be some. */
export const sabotage = async (world: World, ses: SesStandIn): Promise<number> => {
  const word = world.canaries.word('sabotage sandbox');
  const variables = {AWS_ENDPOINT_URL_SES: ses.endpoint, NODE_OPTIONS: `--import=${unmasked}`};
  let found = 0;
  await withVariables(world, ['SendMailFunction'], variables, async () => {
    await signUp(world, `${word}@mail.example`);
    found = await until(
      'the log of the sabotaged function',
      async () => (await logsWith(world, word)) || undefined,
    ).catch(() => 0);
  });
  return found;
};
