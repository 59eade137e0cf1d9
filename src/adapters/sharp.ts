// The one door to sharp. Lambda finds it in a layer, which only `require` is certain to search.
import {createRequire as requireFrom} from 'node:module';
import type Sharp from 'sharp';

export const sharp: typeof Sharp = requireFrom(import.meta.url)('sharp');

const oldest = {sharp: '0.35.3', vips: '8.18.3'} as const;

const isOlder = (version: string, than: string): boolean =>
  version.localeCompare(than, 'en', {numeric: true, sensitivity: 'base'}) < 0;

for (const [name, version] of Object.entries(oldest)) {
  const found = sharp.versions[name as keyof typeof oldest];
  if (isOlder(found, version))
    throw new Error(`expected ${name} ${version} or newer, which decodes hostile files safely, got ${found}`);
}

sharp.cache(false);
sharp.concurrency(1);

// Bytes are hostile until encoded again: no decoder but these, whatever a file calls itself.
sharp.block({operation: ['VipsForeignLoad']});
sharp.unblock({operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer']});

/** For the whole process, which has one blog's options. */
export const acceptGif = (accepted: boolean): void => {
  const gif = {operation: ['VipsForeignLoadNsgifBuffer']};
  if (accepted) sharp.unblock(gif);
  else sharp.block(gif);
};
