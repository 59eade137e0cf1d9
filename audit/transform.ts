// What SAM makes of a template, where its implicit resources show.

import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {inRoot} from '../local/places.ts';

const run = promisify(execFile);

/** Writes `<name>.transformed.json` beside each file, all of them in one process. @throws if SAM refuses one. */
export const transform = async (files: readonly string[]): Promise<readonly string[]> => {
  await run(inRoot('.venv', 'bin', 'python'), [inRoot('audit', 'transform.py'), ...files]);

  return files.map((file) => file.replace(/\.\w+$/, '.transformed.json'));
};
