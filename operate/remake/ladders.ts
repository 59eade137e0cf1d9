// The ladder that blog.config.ts asks for, and the one that the deployed functions make.
import {parseConfig} from '../../generator/config.ts';
import {photoEnv} from '../../generator/env.ts';
import {ladder, ladderDigest} from '../../src/domain/ladder.ts';
import {UserError} from '../user-error.ts';

/** Nothing if a function of another version of the blog has it, which says something else. */
const digestIn = (variable: unknown): string | undefined => {
  try {
    return ladderDigest(ladder.parse(JSON.parse(String(variable))));
  } catch {
    return undefined;
  }
};

/** The digest of both. `config` is what blog.config.ts says; throws a UserError if that has not been deployed yet. */
export const agreedDigest = (config: unknown, deployedVariable: string | undefined): string => {
  const parsed = parseConfig(config);
  if ('problems' in parsed) throw new UserError(`blog.config.ts:\n${parsed.problems.join('\n')}`);
  const wanted = digestIn(photoEnv(parsed.config)['PHOTO_LADDER']);
  const deployed = digestIn(deployedVariable);
  if (deployed !== undefined && deployed === wanted) return deployed;
  throw new UserError(
    'expected the deployed blog to make photos in the sizes of blog.config.ts, got other sizes: deploy first, then run npm run remake again',
  );
};
