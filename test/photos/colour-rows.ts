import {type Row, row} from './conformance-row.ts';
import {greyProfile, inSpace, matrixProfile, spaces} from './icc-profiles.ts';
import {inkColours, inkJpeg, inkKinds, inkProfile} from './inks.ts';
import {withSegments} from './jpeg-files.ts';
import {deepen, greys} from './kept-samples.ts';
import {colours, heightPx, type Quarters, widthPx} from './reference.ts';
import {profileChunk, profileSegments, stored, storedPng} from './stored-pictures.ts';
import {extendedWebp} from './webp-files.ts';

const converted = row('Colours', 'sRGB, converted by its profile');
const asIs = row('Colours', 'sRGB, as it is');

const withProfile = (profile: Uint8Array, samples: readonly (readonly number[])[] = colours): Buffer =>
  storedPng({depth: 8, colour: 'rgb'}, samples, [profileChunk(profile)]);
const inNamed = (name: keyof typeof spaces): readonly (readonly number[])[] =>
  colours.map((colour) => inSpace(spaces[name], colour));
const jpegIn = async (name: keyof typeof spaces): Promise<Uint8Array> =>
  withSegments(
    await stored(inNamed(name) as unknown as Quarters)
      .jpeg({quality: 95, chromaSubsampling: '4:4:4'})
      .toBuffer(),
    ...profileSegments(matrixProfile(spaces[name], {name})),
  );

const linear = (value: number): number => {
  const x = value / 255;
  return Math.round(65_535 * (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
};

export const colourRows: readonly Row[] = [
  asIs('a PNG without a profile', () => storedPng({depth: 8, colour: 'rgb'}, colours)),
  asIs('sRGB, version 2', () => withProfile(matrixProfile(spaces.sRGB, {name: 'sRGB IEC61966-2.1'}))),
  asIs('sRGB, version 4', () => withProfile(matrixProfile(spaces.sRGB, {name: 'sRGB', version: 4, curve: 'formula'}))),
  asIs('sRGB under another name, as phones and networks write it (c2)', () =>
    withProfile(matrixProfile(spaces.sRGB, {name: 'c2', curve: 'short table'})),
  ),
  asIs('sRGB that calls itself Display P3', () => withProfile(matrixProfile(spaces.sRGB, {name: 'Display P3'}))),
  converted('Display P3, PNG', () =>
    withProfile(
      matrixProfile(spaces['Display P3'], {name: 'Display P3', version: 4, curve: 'formula'}),
      inNamed('Display P3'),
    ),
  ),
  converted('Display P3, JPEG', () => jpegIn('Display P3')),
  converted('Display P3, WebP', async () =>
    extendedWebp(
      await stored(inNamed('Display P3') as unknown as Quarters)
        .webp({lossless: true})
        .toBuffer(),
      {widthPx, heightPx},
      {
        ICCP: matrixProfile(spaces['Display P3'], {name: 'Display P3'}),
      },
    ),
  ),
  converted('Display P3 that calls itself sRGB', () =>
    withProfile(matrixProfile(spaces['Display P3'], {name: 'sRGB IEC61966-2.1'}), inNamed('Display P3')),
  ),
  converted('Adobe RGB, PNG', () =>
    withProfile(matrixProfile(spaces['Adobe RGB'], {name: 'Adobe RGB (1998)'}), inNamed('Adobe RGB')),
  ),
  converted('Adobe RGB, JPEG', () => jpegIn('Adobe RGB')),
  converted('ProPhoto RGB, 16 bits', () =>
    storedPng({depth: 16, colour: 'rgb'}, deepen(inNamed('ProPhoto')), [
      profileChunk(matrixProfile(spaces.ProPhoto, {name: 'ProPhoto'})),
    ]),
  ),
  converted('the primaries of sRGB with a gamma of 1.8', () =>
    withProfile(
      matrixProfile({...spaces.sRGB, gamma: 1.8}, {name: 'sRGB'}),
      colours.map((colour) => inSpace({...spaces.sRGB, gamma: 1.8}, colour)),
    ),
  ),
  converted(
    'grey with a linear profile, 16 bits',
    () =>
      storedPng(
        {depth: 16, colour: 'grey'},
        greys.map(([level]) => [linear(level)]),
        [profileChunk(greyProfile(1))],
      ),
    {quarters: greys, limit: 14},
  ),
  asIs('a profile that is broken', () => withProfile(Buffer.alloc(300, 7))),
  asIs('a profile that is cut off', () =>
    withProfile(matrixProfile(spaces['Display P3'], {name: 'Display P3'}).subarray(0, 300)),
  ),
  asIs('a profile for other channels (grey)', () => withProfile(greyProfile(1))),
  ...inkKinds.flatMap((kind) => [
    converted(`${kind}, with a profile`, () => inkJpeg(kind, profileSegments(inkProfile)), {quarters: inkColours}),
    converted(`${kind}, without a profile`, () => inkJpeg(kind), {
      becomes: 'sRGB, as common inks look',
      quarters: inkColours,
    }),
  ]),
];
