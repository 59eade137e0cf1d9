// Findings against the register: each needs a reason, and each reason a finding.

import {type Profile, profiles, type Row} from './register.ts';

export type Finding = {
  /** As cdk-nag spells it, what it found in brackets: `AwsSolutions-IAM5[Resource::*]`. */
  readonly rule: string;
  readonly id: string;
  readonly type: string;
  readonly level: string;
  readonly sentence: string;
  readonly template: string;
  readonly profile: Profile;
};

export type Comparison = {readonly unexplained: readonly Finding[]; readonly problems: readonly string[]};

const fits = (pattern: string, id: string): boolean =>
  pattern.startsWith('*') ? id.endsWith(pattern.slice(1)) : id === pattern;

const speaksOf = (row: Row, finding: Finding): boolean =>
  row.rule === finding.rule && (row.profile ?? finding.profile) === finding.profile;

const explains = (row: Row, finding: Finding): boolean =>
  speaksOf(row, finding) && row.resources.some((pattern) => fits(pattern, finding.id));

/** What the register says beyond the findings. */
const excessOf = (row: Row, findings: readonly Finding[]): readonly string[] => {
  const spoken = findings.filter((finding) => speaksOf(row, finding));
  const unused = row.resources.filter((pattern) => !spoken.some(({id}) => fits(pattern, id)));

  if (unused.length > 0) {
    return unused.map((pattern) => `expected a finding of ${row.rule} for ${pattern}, got none: take it out`);
  }

  const found = profiles.filter((profile) =>
    findings.some((finding) => finding.profile === profile && explains(row, finding)),
  );

  return row.profile === undefined && found.length < profiles.length
    ? [`expected ${row.rule} for ${row.resources.join(', ')} in every profile, got ${found}: say profile: '${found}'`]
    : [];
};

/** The findings are those of every profile. */
export const compare = (findings: readonly Finding[], rows: readonly Row[]): Comparison => ({
  unexplained: findings.filter((finding) => !rows.some((row) => explains(row, finding))),
  problems: rows.flatMap((row) => excessOf(row, findings)),
});

/** One paragraph a rule: what it says, then where. */
export const findingLines = (findings: readonly Finding[]): readonly string[] =>
  [...Map.groupBy(findings, ({rule, level, sentence}) => `${rule} (${level}): ${sentence}`)].flatMap(
    ([heading, same]) => [
      heading,
      ...[...Map.groupBy(same, ({id, type}) => `${id} (${type})`)].map(
        ([resource, places]) => `    ${resource} in ${places.map(({template}) => template).join(', ')}`,
      ),
    ],
  );
