const endOfImage = 0xd9;
const startOfScan = 0xda;

/** Markers without a segment: TEM, RST0–7 and SOI. Inside a scan's data, FF 00 is a data byte and not a marker. */
const standsAlone = (marker: number): boolean => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/** SOF0 to SOF15, without the three numbers between them that mean something else (DHT, JPG, DAC). */
const startsFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** SOF0, 1 and 2: baseline, extended and progressive, with Huffman codes. */
const commonFrames: readonly number[] = [0xc0, 0xc1, 0xc2];

/**
 * Markers with a segment and where each begins, found as libjpeg finds them: any byte that is no marker is skipped, a marker's
 * segment is skipped by its length (so that a thumbnail inside EXIF does not count), and what follows the end of the image is not read.
 * @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf B.1
 */
function* segmentsOf(file: Uint8Array): Generator<{readonly marker: number; readonly at: number}> {
  for (let at = file.indexOf(0xff); at >= 0; at = file.indexOf(0xff, at)) {
    const marker = file[at + 1];
    if (marker === undefined || marker === endOfImage) return;
    if (marker === 0xff) {
      at += 1;
    } else if (standsAlone(marker)) {
      at += 2;
    } else {
      yield {marker, at};
      at += 2 + (((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0));
    }
  }
}

const frameAt = (file: Uint8Array): number | undefined => {
  for (const {marker, at} of segmentsOf(file)) if (startsFrame(marker)) return at;
  return undefined;
};

export const countScans = (file: Uint8Array): number => {
  let scans = 0;
  for (const {marker} of segmentsOf(file)) if (marker === startOfScan) scans += 1;
  return scans;
};

/**
 * Whether the file is another kind of JPEG than browsers show: arithmetic-coded (whose decoder takes what is missing for data),
 * lossless, hierarchical, or of other than 8 bits a sample.
 */
export const isUncommonJpeg = (file: Uint8Array): boolean => {
  const at = frameAt(file);
  return at !== undefined && (!commonFrames.includes(file[at + 1] ?? 0) || file[at + 4] !== 8);
};

/** Of each pixel, how many samples are stored: three for three colours, 1.5 if two of them are at half the width and height. */
export const samplesAPixel = (file: Uint8Array): number => {
  const at = frameAt(file) ?? 0;
  const components = Array.from({length: file[at + 9] ?? 0}, (_, place) => file[at + 11 + place * 3] ?? 0);
  const across = components.map((factors) => factors >> 4);
  const down = components.map((factors) => factors & 0xf);
  const samples = components.reduce((sum, factors) => sum + (factors >> 4) * (factors & 0xf), 0);
  return samples / Math.max(1, Math.max(...across) * Math.max(...down));
};
