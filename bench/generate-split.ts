// What `generate` does with its time, by the functions that begin each part.

import type {Command} from './measure.ts';
import {type Part, profileOf, splitProfile} from './profile.ts';
import {type Spread, spread} from './ratios.ts';

const parts = ['imports', 'config', 'generate', 'rules', 'yaml', 'Node and memory'] as const;

type Name = (typeof parts)[number];

const begins: Record<string, Name> = {
  'config.ts parseConfig': 'config',
  'generate.ts generate': 'generate',
  'rules.ts breachesOf': 'rules',
  'yaml.ts toYaml': 'yaml',
};

const partOf: Part<Name> = ({functionName, url}) =>
  url.startsWith('node:internal/modules/')
    ? 'imports'
    : url.includes('/generator/')
      ? begins[`${url.slice(url.lastIndexOf('/') + 1)} ${functionName}`]
      : undefined;

/** Milliseconds a part, slowed by the profiling itself. @throws if a part is not seen: it was renamed. */
export const generateSplit = async (command: Command, runs: number): Promise<readonly (readonly [Name, Spread])[]> => {
  const splits: ReadonlyMap<Name, number>[] = [];

  for (let run = 0; run < runs; run++) {
    splits.push(splitProfile(await profileOf(command), partOf, 'Node and memory'));
  }

  return parts.map((part) => {
    const seen = splits.flatMap((split) => split.get(part) ?? []);

    if (seen.length === 0) {
      throw new Error(
        `expected to see '${part}' in the profile of generate, got only ${[...(splits[0]?.keys() ?? [])].join(', ')}`,
      );
    }

    return [part, spread(seen)] as const;
  });
};
