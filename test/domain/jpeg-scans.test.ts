import test from 'ava';
import {countScans, isUncommonJpeg, samplesAPixel} from '../../src/domain/jpeg-scans.ts';

const startOfImage = [0xff, 0xd8];
const endOfImage = [0xff, 0xd9];
const segment = (marker: number, ...content: number[]): number[] => [
  0xff,
  marker,
  (content.length + 2) >> 8,
  (content.length + 2) & 0xff,
  ...content,
];
const scan = (...data: number[]): number[] => [...segment(0xda, 1, 1, 0, 0, 63, 0), ...data];
const scans = (...parts: number[][]): number => countScans(Uint8Array.from(parts.flat()));

test('each start of a scan counts', (t) => {
  t.is(scans(startOfImage, scan(1, 2, 3), endOfImage), 1);
  t.is(scans(startOfImage, scan(1), segment(0xc4, 9, 9), scan(2), scan(3), endOfImage), 3);
});

test('bytes of a scan that look like a marker do not count', (t) => {
  t.is(scans(startOfImage, scan(0xff, 0x00, 0xda, 0xff, 0xd0, 0xda, 0xff, 0xd7), scan(1), endOfImage), 2);
});

test('a picture inside a segment does not count', (t) => {
  t.is(
    scans(startOfImage, segment(0xe1, ...startOfImage, ...scan(1), ...scan(2), ...endOfImage), scan(1), endOfImage),
    1,
  );
});

test('what follows the end of the image does not count', (t) => {
  t.is(scans(startOfImage, scan(1), endOfImage, [0, 2], startOfImage, scan(1), endOfImage), 1);
});

test('padding and garbage before a marker hide no scan', (t) => {
  t.is(scans(startOfImage, scan(1), [7, 7, 0xff, 0xff, 0xff], scan(2).slice(1), endOfImage), 2);
});

test('a file that is cut off anywhere is counted to its end', (t) => {
  const whole = [...startOfImage, ...scan(1, 2), ...scan(3, 4)];
  const counts = whole.map((_, length) => scans(whole.slice(0, length)));

  t.deepEqual([...new Set(counts)], [0, 1, 2]);
});

const frame = (marker: number, precision: number, ...factors: number[]): Uint8Array =>
  Uint8Array.from([
    ...startOfImage,
    ...segment(marker, precision, 0, 9, 0, 9, factors.length, ...factors.flatMap((factor, id) => [id, factor, 0])),
  ]);

test('baseline, extended and progressive JPEGs of 8 bits are common, any other is not', (t) => {
  const markers = [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];

  t.deepEqual(
    markers.filter((marker) => !isUncommonJpeg(frame(marker, 8, 0x11))),
    [0xc0, 0xc1, 0xc2],
  );
  t.true(isUncommonJpeg(frame(0xc1, 12, 0x11)));
  t.false(isUncommonJpeg(Uint8Array.from([...startOfImage, ...segment(0xc4, 9, 9)])));
});

test('the samples of a pixel follow from how its components are subsampled', (t) => {
  t.is(samplesAPixel(frame(0xc2, 8, 0x11)), 1);
  t.is(samplesAPixel(frame(0xc2, 8, 0x22, 0x11, 0x11)), 1.5);
  t.is(samplesAPixel(frame(0xc2, 8, 0x21, 0x11, 0x11)), 2);
  t.is(samplesAPixel(frame(0xc2, 8, 0x22, 0x22, 0x22)), 3);
  t.is(samplesAPixel(frame(0xc2, 8, 0x11, 0x11, 0x11, 0x11)), 4);
});
