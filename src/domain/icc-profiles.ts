type Vector = readonly number[];
type Tags = ReadonlyMap<string, Buffer>;

/** The primaries of sRGB as a profile has them: XYZ, adapted to D50. */
const primaries: Readonly<Record<string, Vector>> = {
  rXYZ: [0.4361, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7141],
};
const curves = ['rTRC', 'gTRC', 'bTRC'] as const;

/** What profile makers round differently; Display P3 is 0.08 away. */
const primaryTolerance = 0.003;

/** One step of 8 bits and a half. */
const curveTolerance = 0.006;
const curveSamples = [0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9] as const;

const tagsOf = (profile: Buffer): Tags => {
  const found = new Map<string, Buffer>();
  const count = profile.byteLength >= 132 ? profile.readUInt32BE(128) : 0;
  for (let entry = 132; entry < 132 + count * 12 && entry + 12 <= profile.byteLength; entry += 12) {
    const start = profile.readUInt32BE(entry + 4);
    const end = start + profile.readUInt32BE(entry + 8);
    if (end <= profile.byteLength)
      found.set(profile.toString('latin1', entry, entry + 4), profile.subarray(start, end));
  }
  return found;
};

const fixed = (tag: Buffer, at: number): number => tag.readInt32BE(at) / 65_536;

const isPrimary = (tag: Buffer | undefined, expected: Vector): boolean =>
  tag !== undefined &&
  tag.byteLength >= 20 &&
  expected.every((value, axis) => Math.abs(fixed(tag, 8 + axis * 4) - value) <= primaryTolerance);

const encoded = (linear: number): number =>
  linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;

type Curve = (encoded: number) => number;

/** A table of none (the line), of one (an exponent) or of many entries (read between them). */
const tableCurve = (tag: Buffer): Curve | undefined => {
  const count = tag.readUInt32BE(8);
  if (tag.byteLength < 12 + count * 2) return undefined;
  if (count === 0) return (x) => x;
  if (count === 1) return (x) => x ** (tag.readUInt16BE(12) / 256);
  const entry = (at: number): number => tag.readUInt16BE(12 + Math.min(at, count - 1) * 2) / 65_535;
  return (x) => {
    const place = x * (count - 1);
    const at = Math.floor(place);
    return entry(at) + (entry(at + 1) - entry(at)) * (place - at);
  };
};

/** y = (ax + b)^g, or cx below d. */
const formulaCurve = (tag: Buffer): Curve | undefined => {
  if (tag.readUInt16BE(8) !== 3 || tag.byteLength < 32) return undefined;
  const [g = 1, a = 1, b = 0, c = 0, d = 0] = [12, 16, 20, 24, 28].map((at) => fixed(tag, at));
  return (x) => (x >= d ? (a * x + b) ** g : c * x);
};

const curveOf = (tag: Buffer | undefined): Curve | undefined => {
  if (!tag || tag.byteLength < 12) return undefined;
  const type = tag.toString('latin1', 0, 4);
  if (type === 'curv') return tableCurve(tag);
  return type === 'para' ? formulaCurve(tag) : undefined;
};

const isSrgbCurve = (tag: Buffer | undefined): boolean => {
  const curve = curveOf(tag);
  return curve !== undefined && curveSamples.every((x) => Math.abs(encoded(curve(x)) - x) <= curveTolerance);
};

/**
 * Whether an embedded profile means sRGB, so that pixels need no conversion: by its primaries and curves, since a name is easily
 * wrong. A profile that says it by tables alone is converted like any other.
 * @see https://www.color.org/specification/ICC.1-2022-05.pdf 7.3, 8.3.3, 10.6, 10.18
 */
export const isSrgb = (profile: Buffer): boolean => {
  const tags = tagsOf(profile);
  return (
    !tags.has('A2B0') &&
    Object.entries(primaries).every(([name, expected]) => isPrimary(tags.get(name), expected)) &&
    curves.every((name) => isSrgbCurve(tags.get(name)))
  );
};
