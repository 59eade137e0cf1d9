// WebP containers written byte by byte around frames that an encoder made.
// https://developers.google.com/speed/webp/docs/riff_container

export const riffChunk = (name: string, data: Uint8Array): Buffer => {
  const whole = Buffer.alloc(8 + data.byteLength + (data.byteLength & 1));
  whole.write(name, 0, 'latin1');
  whole.writeUInt32LE(data.byteLength, 4);
  whole.set(data, 8);
  return whole;
};

const riff = (chunks: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.byteLength, 4);
  return Buffer.concat([head, body]);
};

const flags = {ICCP: 0x20, alpha: 0x10, EXIF: 0x08, 'XMP ': 0x04, animation: 0x02} as const;

const canvas = (flag: number, widthPx: number, heightPx: number): Buffer => {
  const data = Buffer.alloc(10);
  data[0] = flag;
  data.writeUIntLE(widthPx - 1, 4, 3);
  data.writeUIntLE(heightPx - 1, 7, 3);
  return riffChunk('VP8X', data);
};

/** The chunk with the pixels of a file that has nothing else. */
export const frameOf = (webp: Uint8Array): Buffer => Buffer.from(webp.subarray(12));

type Size = {readonly widthPx: number; readonly heightPx: number};

/** A still picture, made by an encoder, with blocks of metadata around it. */
export const extendedWebp = (
  webp: Uint8Array,
  {widthPx, heightPx}: Size,
  blocks: Partial<Record<'ICCP' | 'EXIF' | 'XMP ', Uint8Array>>,
): Buffer => {
  const names = Object.keys(blocks) as (keyof typeof blocks)[];
  const chunks = names.map((name) => ({name, data: riffChunk(name, blocks[name] ?? Buffer.alloc(0))}));
  return riff([
    canvas(
      names.reduce((sum, name) => sum | flags[name], 0),
      widthPx,
      heightPx,
    ),
    ...chunks.filter(({name}) => name === 'ICCP').map(({data}) => data),
    frameOf(webp),
    ...chunks.filter(({name}) => name !== 'ICCP').map(({data}) => data),
  ]);
};

/** One frame again and again, in the corner of a canvas of any size. */
export const animatedWebp = (webp: Uint8Array, size: Size, {widthPx, heightPx}: Size, frames: number): Buffer => {
  const head = Buffer.alloc(16);
  head.writeUIntLE(size.widthPx - 1, 6, 3);
  head.writeUIntLE(size.heightPx - 1, 9, 3);
  head.writeUIntLE(20, 12, 3);
  const frame = riffChunk('ANMF', Buffer.concat([head, frameOf(webp)]));
  return riff([
    canvas(flags.animation, widthPx, heightPx),
    riffChunk('ANIM', Buffer.alloc(6)),
    ...Array<Buffer>(frames).fill(frame),
  ]);
};

/** A lossless file whose header promises another size; nothing else is changed. */
export const promisingWebp = (lossless: Uint8Array, widthPx: number, heightPx: number): Buffer => {
  const file = Buffer.from(lossless);
  const at = file.indexOf('VP8L') + 9;
  file.writeUInt32LE((((heightPx - 1) << 14) | (widthPx - 1)) >>> 0, at);
  return file;
};
