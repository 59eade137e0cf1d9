import {damaged, formatNotAccepted, notAPhoto, type Refusal} from './photo-refusals.ts';

/** What a file claims to be by its first bytes: good for a sentence, never for trust; what is decoded is up to the decoder. */
type Claim = 'accepted' | 'AVIF' | 'BMP' | 'GIF' | 'HEIC' | 'JPEG XL' | 'PDF' | 'SVG' | 'TIFF';

/** Claim, offset, and the texts (Latin-1) one of which stands there. */
const signatures: readonly (readonly [Claim, number, ...string[]])[] = [
  ['accepted', 0, '\xff\xd8\xff', '\x89PNG'],
  ['accepted', 8, 'WEBP'],
  ['AVIF', 4, 'ftypavif', 'ftypavis'],
  ['HEIC', 4, 'ftyphei', 'ftyphev', 'ftypmif1', 'ftypmsf1'],
  ['GIF', 0, 'GIF8'],
  ['TIFF', 0, 'II*\0', 'II+\0', 'MM\0*', 'MM\0+'],
  ['JPEG XL', 0, '\xff\x0a', '\0\0\0\x0cJXL '],
  ['PDF', 0, '%PDF-'],
  ['BMP', 0, 'BM'],
];

const asJpeg = 'export it as JPEG';

const refusalOf: Record<Claim, () => Refusal> = {
  accepted: damaged,
  AVIF: () => formatNotAccepted('an AVIF file', asJpeg),
  BMP: () => formatNotAccepted('a BMP file', 'export it as PNG'),
  GIF: () => formatNotAccepted('a GIF file', 'export a frame of it as PNG'),
  HEIC: () =>
    formatNotAccepted(
      'a HEIC file',
      `${asJpeg}, or set the camera to its most compatible format; browsers can convert it too`,
    ),
  'JPEG XL': () => formatNotAccepted('a JPEG XL file', asJpeg),
  PDF: () => formatNotAccepted('a PDF document', 'export its picture as JPEG'),
  SVG: () => formatNotAccepted('an SVG drawing', 'export it as PNG'),
  TIFF: () => formatNotAccepted('a TIFF or camera raw file', asJpeg),
};

const claimOf = (head: string): Claim | undefined =>
  signatures.find(([, at, ...texts]) => texts.some((text) => head.startsWith(text, at)))?.[0] ??
  (head.trimStart().startsWith('<') && head.includes('<svg') ? 'SVG' : undefined);

/** Why a file whose header no accepted decoder could read is refused. */
export const refusalOfUnreadable = (file: Uint8Array): Refusal => {
  const claim = claimOf(Buffer.from(file.subarray(0, 512)).toString('latin1'));
  return claim ? refusalOf[claim]() : notAPhoto();
};
