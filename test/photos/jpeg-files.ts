// JPEG files written byte by byte, whose every block is empty, so that they are small whatever size they promise.
// https://www.w3.org/Graphics/JPEG/itu-t81.pdf

export type JpegShape = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly components: 1 | 3 | 4;
  /** All components but the first have half the width and height. */
  readonly subsampled?: true;
};

export const startOfImage = Buffer.from('ffd8', 'hex');
export const endOfImage = Buffer.from('ffd9', 'hex');

export const segment = (marker: number, content: Uint8Array | readonly number[]): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, Buffer.from(content)]);
};

/** The same file with more segments at its front. */
export const withSegments = (jpeg: Uint8Array, ...segments: readonly Uint8Array[]): Buffer =>
  Buffer.concat([startOfImage, ...segments, jpeg.subarray(2)]);

export const comment = (text: string): Buffer => segment(0xfe, Buffer.from(text, 'latin1'));

/** The size in the first SOF0 or SOF2 is changed, and nothing else. */
export const promising = (jpeg: Uint8Array, widthPx: number, heightPx: number): Buffer => {
  const file = Buffer.from(jpeg);
  const frame = Math.max(file.indexOf(Buffer.from('ffc00011', 'hex')), file.indexOf(Buffer.from('ffc20011', 'hex')));
  file.writeUInt16BE(heightPx, frame + 5);
  file.writeUInt16BE(widthPx, frame + 7);
  return file;
};

export const frame = (marker: number, {widthPx, heightPx, components, subsampled}: JpegShape, precision = 8): Buffer =>
  segment(marker, [
    precision,
    heightPx >> 8,
    heightPx & 0xff,
    widthPx >> 8,
    widthPx & 0xff,
    components,
    ...Array.from({length: components}, (_, id) => [id + 1, subsampled && id === 0 ? 0x22 : 0x11, 0]).flat(),
  ]);

const quantisation = segment(0xdb, [0, ...Array(64).fill(1)]);

/** A table of one code of one bit, which means `symbol`. */
const oneCode = (kind: 0 | 1, symbol: number): Buffer => segment(0xc4, [kind << 4, 1, ...Array(15).fill(0), symbol]);

type Band = {
  readonly component?: number;
  readonly from: number;
  readonly to: number;
  readonly high: number;
  readonly low: number;
};

const scanHeader = ({components}: JpegShape, {component, from, to, high, low}: Band): Buffer => {
  const ids = component === undefined ? Array.from({length: components}, (_, id) => id + 1) : [component + 1];
  return segment(0xda, [ids.length, ...ids.flatMap((id) => [id, 0]), from, to, (high << 4) | low]);
};

/** Of one component by itself. */
const blocksOf = ({widthPx, heightPx, subsampled}: JpegShape, component = 0): number => {
  const sidePx = subsampled && component > 0 ? 16 : 8;
  return Math.ceil(widthPx / sidePx) * Math.ceil(heightPx / sidePx);
};

/** Of all components together, in units that hold some of each. */
const interleavedBlocks = (shape: JpegShape): number =>
  shape.subsampled ? blocksOf(shape, 1) * (3 + shape.components) : blocksOf(shape) * shape.components;

/** Bits of a repeated pattern, with the zero byte that must follow each FF; filled up with ones. */
const repeatedBits = (pattern: string, times: number): Buffer => {
  const bits = pattern.repeat(8);
  const once = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const wholeBytes = Buffer.alloc(Math.floor((pattern.length * times) / 8), once);
  const rest = pattern.repeat(8).slice(0, (pattern.length * times) % 8);
  const last = rest ? [Number.parseInt(rest.padEnd(8, '1'), 2)] : [];
  return Buffer.from([...wholeBytes, ...last].flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])));
};

/** One symbol that ends 16,384 to 32,767 blocks at once: all that an empty scan needs. */
const endOfBlocks = 0xe0;
const emptyBand = (blocks: number): Buffer => repeatedBits(`0${'1'.repeat(14)}`, Math.ceil(blocks / 32_767));

const refinements = 13;

/** Spectral bands as many as are asked for, each sent coarsely and then refined bit by bit, which is what makes a decoder walk all blocks. */
const bandsOf = ({components}: JpegShape, widest: boolean): readonly Band[] => {
  const ranges = widest ? [[1, 63] as const] : Array.from({length: 63}, (_, at) => [at + 1, at + 1] as const);
  return ranges.flatMap(([from, to]) =>
    Array.from({length: components}, (_, component) => component).flatMap((component) =>
      Array.from({length: refinements + 1}, (_, step) => ({
        component,
        from,
        to,
        high: step === 0 ? 0 : refinements + 1 - step,
        low: refinements - step,
      })),
    ),
  );
};

/** A valid progressive JPEG of so many scans; `widest` makes each of them walk all coefficients. */
export const progressiveJpeg = (shape: JpegShape, scans: number, {widest = true} = {}): Buffer => {
  const parts = [startOfImage, quantisation, frame(0xc2, shape), oneCode(0, 0), oneCode(1, endOfBlocks)];
  parts.push(scanHeader(shape, {from: 0, to: 0, high: 0, low: 0}));
  parts.push(Buffer.alloc(Math.ceil(interleavedBlocks(shape) / 8)));
  for (const band of bandsOf(shape, widest).slice(0, scans - 1))
    parts.push(scanHeader(shape, band), emptyBand(blocksOf(shape, band.component)));
  return Buffer.concat([...parts, endOfImage]);
};

/** A baseline JPEG whose blocks are all empty; `restart` puts a restart marker behind every one of them. */
export const baselineJpeg = (
  shape: JpegShape,
  {restart = false, before = [] as readonly Uint8Array[]} = {},
): Buffer => {
  const blocks = blocksOf(shape);
  const head = [startOfImage, ...before, quantisation, frame(0xc0, shape), oneCode(0, 0), oneCode(1, 0)];
  const scan = scanHeader(shape, {from: 0, to: 63, high: 0, low: 0});
  const bits = shape.components * 2;
  if (!restart) return Buffer.concat([...head, scan, Buffer.alloc(Math.ceil((blocks * bits) / 8)), endOfImage]);
  const data = Buffer.alloc(
    blocks * 3 - 2,
    Buffer.from(Array.from({length: 8}, (_, at) => [0, 0xff, 0xd0 + at]).flat()),
  );
  return Buffer.concat([...head, segment(0xdd, [0, 1]), scan, data, endOfImage]);
};

/** A baseline JPEG that sends its components one after another, so that the decoder has to gather them. */
export const separateScansJpeg = (shape: JpegShape): Buffer => {
  const data = Buffer.alloc(Math.ceil((blocksOf(shape) * 2) / 8));
  const scans = Array.from({length: shape.components}, (_, component) => [
    scanHeader(shape, {component, from: 0, to: 63, high: 0, low: 0}),
    data,
  ]);
  const head = [startOfImage, quantisation, frame(0xc0, shape), oneCode(0, 0), oneCode(1, 0)];
  return Buffer.concat([...head, ...scans.flat(), endOfImage]);
};

/** Kinds of JPEG that no browser shows: the frame's marker and precision, and data that its decoder would take for zeros. */
export const uncommonJpeg = (marker: number, shape: JpegShape, precision = 8): Buffer =>
  Buffer.concat([
    startOfImage,
    quantisation,
    frame(marker, shape, precision),
    oneCode(0, 0),
    oneCode(1, 0),
    scanHeader(shape, {from: 0, to: marker === 0xca ? 0 : 63, high: 0, low: 0}),
    Buffer.alloc(1000),
    endOfImage,
  ]);
