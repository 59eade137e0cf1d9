import test from 'ava';
import {isSrgb} from '../../src/domain/icc-profiles.ts';

/** A profile of one tag after another, as far as a reader of descriptions looks. */
const profile = (tags: Readonly<Record<string, Buffer>>): Buffer => {
  const names = Object.keys(tags);
  const head = Buffer.alloc(132 + names.length * 12);
  head.writeUInt32BE(names.length, 128);
  let end = head.byteLength;
  names.forEach((name, place) => {
    const length = tags[name]?.byteLength ?? 0;
    head.write(name, 132 + place * 12, 'latin1');
    head.writeUInt32BE(end, 136 + place * 12);
    head.writeUInt32BE(length, 140 + place * 12);
    end += length;
  });
  return Buffer.concat([head, ...Object.values(tags)]);
};

const version2 = (name: string): Buffer => Buffer.from(`desc\0\0\0\0\0\0\0\x12${name}\0`, 'latin1');
const version4 = (name: string): Buffer => Buffer.concat([Buffer.from('mluc'), Buffer.from(name, 'utf16le').swap16()]);

test('a profile that describes itself as sRGB is one, in either version', (t) => {
  t.true(isSrgb(profile({cprt: Buffer.from('nobody'), desc: version2('sRGB IEC61966-2.1')})));
  t.true(isSrgb(profile({desc: version4('sRGB built-in')})));
});

test('any other profile is none', (t) => {
  t.false(isSrgb(profile({desc: version2('Display P3')})));
  t.false(isSrgb(profile({cprt: Buffer.from('not sRGB'), desc: version4('Adobe RGB (1998)')})));
});

test('a profile that is empty, cut off or points nowhere is none', (t) => {
  const whole = profile({desc: version2('sRGB')});
  const astray = Buffer.from(whole);
  astray.writeUInt32BE(0xffffffff, 136);

  t.false(isSrgb(Buffer.alloc(0)));
  t.false(isSrgb(whole.subarray(0, 140)));
  t.false(isSrgb(astray));
});
