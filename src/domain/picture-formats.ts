import {isUncommonJpeg} from './jpeg-scans.ts';
import type {Ladder} from './ladder.ts';
import {damaged, formatNotAccepted, notAPhoto, type Refusal, uncommonJpeg} from './photo-refusals.ts';

/** What a file claims to be by its first bytes: good for a sentence, never for trust; what is decoded is up to the decoder. */
type Claim =
  | 'PNG or WebP'
  | 'JPEG'
  | 'AVIF'
  | 'BMP'
  | 'GIF'
  | 'HEIC'
  | 'icon'
  | 'JPEG 2000'
  | 'JPEG XL'
  | 'PDF'
  | 'Photoshop'
  | 'SVG'
  | 'TIFF'
  | 'video';

/** Claim, offset, and the texts (Latin-1) one of which stands there. */
const signatures: readonly (readonly [Claim, number, ...string[]])[] = [
  ['JPEG', 0, '\xff\xd8\xff'],
  ['PNG or WebP', 0, '\x89PNG'],
  ['PNG or WebP', 8, 'WEBP'],
  ['AVIF', 4, 'ftypavif', 'ftypavis'],
  ['HEIC', 4, 'ftyphei', 'ftyphev', 'ftypmif1', 'ftypmsf1'],
  ['GIF', 0, 'GIF8'],
  ['TIFF', 0, 'II*\0', 'II+\0', 'MM\0*', 'MM\0+'],
  ['JPEG XL', 0, '\xff\x0a', '\0\0\0\x0cJXL '],
  ['PDF', 0, '%PDF-'],
  ['JPEG 2000', 0, '\0\0\0\x0cjP  ', '\xff\x4f\xff\x51'],
  ['Photoshop', 0, '8BPS'],
  ['icon', 0, '\0\0\x01\0', '\0\0\x02\0'],
  ['video', 4, 'ftyp'],
  ['video', 0, '\x1a\x45\xdf\xa3'],
  ['BMP', 0, 'BM'],
];

const asJpeg = 'export it as JPEG';

const refusalOf: Record<Exclude<Claim, 'JPEG'>, () => Refusal> = {
  'PNG or WebP': damaged,
  AVIF: () => formatNotAccepted('an AVIF file', asJpeg),
  BMP: () => formatNotAccepted('a BMP file', 'export it as PNG'),
  GIF: () => formatNotAccepted('a GIF file', 'export a frame of it as PNG'),
  HEIC: () =>
    formatNotAccepted(
      'a HEIC file',
      `${asJpeg}, or set the camera to its most compatible format; browsers can convert it too`,
    ),
  icon: () => formatNotAccepted('an icon', 'export it as PNG'),
  'JPEG 2000': () => formatNotAccepted('a JPEG 2000 file', asJpeg),
  'JPEG XL': () => formatNotAccepted('a JPEG XL file', asJpeg),
  PDF: () => formatNotAccepted('a PDF document', 'export its picture as JPEG'),
  Photoshop: () => formatNotAccepted('a Photoshop document', asJpeg),
  SVG: () => formatNotAccepted('an SVG drawing', 'export it as PNG'),
  TIFF: () => formatNotAccepted('a TIFF or camera raw file', asJpeg),
  video: () => formatNotAccepted('a video', 'export a frame of it as JPEG'),
};

const claimOf = (head: string): Claim | undefined =>
  signatures.find(([, at, ...texts]) => texts.some((text) => head.startsWith(text, at)))?.[0] ??
  (head.trimStart().startsWith('<') && head.includes('<svg') ? 'SVG' : undefined);

/** Why a file whose header no accepted decoder could read is refused. */
export const refusalOfUnreadable = (file: Uint8Array, {animated}: Pick<Ladder, 'animated'>): Refusal => {
  const claim = claimOf(Buffer.from(file.subarray(0, 512)).toString('latin1'));
  if (!claim) return notAPhoto(file);
  if (claim === 'JPEG') return isUncommonJpeg(file) ? uncommonJpeg() : damaged();
  return claim === 'GIF' && animated ? damaged() : refusalOf[claim]();
};
