// Pure: a comparison as lines for a terminal.

import type {Call, Comparison, Grant} from './compare.ts';

/** `dynamodb:GetItem, Query PostsTable; s3:PutObject SiteBucket/*` */
const inWords = (grants: readonly Grant[]): string =>
  [...Map.groupBy(grants, ({action, target}) => `${action.split(':')[0]} ${target}`).values()]
    .map((same) => {
      const actions = same.map(({action}, position) => (position === 0 ? action : action.replace(/^.*:/, '')));
      return `${actions.join(', ')} ${same[0]?.target}`;
    })
    .join('; ');

const roleLines = ({used, explained, unused}: Comparison): readonly string[] => {
  const roles = Map.groupBy([...used, ...explained, ...unused], ({role}) => role);
  const width = Math.max(...[...roles.keys()].map(({length}) => length));
  const count = ({length}: readonly Grant[]): string => String(length).padStart(3);
  return [...roles]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([role, granted]) => {
      const usedHere = used.filter((grant) => grant.role === role);
      const explainedHere = explained.filter((grant) => grant.role === role);
      return `${role.padEnd(width)} ${count(granted)} granted ${count(usedHere)} used ${count(explainedHere)} explained  ${inWords(usedHere)}`.trimEnd();
    });
};

const problemLines = (
  {unused, denied, needless}: Comparison,
  targetOf: (resource: string) => string,
): readonly string[] => [
  ...denied.map(({role, action, resource}: Call) => `denied: ${role} calls ${action} on ${targetOf(resource)}`),
  ...unused.map((grant) => `unused: ${grant.role} may ${grant.action} on ${grant.target}, and never does`),
  ...needless.map((what) => `needless: the register explains ${what}, and nothing needs it`),
];

export const holds = ({unused, denied, needless}: Comparison): boolean =>
  unused.length + denied.length + needless.length === 0;

/** A line a role, a line a problem, and the totals; `targetOf` shortens the resource of a call. */
export const grantLines = (comparison: Comparison, targetOf: (resource: string) => string): readonly string[] => {
  const {used, explained, unused, denied} = comparison;
  const grants = [...used, ...explained, ...unused];
  const problems = problemLines(comparison, targetOf);
  return [
    ...roleLines(comparison),
    '',
    ...(problems.length > 0 ? [...problems, ''] : []),
    `${new Set(grants.map(({role}) => role)).size} roles, ${grants.length} grants, ${denied.length} denied, ${unused.length} unused, ${explained.length} explained`,
  ];
};
