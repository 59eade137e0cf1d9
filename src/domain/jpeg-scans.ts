const endOfImage = 0xd9;
const startOfScan = 0xda;

/** Markers without a segment: TEM, RST0–7 and SOI. Inside a scan's data, FF 00 is a data byte and not a marker. */
const standsAlone = (marker: number): boolean => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/**
 * How many scans a JPEG has, found as libjpeg finds them: any byte that is no marker is skipped, a marker's segment is skipped by
 * its length (so that a thumbnail inside EXIF does not count), and what follows the end of the image is not read.
 * @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf B.1
 */
export const countScans = (file: Uint8Array): number => {
  let scans = 0;
  for (let at = file.indexOf(0xff); at >= 0; at = file.indexOf(0xff, at)) {
    const marker = file[at + 1];
    if (marker === undefined || marker === endOfImage) break;
    if (marker === 0xff) {
      at += 1;
    } else if (standsAlone(marker)) {
      at += 2;
    } else {
      if (marker === startOfScan) scans += 1;
      at += 2 + (((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0));
    }
  }
  return scans;
};
