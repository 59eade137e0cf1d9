import {existsSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';

const root = join(import.meta.dirname, '..');

export const inProject = (...parts: string[]): string => join(root, ...parts);

/** The pinned SAM CLI that `npm start` installed; without it the one on the PATH. */
export const samCommand = (): string => {
  const pinned = inProject('.venv', 'bin', 'sam');
  return existsSync(pinned) ? pinned : 'sam';
};

const newest = (path: string): number => {
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs;
  const files = readdirSync(path, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  return Math.max(0, ...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
};

/** Why `sam build` has to run before what it built is used; nothing if it need not. */
export const staleBuild = (): string | undefined => {
  const built = inProject('.aws-sam', 'build', 'template.yaml');
  if (!existsSync(built)) return 'nothing is built yet';
  const sources = ['template.yaml', 'src', join('layers', 'sharp', 'package.json'), 'package-lock.json'];
  const changed = sources.find((source) => newest(inProject(source)) > statSync(built).mtimeMs);
  return changed && `${changed} is newer than what is built`;
};
