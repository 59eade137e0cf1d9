// No thumbnail says anything but its pixels: asked of exiftool, which reads more kinds of metadata than anything else.
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {cameraFiles} from '../test/photos/camera-files.ts';
import {faultsOf} from '../test/photos/faults-of.ts';
import {seeds} from '../test/photos/seed-pictures.ts';
import {secret, taggedPhotos} from '../test/photos/tagged-photos.ts';
import {thumbnailsOf} from '../test/photos/thumbnails-of.ts';

type Photo = {readonly name: string; readonly file: Buffer};

const folder = mkdtempSync(join(tmpdir(), 'photo-privacy-'));

/** Sets of tags as exiftool writes them. */
const tagSets: Readonly<Record<string, readonly string[]>> = {
  position: ['-GPSLatitude=48.1371', '-GPSLatitudeRef=N', '-GPSLongitude=11.5754', '-GPSLongitudeRef=E'],
  'camera and owner': ['-Make=Nokia', '-Model=8.3', `-OwnerName=${secret}`, '-SerialNumber=4711', `-Artist=${secret}`],
  'dates and orientation': ['-AllDates=2026:01:02 03:04:05', '-Orientation#=6', '-OffsetTime=+01:00'],
  XMP: [
    `-XMP-dc:Creator=${secret}`,
    `-XMP-photoshop:City=${secret}`,
    '-XMP-xmp:Rating=5',
    '-XMP-mwg-rs:RegionName=Lee',
  ],
  IPTC: [`-IPTC:By-line=${secret}`, `-IPTC:City=${secret}`, '-IPTC:Keywords=family'],
  'comment and software': [`-Comment=${secret}`, `-Software=${secret}`, `-UserComment=${secret}`],
  'thumbnail and interoperability': ['-ThumbnailImage<=THUMBNAIL', '-InteropIndex=R98'],
};

const exiftool = (...args: readonly string[]): string =>
  execFileSync('exiftool', args, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28});

const hasExiftool = (): boolean => {
  try {
    return exiftool('-ver') !== '';
  } catch {
    return false;
  }
};

/** Tags that a format cannot hold are left out by exiftool; a file that took none is left out here. */
const writtenByExiftool = (): readonly Photo[] => {
  const thumbnail = join(folder, 'thumbnail.jpg');
  const files = {
    'photo.jpg': seeds.JPEG,
    'progressive.jpg': seeds['progressive JPEG'],
    'photo.png': seeds.PNG,
    'photo.webp': seeds['lossless WebP'],
  };

  writeFileSync(thumbnail, seeds.JPEG);

  return Object.entries(files).flatMap(([name, bytes]) =>
    [...Object.entries(tagSets), ['everything', Object.values(tagSets).flat()] as const].flatMap(([what, tags]) => {
      const path = join(folder, name);

      writeFileSync(path, bytes);

      try {
        exiftool('-q', '-m', '-overwrite_original', ...tags.map((tag) => tag.replace('THUMBNAIL', thumbnail)), path);
      } catch {
        return [];
      }

      const file = readFileSync(path);

      return file.equals(bytes) ? [] : [{name: `${name} with ${what}`, file}];
    }),
  );
};

/** What exiftool says of any file, and of how the pixels of these formats are packed. */
const harmless: Readonly<Record<string, readonly string[]>> = {
  ExifTool: ['ExifToolVersion'],
  File: 'FileType FileTypeExtension MIMEType ImageWidth ImageHeight EncodingProcess BitsPerSample ColorComponents YCbCrSubSampling'.split(
    ' ',
  ),
  JFIF: ['JFIFVersion', 'ResolutionUnit', 'XResolution', 'YResolution'],
  QuickTime:
    'MajorBrand MinorVersion CompatibleBrands HandlerType MetaImageSize ImageSpatialExtent ImagePixelDepth AV1ConfigurationVersion SeqProfile SeqLevelIdx0 SeqTier0 HighBitDepth TwelveBit Monochrome ChromaFormat ChromaSamplePosition InitialDelaySamples AuxiliaryImageType ColorProfiles ColorPrimaries TransferCharacteristics MatrixCoefficients VideoFullRangeFlag MediaData MediaDataSize MediaDataOffset'.split(
      ' ',
    ),
  Meta: ['PrimaryItemReference'],
  Composite: ['ImageSize', 'Megapixels'],
};

const isHarmless = (tag: string): boolean => {
  const [group = '', name = ''] = tag.split(':');

  return group === 'System' || (harmless[group]?.includes(name) ?? false);
};

const toldByExiftool = (thumbnails: string): readonly string[] => {
  const all: readonly Readonly<Record<string, unknown>>[] = JSON.parse(
    exiftool('-j', '-G1', '-a', '-u', '-ee3', '-r', thumbnails),
  );

  return all.flatMap(({SourceFile, ...tags}) =>
    Object.entries(tags)
      .filter(([tag]) => !isHarmless(tag))
      .map(([tag, value]) => `${SourceFile}: ${tag} ${value}`),
  );
};

const asked = hasExiftool();
const inputs = [...cameraFiles(), ...taggedPhotos, ...(asked ? writtenByExiftool() : [])];
const thumbnails = join(folder, 'thumbnails');
const faults: string[] = [];
let outputs = 0;

mkdirSync(thumbnails);

for (const [place, {name, file}] of inputs.entries()) {
  const made = await thumbnailsOf(file);
  const walked = await faultsOf({end: 'made'}, {...made, cpuSeconds: 0, peakMb: 0});

  faults.push(...walked.map((fault) => `${name}: ${fault}`));

  for (const [step, {thumbnail, file: bytes}] of made.outputs.entries()) {
    outputs += 1;
    writeFileSync(join(thumbnails, `${place}-${step}.${thumbnail.format}`), bytes);
  }
}

if (asked) {
  faults.push(...toldByExiftool(thumbnails));
}

rmSync(folder, {recursive: true});

for (const fault of faults) {
  console.log(`FAULT ${fault}`);
}

console.log(
  `${inputs.length} photos with metadata, ${cameraFiles().length} of them from cameras; ${outputs} thumbnails: ${faults.length} say anything but their pixels`,
);

if (!asked) {
  console.log(
    'exiftool is not installed (Debian: libimage-exiftool-perl), so only their containers were walked, byte by byte',
  );
}

process.exit(faults.length > 0 ? 1 : 0);
