import type {HostileFile} from './hostile-case.ts';
import {hostileFiles} from './hostile-files.ts';
import {thumbnailsOf} from './thumbnails-of.ts';

/** One for each reason; other formats are all there. */
const examples: readonly string[] = [
  'a JPEG of 33 scans',
  'a JPEG that promises 65,000 × 65,000',
  'a JPEG of 32 scans at 50 megapixels',
  'a PNG of 32,768 × 1',
  'an animated WebP of 1,001 frames',
  'an arithmetic-coded JPEG',
  'a page that begins like a JPEG',
];

const shown: readonly HostileFile[] = hostileFiles.filter(
  ({name}) => examples.includes(name) || name.startsWith('as a photo: '),
);

/** What is refused, and the sentence that its author reads. */
export const refusedRows = async (): Promise<readonly (readonly [input: string, reason: string])[]> => {
  const rows: [string, string][] = [];
  for (const {name, make} of shown) {
    const {result} = await thumbnailsOf(await make());
    rows.push([name.replace('as a photo: ', ''), 'refused' in result ? result.reason : 'accepted']);
  }
  return rows;
};
