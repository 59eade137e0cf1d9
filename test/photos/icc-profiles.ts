// Small ICC profiles, made from primaries and a curve. https://www.color.org/specification/ICC.1-2022-05.pdf

type Vector = readonly [number, number, number];

/** Columns are the XYZ of red, green and blue, adapted to D50. */
export type ColourSpace = {readonly primaries: readonly [Vector, Vector, Vector]; readonly gamma: number | 'srgb'};

export const spaces = {
  sRGB: {
    primaries: [
      [0.4361, 0.2225, 0.0139],
      [0.3851, 0.7169, 0.0971],
      [0.1431, 0.0606, 0.7141],
    ],
    gamma: 'srgb',
  },
  'Display P3': {
    primaries: [
      [0.5151, 0.2412, -0.0011],
      [0.292, 0.6922, 0.0419],
      [0.1571, 0.0666, 0.7841],
    ],
    gamma: 'srgb',
  },
  'Adobe RGB': {
    primaries: [
      [0.6097, 0.3111, 0.0195],
      [0.2053, 0.6257, 0.0609],
      [0.1492, 0.0632, 0.7446],
    ],
    gamma: 563 / 256,
  },
  ProPhoto: {
    primaries: [
      [0.7977, 0.288, 0],
      [0.1352, 0.7119, 0],
      [0.0313, 0.0001, 0.8249],
    ],
    gamma: 1.8,
  },
} as const satisfies Record<string, ColourSpace>;

const srgbToLinear = (x: number): number => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
const srgbFromLinear = (x: number): number => (x <= 0.0031308 ? x * 12.92 : 1.055 * x ** (1 / 2.4) - 0.055);

const multiplied = ([r, g, b]: ColourSpace['primaries'], [x, y, z]: Vector): Vector =>
  [0, 1, 2].map((row) => (r[row] ?? 0) * x + (g[row] ?? 0) * y + (b[row] ?? 0) * z) as unknown as Vector;

const inverted = ([[a, d, g], [b, e, h], [c, f, i]]: ColourSpace['primaries']): ColourSpace['primaries'] => {
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  return [
    [(e * i - f * h) / det, (f * g - d * i) / det, (d * h - e * g) / det],
    [(c * h - b * i) / det, (a * i - c * g) / det, (b * g - a * h) / det],
    [(b * f - c * e) / det, (c * d - a * f) / det, (a * e - b * d) / det],
  ];
};

/** The samples (0…255) that mean in another space what these mean in sRGB; colours outside it are cut off. */
export const inSpace = ({primaries, gamma}: ColourSpace, colour: readonly number[]): number[] => {
  const linear = colour.map((value) => srgbToLinear(value / 255)) as unknown as Vector;
  const there = multiplied(inverted(primaries), multiplied(spaces.sRGB.primaries, linear));
  return there.map((value) => {
    const inside = Math.min(1, Math.max(0, value));
    return Math.round(255 * (gamma === 'srgb' ? srgbFromLinear(inside) : inside ** (1 / gamma)));
  });
};

const fixed = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [place, value] of values.entries()) bytes.writeInt32BE(Math.round(value * 65_536), place * 4);
  return bytes;
};

const tag = (type: string, ...parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from(`${type}\0\0\0\0`, 'latin1'), ...parts]);

const xyz = (values: Vector): Buffer => tag('XYZ ', fixed(...values));

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

export type CurveKind = 'table' | 'short table' | 'formula';

const tableOf = (entries: number): Buffer => {
  const table = Buffer.alloc(entries * 2);
  for (let at = 0; at < entries; at += 1)
    table.writeUInt16BE(Math.round(srgbToLinear(at / (entries - 1)) * 65_535), at * 2);
  return tag('curv', uint32(entries), table);
};

const curveOf = (gamma: ColourSpace['gamma'], kind: CurveKind): Buffer => {
  if (gamma !== 'srgb') return tag('curv', uint32(1), Buffer.from([Math.floor(gamma), Math.round((gamma % 1) * 256)]));
  if (kind === 'formula')
    return tag('para', Buffer.from([0, 3, 0, 0]), fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045));
  return tableOf(kind === 'table' ? 1024 : 64);
};

const described = (version: 2 | 4, text: string): Buffer => {
  if (version === 2) return tag('desc', uint32(text.length + 1), Buffer.from(`${text}\0`, 'latin1'), Buffer.alloc(78));
  const words = Buffer.from(text, 'utf16le').swap16();
  return tag('mluc', uint32(1), uint32(12), Buffer.from('enUS'), uint32(words.byteLength), uint32(28), words);
};

const profileOf = (version: 2 | 4, space: 'RGB ' | 'GRAY', tags: Readonly<Record<string, Buffer>>): Buffer => {
  const names = Object.keys(tags);
  const padded = names.map((name) => {
    const data = tags[name] ?? Buffer.alloc(0);
    return {name, data, gap: Buffer.alloc(-data.byteLength & 3)};
  });
  const head = Buffer.alloc(132 + names.length * 12);
  let end = head.byteLength;
  padded.forEach(({name, data, gap}, place) => {
    head.write(name, 132 + place * 12, 'latin1');
    head.writeUInt32BE(end, 136 + place * 12);
    head.writeUInt32BE(data.byteLength, 140 + place * 12);
    end += data.byteLength + gap.byteLength;
  });
  head.writeUInt32BE(end, 0);
  head.writeUInt8(version, 8);
  head.writeUInt8(version === 2 ? 0x10 : 0x40, 9);
  head.write(`mntr${space}XYZ `, 12, 'latin1');
  head.set([0x07, 0xe8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0], 24);
  head.write('acsp', 36, 'latin1');
  head.set(fixed(0.9642, 1, 0.8249), 68);
  head.writeUInt32BE(names.length, 128);
  return Buffer.concat([head, ...padded.flatMap(({data, gap}) => [data, gap])]);
};

export const matrixProfile = (
  {primaries: [red, green, blue], gamma}: ColourSpace,
  {name, version = 2, curve = 'table'}: {readonly name: string; readonly version?: 2 | 4; readonly curve?: CurveKind},
): Buffer => {
  const trc = curveOf(gamma, curve);
  return profileOf(version, 'RGB ', {
    desc: described(version, name),
    cprt: version === 2 ? tag('text', Buffer.from('CC0\0')) : described(4, 'CC0'),
    wtpt: xyz([0.9642, 1, 0.8249]),
    rXYZ: xyz(red),
    gXYZ: xyz(green),
    bXYZ: xyz(blue),
    rTRC: trc,
    gTRC: trc,
    bTRC: trc,
  });
};

export const greyProfile = (gamma: number): Buffer =>
  profileOf(2, 'GRAY', {
    desc: described(2, 'grey'),
    cprt: tag('text', Buffer.from('CC0\0')),
    wtpt: xyz([0.9642, 1, 0.8249]),
    kTRC: curveOf(gamma, 'table'),
  });
