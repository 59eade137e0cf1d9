import test from 'ava';
import {isSrgb} from '../../src/domain/icc-profiles.ts';
import {greyProfile, matrixProfile, spaces} from '../photos/icc-profiles.ts';

const srgb = matrixProfile(spaces.sRGB, {name: 'sRGB IEC61966-2.1'});

test('a profile of the primaries and the curve of sRGB is sRGB, in either version', (t) => {
  t.true(isSrgb(srgb));
  t.true(isSrgb(matrixProfile(spaces.sRGB, {name: 'sRGB', version: 4, curve: 'formula'})));
});

test('it need not say so', (t) => {
  t.true(isSrgb(matrixProfile(spaces.sRGB, {name: 'c2', curve: 'short table'})));
});

test('saying so does not make one', (t) => {
  for (const name of ['Display P3', 'Adobe RGB', 'ProPhoto'] as const)
    t.false(isSrgb(matrixProfile(spaces[name], {name: 'sRGB IEC61966-2.1'})), name);
});

test('the primaries of sRGB with another curve are another space', (t) => {
  for (const gamma of [1, 1.8, 2.2])
    t.false(isSrgb(matrixProfile({...spaces.sRGB, gamma}, {name: 'sRGB'})), String(gamma));
});

test('a profile for grey is none', (t) => {
  t.false(isSrgb(greyProfile(2.2)));
});

test('a profile with tables of its own is none, since those are what counts', (t) => {
  const tables = Buffer.from(srgb);
  tables.write('A2B0', 132, 'latin1');

  t.false(isSrgb(tables));
});

test('a profile that is empty, cut off or points nowhere is none', (t) => {
  const astray = Buffer.from(srgb);
  astray.writeUInt32BE(0xffffffff, 132 + 3 * 12 + 4);
  const endless = Buffer.from(srgb);
  endless.writeUInt32BE(0xffffffff, 128);

  t.false(isSrgb(astray));
  t.notThrows(() => isSrgb(endless));
  for (let bytes = 0; bytes < srgb.length; bytes += 1) t.notThrows(() => isSrgb(srgb.subarray(0, bytes)));
  t.false(isSrgb(srgb.subarray(0, 400)));
});
