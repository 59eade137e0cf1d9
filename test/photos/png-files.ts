// PNG files written byte by byte: every depth and colour type, Adam7, and what no encoder would write.
// https://www.w3.org/TR/png-3/
import {constants, crc32, deflateRawSync, deflateSync} from 'node:zlib';

export type PngShape = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  readonly colour: 'grey' | 'rgb' | 'indexed' | 'grey+alpha' | 'rgb+alpha';
  readonly interlaced?: boolean;
};

/** The samples of the pixel at (x, y), each from 0 to 2^depth - 1. */
type Sampler = (x: number, y: number) => readonly number[];

const colourTypes = {grey: 0, rgb: 2, indexed: 3, 'grey+alpha': 4, 'rgb+alpha': 6} as const;
const channels = {grey: 1, rgb: 3, indexed: 1, 'grey+alpha': 2, 'rgb+alpha': 4} as const;

/** First column, first row, then the steps between columns and rows. */
type Pass = readonly [number, number, number, number];
const wholePicture: readonly Pass[] = [[0, 0, 1, 1]];
const adam7: readonly Pass[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

export const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

export const chunk = (name: string, data: Uint8Array = Buffer.alloc(0)): Buffer => {
  const whole = Buffer.alloc(12 + data.byteLength);
  whole.writeUInt32BE(data.byteLength, 0);
  whole.write(name, 4, 'latin1');
  whole.set(data, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.byteLength)), 8 + data.byteLength);
  return whole;
};

export const header = ({widthPx, heightPx, depth, colour, interlaced}: PngShape): Buffer => {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(widthPx, 0);
  data.writeUInt32BE(heightPx, 4);
  data.set([depth, colourTypes[colour], 0, 0, interlaced ? 1 : 0], 8);
  return chunk('IHDR', data);
};

const passesOf = (shape: PngShape) =>
  (shape.interlaced ? adam7 : wholePicture)
    .map((pass) => {
      const [left, top, acrossPx, downPx] = pass;
      const columns = Math.max(0, Math.ceil((shape.widthPx - left) / acrossPx));
      const rows = Math.max(0, Math.ceil((shape.heightPx - top) / downPx));
      return {pass, columns, rows, rowBytes: 1 + Math.ceil((columns * channels[shape.colour] * shape.depth) / 8)};
    })
    .filter(({columns}) => columns > 0);

const sampledRows = (shape: PngShape, sampler: Sampler): Buffer => {
  const lines: Buffer[] = [];
  for (const {pass, columns, rows, rowBytes} of passesOf(shape))
    for (let row = 0; row < rows; row += 1) {
      const [left, top, acrossPx, downPx] = pass;
      const line = Buffer.alloc(rowBytes);
      let bit = 8;
      for (let column = 0; column < columns; column += 1)
        for (const sample of sampler(left + column * acrossPx, top + row * downPx)) {
          if (shape.depth === 16) line.writeUInt16BE(sample, bit >> 3);
          else line[bit >> 3] = (line[bit >> 3] ?? 0) | (sample << (8 - shape.depth - (bit & 7)));
          bit += shape.depth;
        }
      lines.push(line);
    }
  return Buffer.concat(lines);
};

const blockBytes = 1 << 20;

/** `bytes` zeros as zlib would pack them, without ever having them: a thousandth of their size. */
export const packedZeros = (bytes: number): Buffer => {
  const block = deflateRawSync(Buffer.alloc(blockBytes), {level: 9, finishFlush: constants.Z_FULL_FLUSH});
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE((((bytes % 65_521) << 16) | 1) >>> 0);
  return Buffer.concat([
    Buffer.from('78da', 'hex'),
    ...Array(Math.floor(bytes / blockBytes)).fill(block),
    deflateRawSync(Buffer.alloc(bytes % blockBytes)),
    checksum,
  ]);
};

export const packedText = (text: string): Buffer => deflateSync(Buffer.from(text, 'latin1'));

type Extras = {
  /** Chunks between the header and the pixels. */
  readonly chunks?: readonly Uint8Array[];
  readonly after?: readonly Uint8Array[];
};

const wrap = (shape: PngShape, packed: Uint8Array, {chunks = [], after = []}: Extras): Buffer =>
  Buffer.concat([signature, header(shape), ...chunks, chunk('IDAT', packed), chunk('IEND'), ...after]);

export const pngOf = (shape: PngShape, sampler: Sampler, extras: Extras = {}): Buffer =>
  wrap(shape, deflateSync(sampledRows(shape, sampler)), extras);

/** All pixels zero, however many there are. */
export const zeroPng = (shape: PngShape, extras: Extras = {}): Buffer =>
  wrap(shape, packedZeros(passesOf(shape).reduce((bytes, {rows, rowBytes}) => bytes + rows * rowBytes, 0)), extras);

/** The same file with more chunks behind its header. */
export const withChunks = (png: Uint8Array, ...chunks: readonly Uint8Array[]): Buffer =>
  Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
