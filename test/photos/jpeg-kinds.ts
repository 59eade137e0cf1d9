// Kinds of JPEG that the standard has and the web does not, and inks that contradict each other.
import {type HostileCase, latin1, photo} from './hostile-case.ts';
import {baselineJpeg, segment, uncommonJpeg} from './jpeg-files.ts';

/** Adobe's note on what the colours were turned into: 0 nothing, 1 YCC, 2 YCCK. */
const adobe = (transform: 0 | 1 | 2): Buffer =>
  segment(0xee, Buffer.concat([latin1('Adobe'), Buffer.from([0, 100, 0, 0, 0, 0, transform])]));

export const jpegKinds: readonly HostileCase[] = [
  ['an arithmetic-coded JPEG', 'format-not-accepted', () => uncommonJpeg(0xc9, {...photo, components: 3})],
  ['an arithmetic-coded progressive JPEG', 'format-not-accepted', () => uncommonJpeg(0xca, {...photo, components: 3})],
  ['a JPEG of 12 bits', 'format-not-accepted', () => uncommonJpeg(0xc1, {...photo, components: 3}, 12)],
  ['a lossless JPEG', 'format-not-accepted', () => uncommonJpeg(0xc3, {...photo, components: 3})],
  ['a hierarchical JPEG', 'format-not-accepted', () => uncommonJpeg(0xc5, {...photo, components: 3})],
  ['a CMYK JPEG without a note of its maker', 'made', () => baselineJpeg({...photo, components: 4})],
  [
    'a JPEG of four inks that Adobe says is YCCK',
    'made',
    () => baselineJpeg({...photo, components: 4}, {before: [adobe(2)]}),
  ],
  [
    'a JPEG of four inks that Adobe says is RGB',
    undefined,
    () => baselineJpeg({...photo, components: 4}, {before: [adobe(1)]}),
  ],
  [
    'a JPEG of three colours that Adobe says is YCCK',
    undefined,
    () => baselineJpeg({...photo, components: 3}, {before: [adobe(2)]}),
  ],
];
