// What is inside a made file, byte by byte: everything that is not needed to show the picture is named.

/** SOF0, SOF2, DHT, SOS, DQT, DRI. */
const jpegMarkers: readonly number[] = [0xc0, 0xc2, 0xc4, 0xda, 0xdb, 0xdd];

/** A JFIF header of 16 bytes says the pixels' aspect and holds no thumbnail. */
const isPlainJfif = (file: Buffer, at: number): boolean =>
  file[at + 1] === 0xe0 && file.readUInt16BE(at + 2) === 16 && file.toString('latin1', at + 4, at + 9) === 'JFIF\0';

const endOfScan = (file: Buffer, from: number): number => {
  let at = from;
  while (at < file.length && !(file[at] === 0xff && file[at + 1] !== 0 && ((file[at + 1] ?? 0) & 0xf8) !== 0xd0))
    at += 1;
  return at;
};

const jpegStrangers = (file: Buffer): string[] => {
  const strangers = file.readUInt16BE(0) === 0xffd8 ? [] : ['no start of image'];
  let at = 2;
  while (at + 4 <= file.length && file.readUInt16BE(at) !== 0xffd9) {
    const marker = file[at + 1] ?? 0;
    if (file[at] !== 0xff || !(jpegMarkers.includes(marker) || isPlainJfif(file, at)))
      strangers.push(`segment ${marker.toString(16)} at ${at}`);
    const next = at + 2 + file.readUInt16BE(at + 2);
    at = marker === 0xda ? endOfScan(file, next) : next;
  }
  if (at + 2 !== file.length) strangers.push(`${file.length - at - 2} bytes behind the end`);
  return strangers;
};

type Chunk = {readonly name: string; readonly from: number; readonly to: number};

function* boxesOf(file: Buffer, from: number, to: number): Generator<Chunk> {
  for (let at = from; at < to; ) {
    const bytes = at + 8 <= to ? file.readUInt32BE(at) : 0;
    const end = at + bytes;
    yield {
      name: bytes < 8 || end > to ? 'broken' : file.toString('latin1', at + 4, at + 8),
      from: at + 8,
      to: Math.min(end, to),
    };
    if (bytes < 8) return;
    at = end;
  }
}

/** Boxes that hold boxes, and how many bytes stand before the first. */
const holders: Readonly<Record<string, number>> = {meta: 4, iprp: 0, ipco: 0, iinf: 6, iref: 4};
const avifBoxes = 'ftyp meta hdlr pitm iloc iinf infe iprp ipco ipma ispe pixi av1C colr auxC iref auxl mdat'.split(
  ' ',
);

const boxStrangers = (file: Buffer, from: number, to: number): string[] =>
  [...boxesOf(file, from, to)].flatMap(({name, from: start, to: end}) => {
    if (!avifBoxes.includes(name)) return [`box ${name} at ${start}`];
    if (name === 'colr' && file.toString('latin1', start, start + 4) !== 'nclx') return ['box colr with a profile'];
    if (name === 'infe' && file.toString('latin1', start + 8, start + 12) !== 'av01')
      return ['an item that is no picture'];
    const inside = holders[name];
    return inside === undefined ? [] : boxStrangers(file, start + inside, end);
  });

const webpChunks = ['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF'];

const webpStrangers = (file: Buffer): string[] => {
  const strangers = file.readUInt32LE(4) + 8 === file.length ? [] : ['bytes behind the end'];
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString('latin1', at, at + 4);
    if (!webpChunks.includes(name)) strangers.push(`chunk ${name} at ${at}`);
    const bytes = file.readUInt32LE(at + 4);
    at += 8 + bytes + (bytes & 1);
  }
  return strangers;
};

/** Names all that a thumbnail should not hold: metadata, profiles, comments, trailing bytes. */
export const strangersIn = (format: 'avif' | 'jpeg' | 'webp', bytes: Uint8Array): readonly string[] => {
  const file = Buffer.from(bytes);
  if (format === 'jpeg') return jpegStrangers(file);
  return format === 'avif' ? boxStrangers(file, 0, file.length) : webpStrangers(file);
};
