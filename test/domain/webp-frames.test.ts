import test from 'ava';
import {countFrames} from '../../src/domain/webp-frames.ts';

const chunk = (name: string, data: string): string => `${name}${String.fromCharCode(data.length)}\0\0\0${data}`;
const frames = (...chunks: string[]): number =>
  countFrames(Buffer.from(`RIFF\0\0\0\0WEBP${chunks.join('')}`, 'latin1'));

test('each frame of a WebP counts, and nothing else', (t) => {
  t.is(frames(chunk('VP8L', 'pixels')), 0);
  t.is(frames(chunk('VP8X', 'header'), chunk('ANIM', 'header'), chunk('ANMF', 'pixels'), chunk('ANMF', 'pixels')), 2);
});

test('a chunk of an odd length is followed by a byte of nothing', (t) => {
  t.is(frames(chunk('ICCP', 'odd'), '\0', chunk('ANMF', 'odd'), '\0', chunk('ANMF', '')), 2);
});

test('what looks like a frame inside a chunk does not count', (t) => {
  t.is(frames(chunk('XMP ', chunk('ANMF', ''))), 0);
});

test('a file that is no WebP, or ends anywhere, is counted to its end', (t) => {
  t.is(countFrames(Buffer.from('ANMF')), 0);
  t.is(countFrames(Buffer.alloc(0)), 0);
  t.is(frames(chunk('ANMF', ''), 'ANMF'), 1);
  t.is(frames('ANMF\xff\xff\xff\xff'), 1);
});
