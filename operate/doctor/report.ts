// The findings as lines for a terminal or a log.

import type {Checked} from './checks.ts';
import type {Finding, Verdict} from './findings.ts';

const width = 'not checked  '.length;

const said = (finding: Finding): string => {
  switch (finding.verdict) {
    case 'ok':
      return finding.found;
    case 'wrong':
    case 'advice':
      return `${finding.found} — ${finding.fix}`;
    case 'not checked':
      return finding.why;
  }
};

/** What could not be checked for one reason shares a line, where the first of it stands. */
const groupsOf = (all: readonly Checked[]): readonly (readonly Checked[])[] => [
  ...Map.groupBy(all, ({title, finding}) => (finding.verdict === 'not checked' ? finding.why : title)).values(),
];

const lineOf = (group: readonly Checked[]): readonly string[] =>
  group
    .slice(0, 1)
    .map(
      ({finding}) => `${finding.verdict.padEnd(width)}${group.map(({title}) => title).join(', ')}: ${said(finding)}`,
    );

export const countOf = (all: readonly Checked[], verdict: Verdict): number =>
  all.filter(({finding}) => finding.verdict === verdict).length;

const summaryOf = (all: readonly Checked[]): string => {
  const count = (verdict: Verdict): string => `${countOf(all, verdict)} ${verdict}`;
  const advised = countOf(all, 'advice') > 0 ? [count('advice')] : [];
  const figures = [count('wrong'), ...advised, count('not checked'), count('ok')].join(', ');
  const first = all.flatMap(({title, finding}) => (finding.verdict === 'wrong' ? [{title, fix: finding.fix}] : []))[0];
  return first ? `${figures}; what to do first (${first.title}): ${first.fix}` : figures;
};

/** A line a check, and what to do first. Pure. */
export const reportLines = (all: readonly Checked[]): readonly string[] => [
  ...groupsOf(all).flatMap(lineOf),
  summaryOf(all),
];
