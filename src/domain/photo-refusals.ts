export type RefusalCode =
  | 'too-large'
  | 'not-a-photo'
  | 'format-not-accepted'
  | 'too-many-pixels'
  | 'too-many-scans'
  | 'damaged'
  | 'replaced';

/** What the workflow's Choice reads. `reason` is a sentence for the author; it ends in the photo's record. */
export type Refusal = {readonly refused: RefusalCode; readonly reason: string};

const refusal = (refused: RefusalCode, reason: string): Refusal => ({refused, reason});

const rounded = (value: number): string => value.toLocaleString('en', {maximumFractionDigits: 1});

export const tooLarge = (bytes: number, maxBytes: number): Refusal =>
  refusal('too-large', `expected a file of at most ${rounded(maxBytes / 1e6)} MB, got ${rounded(bytes / 1e6)} MB`);

export const notAPhoto = (): Refusal =>
  refusal('not-a-photo', 'expected a JPEG, PNG or WebP photo, got a file that holds no picture');

/** `format` as people name it; `wayOut` says what to do instead. */
export const formatNotAccepted = (format: string, wayOut: string): Refusal =>
  refusal('format-not-accepted', `expected a JPEG, PNG or WebP photo, got ${format}: ${wayOut}`);

export const tooManyPixels = (size: {widthPx: number; heightPx: number}, maxPixels: number): Refusal =>
  refusal(
    'too-many-pixels',
    `expected at most ${rounded(maxPixels / 1e6)} megapixels, got ${rounded((size.widthPx * size.heightPx) / 1e6)} (${size.widthPx} × ${size.heightPx})`,
  );

export const tooManyScans = (scans: number, maxScans: number): Refusal =>
  refusal(
    'too-many-scans',
    `expected a JPEG of at most ${maxScans} scans, got ${scans}: export it again, without progressive display`,
  );

export const damaged = (): Refusal =>
  refusal('damaged', 'expected a whole picture, got a file that is damaged or cut off: export or send it again');

export const replaced = (): Refusal =>
  refusal('replaced', 'expected the upload to stay as it was, got another file in its place: upload it as a new photo');
