// DMARC: which record holds for a domain, and what it asks for.

import type {Fact} from './facts.ts';

export type Alignment = 'relaxed' | 'strict';

export type Policy = {
  /** Where the record stands. */
  readonly at: string;
  readonly request: 'none' | 'quarantine' | 'reject';
  readonly dkim: Alignment;
  readonly spf: Alignment;
};

export type FoundPolicy = Policy | {readonly breach: string; readonly at: string} | undefined;

/** A longer name is cut to so many labels before the walk goes up. */
const maxLabels = 8;

/** Where a receiver asks, in its order: the domain and those above it. https://www.rfc-editor.org/rfc/rfc9989#section-4.10 */
export const treeWalk = (domain: string): readonly string[] => {
  const labels = domain.split('.');
  const first = labels.length > maxLabels ? [domain] : [];
  const walked = labels.slice(Math.max(0, labels.length - (maxLabels - first.length)));
  return [...first, ...walked.map((_, i) => walked.slice(i).join('.'))].map((name) => `_dmarc.${name}`);
};

const isMeantAsRecord = (txt: string): boolean => /^\s*v\s*=\s*dmarc/i.test(txt);

const tagsOf = (txt: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    txt.split(';').map((tag) => {
      const [name = '', ...value] = tag.split('=');
      return [name.trim().toLowerCase(), value.join('=').trim()];
    }),
  );

const requests = ['none', 'quarantine', 'reject'] as const;

const alignmentOf = (tag: string | undefined): Alignment => (tag?.toLowerCase() === 's' ? 'strict' : 'relaxed');

/** `sp` instead of `p` where the record stands above the domain. */
const parsePolicy = (
  txt: string,
  at: string,
  isAbove: boolean,
): Policy | {readonly breach: string; readonly at: string} => {
  if (!/^v\s*=\s*DMARC1\s*(?:;|$)/.test(txt)) return {at, breach: `expected 'v=DMARC1;' at its start, got '${txt}'`};
  const {p, sp, adkim, aspf} = tagsOf(txt);
  const request = requests.find((one) => one === p?.toLowerCase());
  if (!request)
    return {at, breach: `expected p=none, p=quarantine or p=reject, got ${p === undefined ? 'no p' : `p=${p}`}`};
  const below = requests.find((one) => one === sp?.toLowerCase());
  return {at, request: (isAbove && below) || request, dkim: alignmentOf(adkim), spf: alignmentOf(aspf)};
};

type Place = {readonly at: string; readonly records: readonly string[]};

/** Several at one name are none for a receiver. */
const policyAt = ({at, records: [record = '', ...more]}: Place, isAbove: boolean): FoundPolicy =>
  more.length > 0
    ? {at, breach: `expected one DMARC record, got ${more.length + 1}: receivers heed none of them`}
    : parsePolicy(record, at, isAbove);

/** The record of the organization: where one says so, below a public suffix that says so, or else the highest. */
const organizationsOf = (above: readonly Place[]): Place | undefined => {
  const marked = above.findIndex(({records}) =>
    ['n', 'y'].includes(tagsOf(records[0] ?? '')['psd']?.toLowerCase() ?? ''),
  );
  const isSuffix = marked > 0 && tagsOf(above[marked]?.records[0] ?? '')['psd']?.toLowerCase() === 'y';
  return marked === -1 ? above.at(-1) : above[isSuffix ? marked - 1 : marked];
};

/**
 * What holds for mails from the domain; nothing where it is nowhere said. `txt` gives the TXT records of a name.
 * https://www.rfc-editor.org/rfc/rfc9989#section-4.10.1
 */
export const findPolicy = (domain: string, txt: (name: string) => Fact<readonly string[]>): Fact<FoundPolicy> => {
  const above: Place[] = [];
  for (const at of treeWalk(domain)) {
    const found = txt(at);
    if ('unknown' in found) return found;
    const place = {at, records: found.known.filter(isMeantAsRecord)};
    if (place.records.length === 0) continue;
    if (at === `_dmarc.${domain}`) return {known: policyAt(place, false)};
    above.push(place);
  }
  const place = organizationsOf(above);
  return {known: place && policyAt(place, true)};
};
