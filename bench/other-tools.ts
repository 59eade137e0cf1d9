// Command-line tools that make thumbnails too, for comparison where they are installed: one process for each width, as they are used.

import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Command, measure} from './measure.ts';
import type {CpuMs} from './resize-sides.ts';

type Tool = {
  readonly name: string;
  /** Programs that may be it; the first that says `says` is. */
  readonly programs: readonly string[];
  readonly versionFlag: string;
  readonly says: RegExp;
  readonly words: (photo: string, widthPx: number, out: string) => readonly string[];
};

const tools: readonly Tool[] = [
  {
    name: 'vipsthumbnail',
    programs: ['vipsthumbnail'],
    versionFlag: '--vips-version',
    says: /libvips (?<version>[\d.]+)/,
    words: (photo, width, out) => [photo, '--size', `${width}x`, '-o', `${out}[Q=75,quant_table=3]`],
  },
  {
    name: 'ImageMagick',
    programs: ['magick', '/usr/bin/convert', 'convert'],
    versionFlag: '-version',
    says: /ImageMagick (?<version>[\d.]+)/,
    words: (photo, width, out) => [photo, '-auto-orient', '-resize', `${width}`, '-quality', '75', out],
  },
];

export type OtherTool = {readonly name: string; readonly cpuMs: CpuMs};

const inTurnOf =
  (program: string, {words}: Tool): CpuMs =>
  async ({photo, steps}) => {
    const folder = mkdtempSync(join(tmpdir(), 'thumbnails-'));
    let sum = 0;

    try {
      for (const {widthPx} of steps) {
        const command: Command = {
          words: [program, ...words(photo.path, widthPx, join(folder, `${widthPx}.jpg`))],
          cwd: folder,
        };

        sum += (await measure(command)).cpuMs;
      }
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }

    return sum;
  };

const findTool = async (tool: Tool): Promise<OtherTool | undefined> => {
  for (const program of tool.programs) {
    const said = await measure({words: [program, tool.versionFlag], cwd: tmpdir()}).catch(() => undefined);
    const version = said && tool.says.exec(said.stdout)?.groups?.['version'];

    if (version) {
      return {name: `${tool.name} ${version}`, cpuMs: inTurnOf(program, tool)};
    }
  }

  console.error(`${tool.name} is not installed: left out`);

  return undefined;
};

/** Those that this machine has; says which it has not. */
export const findOtherTools = async (): Promise<readonly OtherTool[]> =>
  (await Promise.all(tools.map(findTool))).flatMap((tool) => tool ?? []);
