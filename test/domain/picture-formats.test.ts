import test from 'ava';
import type {RefusalCode} from '../../src/domain/photo-refusals.ts';
import {refusalOfUnreadable} from '../../src/domain/picture-formats.ts';

const refusal = test.macro({
  exec: (t, head: string, code: RefusalCode, words: RegExp) => {
    const {refused, reason} = refusalOfUnreadable(Buffer.from(head, 'latin1'), {animated: false});

    t.is(refused, code);
    t.regex(reason, words);
  },
  title: (_, head: string, code: RefusalCode, words: RegExp) =>
    `a file that begins with ${JSON.stringify(head)} is ${code}: ${words.source}`,
});

test(refusal, '\0\0\0\x18ftypheic', 'format-not-accepted', /HEIC file: export it as JPEG/);
test(refusal, '\0\0\0\x18ftypmif1', 'format-not-accepted', /HEIC/);
test(refusal, '\0\0\0\x18ftypavif', 'format-not-accepted', /AVIF/);
test(refusal, 'GIF89a', 'format-not-accepted', /GIF/);
test(refusal, 'II*\0\x08', 'format-not-accepted', /TIFF or camera raw/);
test(refusal, 'MM\0*', 'format-not-accepted', /TIFF/);
test(refusal, '\xff\x0a\xfa', 'format-not-accepted', /JPEG XL/);
test(refusal, '%PDF-1.7', 'format-not-accepted', /PDF/);
test(refusal, 'BM6\0', 'format-not-accepted', /BMP/);
test(refusal, '<svg xmlns="x">', 'format-not-accepted', /SVG/);
test(refusal, '\n<?xml version="1.0"?>\n<svg>', 'format-not-accepted', /SVG/);
test(refusal, '\xff\xd8\xff\xe0', 'damaged', /damaged or cut off/);
test(refusal, '\x89PNG\r\n', 'damaged', /damaged or cut off/);
test(refusal, 'RIFF\0\0\0\0WEBP', 'damaged', /damaged or cut off/);
test(refusal, '<html>hello', 'not-a-photo', /holds no picture/);
test(refusal, 'hello', 'not-a-photo', /holds no picture/);
test(refusal, '', 'not-a-photo', /an empty file/);
test(refusal, '\0\0\0\x20ftypisom', 'format-not-accepted', /a video/);
test(refusal, '\0\0\0\x0cjP  \r\n', 'format-not-accepted', /JPEG 2000/);
test(refusal, '8BPS\0\x01', 'format-not-accepted', /Photoshop/);
test(refusal, '\0\0\x01\0\x01\0', 'format-not-accepted', /an icon/);
test(refusal, '\xff\xd8\xff\xc3\0\x0b\x08\0\x01\0\x01', 'format-not-accepted', /lossless/);

test('a GIF that cannot be read is damaged where GIF is accepted', (t) => {
  t.like(refusalOfUnreadable(Buffer.from('GIF89a'), {animated: true}), {refused: 'damaged'});
});
