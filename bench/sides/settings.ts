// The product's encoders, said again for the other sides. A test holds them equal, byte by byte.

import type {Sharp} from 'sharp';
import type {Step} from '../../src/domain/ladder.ts';

export const encodeAs = (picture: Sharp, format: Step['format']): Promise<Uint8Array> => {
  switch (format) {
    case 'jpeg':
      return picture.flatten({background: 'white'}).jpeg({quality: 75, quantisationTable: 3}).toBuffer();
    case 'avif':
      return picture.avif({quality: 60, effort: 0, chromaSubsampling: '4:4:4'}).toBuffer();
    case 'webp':
      throw new Error('expected a still picture, got a step for a moving one');
  }
};
