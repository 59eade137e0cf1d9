// Pure: what roles may do against what they did. Roles and targets are logical ids, resources are ARNs.
import {wildcard} from '../wildcards.ts';

export type Call = {readonly role: string; readonly action: string; readonly resource: string};
export type Decision = Call & {readonly decision: 'allowed' | 'denied'};

/** One action of one statement on one of its resources; `action` and `resource` may hold `*` and `?`. */
export type Grant = Call & {
  /** The resource as the template knows it: `UploadsBucket/uploads/*`. */
  readonly target: string;
};

/** Grants that a run cannot show to be used, for they are used by AWS on a role's behalf, where the engine asks nobody. */
export type Exception = {
  readonly roles: RegExp;
  readonly actions: readonly string[];
  readonly targets: RegExp;
  readonly reason: string;
  /** The one run that has such grants; without it every run has. */
  readonly option?: string;
};

export type Comparison = {
  readonly used: readonly Grant[];
  readonly explained: readonly Grant[];
  readonly unused: readonly Grant[];
  /** Calls that IAM refused, and calls that no grant of the caller's role covers, each once. */
  readonly denied: readonly Call[];
  /** What the register excuses although nothing needs it, a sentence each. */
  readonly needless: readonly string[];
};

/** As IAM compares: actions whatever their case, resources to the letter. */
const covers = (grant: Grant, call: Call): boolean =>
  grant.role === call.role &&
  wildcard(grant.action, 'i').test(call.action) &&
  wildcard(grant.resource).test(call.resource);

const excuses = ({roles, actions, targets}: Exception, grant: Grant): boolean =>
  roles.test(grant.role) && actions.includes(grant.action) && targets.test(grant.target);

const onceEach = <T extends Call>(calls: readonly T[]): readonly T[] => [
  ...new Map(calls.map((call) => [JSON.stringify(Object.values(call)), call])).values(),
];

export const compareGrants = (
  grants: readonly Grant[],
  decisions: readonly Decision[],
  register: readonly Exception[],
): Comparison => {
  const calls = onceEach(decisions);
  const isUsed = (grant: Grant): boolean => calls.some((call) => call.decision === 'allowed' && covers(grant, call));
  const idle = grants.filter((grant) => !isUsed(grant));
  const isExplained = (grant: Grant): boolean => register.some((exception) => excuses(exception, grant));
  return {
    used: grants.filter(isUsed),
    explained: idle.filter(isExplained),
    unused: idle.filter((grant) => !isExplained(grant)),
    denied: calls.filter((call) => call.decision === 'denied' || !grants.some((grant) => covers(grant, call))),
    needless: register.flatMap((exception) =>
      exception.actions
        .filter((action) => !idle.some((grant) => grant.action === action && excuses(exception, grant)))
        .map((action) => `${action} on ${exception.targets.source} of ${exception.roles.source}`),
    ),
  };
};
