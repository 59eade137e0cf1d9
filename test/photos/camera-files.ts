import {existsSync, globSync, readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {fileURLToPath} from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/photos', import.meta.url));

/** Photos as cameras write them, where they lie beside the project; none elsewhere. */
export const cameraFiles = (): readonly {readonly name: string; readonly file: Buffer}[] =>
  existsSync(folder)
    ? globSync(`${folder}/**/*.jpg`)
        .sort()
        .map((path) => ({name: basename(path), file: readFileSync(path)}))
    : [];
