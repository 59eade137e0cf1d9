// What the other side is made of: releases of their own lock, in tools/. Nothing of it is a dependency of the blog.

import {installNpmTools} from '../audit/npm-tools.ts';
import {inLocal} from '../local/places.ts';
import manifest from './tools/package.json' with {type: 'json'};

export const versions = manifest.dependencies;

export const inCdk = (...parts: string[]): string => inLocal('bench', 'cdk', ...parts);

/** Installs them unless they are there. @returns what their lock is known by. */
export const installCdk = (): Promise<string> =>
  installNpmTools({
    from: 'bench/tools',
    into: inCdk(),
    what: `aws-cdk-lib ${versions['aws-cdk-lib']} and its tools (300 MB, half a minute)`,
  });
