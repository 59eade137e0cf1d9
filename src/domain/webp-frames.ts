const firstChunkAt = 12;

/**
 * How many frames an animated WebP has: one chunk each. Counted before a decoder opens the file, since libwebp looks each frame up
 * from the first on; none in a still picture.
 * @see https://developers.google.com/speed/webp/docs/riff_container
 */
export const countFrames = (file: Uint8Array): number => {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.toString('latin1', 0, 4) !== 'RIFF') return 0;
  let frames = 0;
  for (let at = firstChunkAt; at + 8 <= bytes.length; ) {
    if (bytes.toString('latin1', at, at + 4) === 'ANMF') frames += 1;
    const length = bytes.readUInt32LE(at + 4);
    at += 8 + length + (length & 1);
  }
  return frames;
};
