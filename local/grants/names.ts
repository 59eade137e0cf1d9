// Pure: what the engine calls by names of its own, called as the templates call it.

import type {Blog} from '../blog.ts';
import type {Decision} from './compare.ts';

type Named = Pick<Blog, 'stackName' | 'physicalIds'>;

/** Physical id → logical id. */
export type Names = ReadonlyMap<string, string>;

/** A queue is known by its URL, whose end is its name. */
const nameOf = (physicalId: string): string =>
  /^https?:/.test(physicalId) ? physicalId.slice(physicalId.lastIndexOf('/') + 1) : physicalId;

/** Logical ids; in every stack but the first with the stack's name before them. */
export const namesIn = (stacks: readonly Named[]): Names =>
  new Map(
    stacks.flatMap(({stackName, physicalIds}, position) =>
      Object.entries(physicalIds).map(
        ([logical, physical]) => [nameOf(physical), position === 0 ? logical : `${stackName}:${logical}`] as const,
      ),
    ),
  );

/**
 * An ARN by the logical id of the resource in it, as in `UploadsBucket/uploads/*`; one that names none stays as it is. A secret's
 * ARN ends in six characters that its name does not.
 */
export const targetOf = (arn: string, names: Names): string => {
  const [found] = [...names]
    .flatMap(([physical, logical]) => {
      const match = new RegExp(`(?:^|[:/])${RegExp.escape(physical)}(?:-[0-9A-Za-z]{6}$)?(?=$|[:/])`).exec(arn);
      return match ? [{length: physical.length, target: logical + arn.slice(match.index + match[0].length)}] : [];
    })
    .sort((a, b) => b.length - a.length);
  return found?.target ?? arn;
};

/** The decision with its role's logical id; a role that no template has keeps its name. */
export const withLogicalRole = (decision: Decision, names: Names): Decision => ({
  ...decision,
  role: names.get(decision.role) ?? decision.role,
});
