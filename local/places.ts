import {join} from 'node:path';

export const root = join(import.meta.dirname, '..');

/** Everything that a run writes, ignored by git. */
export const localFolder = join(root, '.local');

export const inRoot = (...parts: string[]): string => join(root, ...parts);
export const inLocal = (...parts: string[]): string => join(localFolder, ...parts);
