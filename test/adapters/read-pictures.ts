// A process of its own with every decoder: in a test's process the blog has switched off all but those for uploads.
import {type ChildProcess, fork} from 'node:child_process';
import {fileURLToPath} from 'node:url';

/** Pixels are RGB or RGBA, row by row, frame after frame; `metadata` names the blocks that a file carries. */
export type Picture = {
  readonly format: string;
  readonly widthPx: number;
  /** Of a frame. */
  readonly heightPx: number;
  readonly channels: number;
  /** How long each frame of several is shown. */
  readonly delaysMs: readonly number[];
  /** How often they are shown, 0 for ever. */
  readonly loop: number | undefined;
  readonly data: Uint8Array;
  readonly metadata: readonly string[];
};

type Question = {readonly id: number; readonly file: Uint8Array};
type Answer = {readonly id: number; readonly picture?: Picture; readonly error?: string};

const self = fileURLToPath(import.meta.url);
const blocks = ['exif', 'icc', 'iptc', 'xmp', 'comments', 'tifftagPhotoshop', 'gainMap'] as const;

let reader: ChildProcess | undefined;
let asked = 0;

const startReader = (): ChildProcess => {
  const child = fork(self, {serialization: 'advanced', execArgv: []});
  child.setMaxListeners(0);
  child.unref();
  child.channel?.unref();
  return child;
};

export const readPicture = (file: Uint8Array): Promise<Picture> => {
  reader ??= startReader();
  const child = reader;
  const id = asked++;
  child.channel?.ref();
  return new Promise((resolve, reject) => {
    const hear = (answer: Answer): void => {
      if (answer.id !== id) return;
      child.off('message', hear);
      if (child.listenerCount('message') === 0) child.channel?.unref();
      if (answer.picture) resolve(answer.picture);
      else reject(new Error(`expected a readable picture: ${answer.error}`));
    };
    child.on('message', hear);
    child.send({id, file} satisfies Question);
  });
};

const answer = async ({id, file}: Question): Promise<Answer> => {
  const {default: sharp} = await import('sharp');
  try {
    const metadata = await sharp(file).metadata();
    const {data, info} = await sharp(file, {animated: true}).raw().toBuffer({resolveWithObject: true});
    const picture = {
      format: metadata.compression === 'av1' ? 'avif' : metadata.format,
      widthPx: info.width,
      heightPx: info.pageHeight ?? info.height,
      channels: info.channels,
      delaysMs: metadata.delay ?? [],
      loop: metadata.loop,
      data,
      metadata: blocks.filter((block) => metadata[block] !== undefined),
    };
    return {id, picture};
  } catch (error) {
    return {id, error: String(error)};
  }
};

if (process.argv[1] === self) {
  process.on('message', async (question: Question) => process.send?.(await answer(question)));
  process.on('disconnect', () => process.exit());
}
