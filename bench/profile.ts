// Where a Node process spends its time: V8's own profile, a share for each function that is asked for.

import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Command, measure} from './measure.ts';

type Frame = {readonly functionName: string; readonly url: string};
type Node = {readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[]};
type Profile = {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

/** The name of a part of the work, if this frame begins it. */
export type Part<Name extends string> = (frame: Frame) => Name | undefined;

/** Milliseconds for each part; a moment belongs to the outermost frame that begins one, or else to `rest`. */
export const splitProfile = <Name extends string>(
  {nodes, samples, timeDeltas}: Profile,
  part: Part<Name>,
  rest: Name,
): ReadonlyMap<Name, number> => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const partOf = new Map<number, Name>();
  const ms = new Map<Name, number>();

  const walk = (node: Node, outer: Name | undefined): void => {
    const name = outer ?? part(node.callFrame);

    partOf.set(node.id, name ?? rest);

    for (const child of node.children ?? []) {
      const next = byId.get(child);

      if (next) {
        walk(next, name);
      }
    }
  };

  if (nodes[0]) {
    walk(nodes[0], undefined);
  }

  for (const [i, sample] of samples.entries()) {
    const name = partOf.get(sample) ?? rest;

    ms.set(name, (ms.get(name) ?? 0) + (timeDeltas[i] ?? 0) / 1000);
  }

  return ms;
};

/** Of the one Node process that the command is. */
export const profileOf = async (command: Command): Promise<Profile> => {
  const folder = mkdtempSync(join(tmpdir(), 'profile-'));
  const options = `--cpu-prof --cpu-prof-interval=200 --cpu-prof-dir=${folder}`;

  try {
    await measure({...command, env: {...command.env, NODE_OPTIONS: options}});

    const [file, ...others] = readdirSync(folder);

    if (file === undefined || others.length > 0) {
      throw new Error(`expected the profile of one process in ${folder}, got ${others.length + (file ? 1 : 0)}`);
    }

    return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
};
