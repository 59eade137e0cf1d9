import test from 'ava';
import {countScans} from '../../src/domain/jpeg-scans.ts';

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
