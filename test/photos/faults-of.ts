import {readPicture} from '../adapters/read-pictures.ts';
import {strangersIn} from './container-walk.ts';
import type {HostileFile} from './hostile-case.ts';
import type {Outcome} from './photo-process.ts';
import type {Output} from './thumbnails-of.ts';

/** A sentence for an author: what was expected, what came, and no more than fits on a few lines. */
const sentence = /^expected [^\n]{10,80}, got [^\n]{1,160}$/;

const faultsOfOutput = async ({thumbnail, file}: Output): Promise<string[]> => {
  const picture = await readPicture(file).catch(() => undefined);
  if (!picture) return [`${thumbnail.key} cannot be read`];
  const {format, widthPx, heightPx, metadata} = picture;
  const found = {format, widthPx, heightPx, bytes: file.byteLength};
  return [
    ...strangersIn(thumbnail.format, file),
    ...metadata,
    ...(['format', 'widthPx', 'heightPx', 'bytes'] as const).flatMap((name) =>
      found[name] === thumbnail[name] ? [] : [`expected ${name} ${thumbnail[name]}, got ${found[name]}`],
    ),
  ];
};

/** How it ended: `made`, a refusal's code, or how the process did. */
export const endOf = ({result}: Outcome): string => {
  if ('ended' in result) return `ended ${result.ended}`;
  return 'refused' in result ? result.refused : 'made';
};

/** Everything in which an outcome is not what was promised. */
export const faultsOf = async ({end}: Pick<HostileFile, 'end'>, outcome: Outcome): Promise<readonly string[]> => {
  const {result, outputs} = outcome;
  const found = endOf(outcome);
  const faults = (await Promise.all(outputs.map(faultsOfOutput))).flat();
  if ('ended' in result || (end !== undefined && found !== end))
    faults.push(`expected ${end ?? 'an end'}, got ${found}`);
  if ('refused' in result && !sentence.test(result.reason)) faults.push(`expected a sentence, got ${result.reason}`);
  if ((found === 'made') !== outputs.length > 0) faults.push(`${found} with ${outputs.length} files`);
  return faults;
};
