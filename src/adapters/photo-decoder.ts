import type {OriginalFormat, PhotoDecoder} from '../domain/originals.ts';
import {sharp} from './sharp.ts';

const formats: readonly string[] = ['jpeg', 'png', 'webp'] satisfies OriginalFormat[];

const isAccepted = (format: string): format is OriginalFormat => formats.includes(format);

const readMetadata = async (file: Uint8Array) => {
  try {
    // Reading a header allocates no pixels, and the size is wanted for the sentence that refuses it.
    return await sharp(file, {failOn: 'warning', limitInputPixels: false}).metadata();
  } catch {
    return undefined;
  }
};

export const photoDecoder = {
  readHeader: async (file) => {
    const metadata = await readMetadata(file);
    if (!metadata || !isAccepted(metadata.format)) return undefined;
    const {width, height} = metadata.autoOrient;
    return {widthPx: width, heightPx: height, format: metadata.format};
  },
} satisfies PhotoDecoder;
