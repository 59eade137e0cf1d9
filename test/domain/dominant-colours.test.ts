import test from 'ava';
import {dominantColour} from '../../src/domain/dominant-colours.ts';

const pixels = (...colours: readonly (readonly [number, number, number])[]) => Uint8Array.from(colours.flat());

test('the colour that most pixels have is the dominant one, shades of it counted together', (t) => {
  const rgb = pixels([250, 0, 0], [16, 32, 48], [17, 33, 49], [31, 47, 63], [0, 250, 0], [0, 250, 0]);

  t.is(dominantColour(rgb), '#182838');
});

test('black and white are told as nearly black and nearly white', (t) => {
  t.is(dominantColour(pixels([0, 0, 0])), '#080808');
  t.is(dominantColour(pixels([255, 255, 255])), '#f8f8f8');
});
