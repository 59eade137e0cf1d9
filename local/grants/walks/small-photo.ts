import sharp from 'sharp';

const size = {width: 640, height: 480, channels: 3} as const;

/** A PNG that is black to the left and colourful to the right: where it is cropped is to be seen. */
export const smallPhoto = async (): Promise<Uint8Array<ArrayBuffer>> => {
  const valueAt = (i: number): number => (i % (3 * size.width) < 1.5 * size.width ? 0 : (i * 7) % 251);
  const pixels = Uint8Array.from({length: 3 * size.width * size.height}, (_, i) => valueAt(i));
  return new Uint8Array(await sharp(pixels, {raw: size}).png().toBuffer());
};
