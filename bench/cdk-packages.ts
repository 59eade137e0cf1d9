// What the other side is made of: the newest releases when this was measured. Nothing of it is a dependency of the blog.

import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {inLocal} from '../local/places.ts';
import {measure} from './measure.ts';

/** ts-node and TypeScript 5.6 run what `cdk init` of aws-cdk 3.0.0 makes, npm's latest; typescript 7 and tsx what 2.1148.1 makes. */
export const pins = {
  'aws-cdk': '2.1148.1',
  'aws-cdk-lib': '2.276.0',
  constructs: '10.8.1',
  typescript: '7.0.2',
  tsx: '4.23.15',
  'ts-node': '10.9.2',
  'typescript-5': 'npm:typescript@5.6.3',
  '@types/node': '24.19.2',
  '@types/jest': '30.0.0',
} as const;

export const cdkFolder = inLocal('bench', 'cdk');

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** Runs `make` unless it ended well with the same `key` before. */
export const once = async (stamp: string, key: string, make: () => Promise<void>): Promise<void> => {
  const path = join(cdkFolder, stamp);

  if (readIfThere(path) === key) {
    return;
  }

  await make();
  writeFileSync(path, key);
};

export const installCdk = async (): Promise<void> => {
  const manifest = JSON.stringify({name: 'cdk-side', private: true, dependencies: pins}, null, 2);

  mkdirSync(cdkFolder, {recursive: true});
  await once('.installed', manifest, async () => {
    console.error(
      `Installing aws-cdk-lib ${pins['aws-cdk-lib']} and its tools into ${cdkFolder} (once, half a minute) …`,
    );
    writeFileSync(join(cdkFolder, 'package.json'), manifest);
    await measure({words: ['npm', 'install', '--no-audit', '--no-fund'], cwd: cdkFolder});
  });
};
