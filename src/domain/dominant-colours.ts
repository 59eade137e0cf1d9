/** Sixteen levels a channel: what a person takes for one colour falls into one of them, or two. */
const bitsOff = 4;
const middle = 1 << (bitsOff - 1);

/**
 * The colour that most pixels have, as `#rrggbb`; `rgb` holds three bytes a pixel. Counted here, since sharp's own statistics work out entropy
 * and sharpness too, which takes as long as all else that is seen in a picture.
 */
export const dominantColour = (rgb: Uint8Array): string => {
  const counts = new Uint32Array(4096);
  for (let at = 0; at + 2 < rgb.length; at += 3) {
    const [r = 0, g = 0, b = 0] = [rgb[at], rgb[at + 1], rgb[at + 2]];
    const bin = ((r >> bitsOff) << 8) | ((g >> bitsOff) << 4) | (b >> bitsOff);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const bin = counts.indexOf(counts.reduce((most, count) => Math.max(most, count)));
  const channels = [bin >> 8, (bin >> 4) & 0xf, bin & 0xf].map((level) => (level << bitsOff) | middle);
  return `#${Buffer.from(channels).toString('hex')}`;
};
