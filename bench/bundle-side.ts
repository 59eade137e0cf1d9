// A side as plain JavaScript, as the functions are deployed: none pays for having its TypeScript erased.

import {build} from 'esbuild';
import {inLocal, inRoot} from '../local/places.ts';

export type SideName = 'once' | 'apart' | 'defaults' | 'photo-run';

/** The path of a program for Node. */
export const bundleSide = async (name: SideName): Promise<string> => {
  const outfile = inLocal('bench', 'sides', `${name}.mjs`);

  await build({
    entryPoints: [inRoot('bench', 'sides', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    minify: true,
    mainFields: ['module', 'main'],
    external: ['sharp', '@aws-sdk/credential-provider-*', '@amazon-dax-sdk/lib-dax'],
    banner: {js: "import {createRequire} from 'node:module'; const require = createRequire(import.meta.url);"},
    logLevel: 'silent',
  });

  return outfile;
};
