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

type Size = {readonly widthPx: number; readonly heightPx: number};

const refusal = (refused: RefusalCode, reason: string): Refusal => ({refused, reason});

const rounded = (value: number): string => value.toLocaleString('en', {maximumFractionDigits: 1});

/** Two different numbers never look the same: what is just over the limit is written with all its digits. */
const against = (found: number, limit: number): string =>
  rounded(found) === rounded(limit) ? found.toLocaleString('en', {maximumFractionDigits: 6}) : rounded(found);

const sizeOf = ({widthPx, heightPx}: Size): string => `${rounded(widthPx)} × ${rounded(heightPx)}`;

export const tooLarge = (bytes: number, maxBytes: number): Refusal =>
  refusal(
    'too-large',
    `expected a file of at most ${rounded(maxBytes / 1e6)} MB, got ${against(bytes / 1e6, maxBytes / 1e6)} MB: export it smaller`,
  );

export const notAPhoto = (file: Uint8Array): Refusal =>
  refusal(
    'not-a-photo',
    `expected a JPEG, PNG or WebP photo, got ${file.byteLength === 0 ? 'an empty file' : 'a file that holds no picture'}`,
  );

/** `format` as people name it; `wayOut` says what to do instead. */
export const formatNotAccepted = (format: string, wayOut: string): Refusal =>
  refusal('format-not-accepted', `expected a JPEG, PNG or WebP photo, got ${format}: ${wayOut}`);

export const uncommonJpeg = (): Refusal =>
  formatNotAccepted(
    'an arithmetic-coded, lossless, hierarchical or 12-bit JPEG, which browsers do not show',
    'export it as an ordinary JPEG of 8 bits',
  );

export const tooManyPixels = (size: Size, maxPixels: number): Refusal =>
  refusal(
    'too-many-pixels',
    `expected at most ${rounded(maxPixels / 1e6)} megapixels, got ${against((size.widthPx * size.heightPx) / 1e6, maxPixels / 1e6)} (${sizeOf(size)}): export it smaller`,
  );

export const tooManyFrames = (frames: number, maxFrames: number): Refusal =>
  refusal(
    'too-many-pixels',
    `expected at most ${rounded(maxFrames)} frames, got ${rounded(frames)}: export it shorter`,
  );

/** Of all frames together. */
export const tooManyMovingPixels = ({frames, ...size}: Size & {readonly frames: number}, maxPixels: number): Refusal =>
  refusal(
    'too-many-pixels',
    `expected at most ${rounded(maxPixels / 1e6)} megapixels in all frames together, got ${against((size.widthPx * size.heightPx * frames) / 1e6, maxPixels / 1e6)} (${frames} frames of ${sizeOf(size)}): export it smaller or shorter`,
  );

export const tooLong = (size: Size, maxSidePx: number): Refusal =>
  refusal(
    'too-many-pixels',
    `expected at most ${rounded(maxSidePx)} pixels on a side, got ${sizeOf(size)}: export it smaller, or cut it`,
  );

/** `heldBytes` is what decoding takes at once. */
export const tooMuchAtOnce = (size: Size & {readonly heldBytes: number}, maxHeldBytes: number): Refusal =>
  refusal(
    'too-many-pixels',
    `expected a picture that takes at most ${rounded(maxHeldBytes / 1e6)} MB to open, got ${against(size.heldBytes / 1e6, maxHeldBytes / 1e6)} MB (${sizeOf(size)}): export it smaller, or as a JPEG without progressive display`,
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

export const uploadGone = (): Refusal =>
  refusal('replaced', 'expected the upload to stay until its photo was made, found none: upload it as a new photo');

/** Of a kept original. */
export const originalGone = (): Refusal =>
  refusal('replaced', 'expected the original that was kept, found none: upload the photo again');
