// Changes as a person reads them: resource by resource, one line a fact.

import type {Change} from './changes.ts';
import {pathText} from './edits.ts';
import type {Edit} from './refusals.ts';
import type {Risk} from './risks.ts';

const maxCharacters = 70;

const shortForms: Readonly<Record<string, string>> = {Ref: '!Ref', 'Fn::GetAtt': '!GetAtt', 'Fn::Sub': '!Sub'};

/** An intrinsic as template.yaml spells it, anything else as JSON. */
const wholeText = (value: unknown): string => {
  const [[key = '', inner] = [], ...others] = Object.entries(Object(value));
  const tag = shortForms[key];

  return tag !== undefined && others.length === 0 ? `${tag} ${[inner].flat().join('.')}` : JSON.stringify(value);
};

const valueText = (value: unknown): string => {
  const text = wholeText(value);

  return text.length > maxCharacters ? `${text.slice(0, maxCharacters - 1)}…` : text;
};

const editText = ({path, before, after, replaces, follows}: Edit): string => {
  const where = pathText(path);
  const consequence = replaces ? ' (cannot change in place)' : '';

  if (follows !== undefined) {
    return `${where}: names ${follows}, which is replaced${consequence}`;
  }

  if (before === undefined) {
    return `${where}: added ${valueText(after)}${consequence}`;
  }

  return after === undefined
    ? `${where}: removed ${valueText(before)}${consequence}`
    : `${where}: ${valueText(before)} → ${valueText(after)}${consequence}`;
};

const riskText: Readonly<Record<Risk['kind'], (about: string) => string>> = {
  deleted: (about) => `what ${about} holds is deleted with it`,
  'left-behind': (about) => `${about} starts empty; the old data stays in the account, outside the stack`,
  unprotected: (about) => `${about} protects the data no longer`,
  'expires-sooner': (about) => `${about} deletes data that is kept today`,
};

const linesOf = ({section, id, type, kind, edits, risks, refusals}: Change): readonly string[] => {
  const name = section === 'Resources' ? id : pathText([section, ...(id === '' ? [] : [id])]);
  const [edit] = edits;
  const risky = risks.map(({kind: risk, about}) => `  AT RISK: ${riskText[risk](about)}`);

  if (edit !== undefined && edit.path.length === 0) {
    return [editText({...edit, path: [name]})];
  }

  return [
    `${name}${type === undefined ? '' : ` (${type})`}: ${kind}`,
    ...edits.map((each) => `  ${editText(each)}`),
    ...risky,
    ...refusals.map((refusal) => `  REFUSED by CloudFormation: ${refusal}`),
  ];
};

const counted = (count: number, words: string): readonly string[] => (count === 0 ? [] : [`${count} ${words}`]);

const summaryOf = (changes: readonly Change[]): string => {
  const kinds = ['added', 'removed', 'changed', 'replaced'] as const satisfies readonly Change['kind'][];

  return [
    ...kinds.flatMap((kind) => counted(changes.filter((change) => change.kind === kind).length, kind)),
    ...counted(changes.filter(({risks}) => risks.length > 0).length, 'AT RISK'),
    ...counted(changes.filter(({refusals}) => refusals.length > 0).length, 'REFUSED'),
  ].join(', ');
};

export const changeLines = (changes: readonly Change[]): readonly string[] =>
  changes.length === 0 ? ['nothing changes'] : [...changes.flatMap(linesOf), '', summaryOf(changes)];

/** Whether data is in danger, or the deploy would be rolled back. */
export const needsAttention = (changes: readonly Change[]): boolean =>
  changes.some(({risks, refusals}) => risks.length > 0 || refusals.length > 0);
