// Two templates as data → what deploying the second over the first would do. What the schema says is an argument.

import {type Difference, differences, isRecord, type Json, keysOf, leavesOf, recordOf} from './edits.ts';
import {type Edit, refusalsOf} from './refusals.ts';
import type {Schema} from './replacements.ts';
import {keeping, type Risk, riskOf} from './risks.ts';

/** A template with CloudFormation's long forms. */
export type TemplateData = Json;

export type Change = {
  readonly section: string;
  /** Empty if the section is one value. */
  readonly id: string;
  readonly type?: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'replaced';
  readonly edits: readonly Edit[];
  readonly risks: readonly Risk[];
  /** Why CloudFormation would not do it: sentences. */
  readonly refusals: readonly string[];
};

/** @throws if it has no resources: an empty or wrong file would be all additions, and look harmless. */
export const templateData = (value: unknown): TemplateData => {
  if (!isRecord(value) || !isRecord(value['Resources'])) {
    throw new Error('expected a template with Resources');
  }

  return value;
};

const referencesIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }

  return Object.entries(recordOf(value)).flatMap(([key, inner]) => {
    switch (key) {
      case 'Ref':
        return [String(inner)];
      case 'Fn::GetAtt':
        return [String(Array.isArray(inner) ? inner[0] : inner).replace(/\..*$/, '')];
      case 'Fn::Sub':
        return [...JSON.stringify(inner).matchAll(/\$\{([A-Za-z0-9]+)/g)].map(([, id]) => id ?? '');
      default:
        return referencesIn(inner);
    }
  });
};

type Sides = {readonly before: Json; readonly after: Json};

/** By id, the edits of what both templates have: also where only a replaced neighbour has another name or ARN. */
const resourceEdits = ({before, after}: Sides, schema: Schema): ReadonlyMap<string, readonly Edit[]> => {
  const shared = Object.keys(after).filter((id) => Object.hasOwn(before, id));
  const typeOf = (id: string): string => String(recordOf(after[id])['Type']);

  const replaces = (id: string, {path: [root, ...path]}: Difference): boolean =>
    root === 'Type' || (root === 'Properties' && schema.replaces(typeOf(id), path));

  const own = shared.map((id): [string, readonly Edit[]] => [
    id,
    differences([], before[id], after[id]).map((edit) => ({
      ...edit,
      replaces: [edit, ...leavesOf(edit)].some((each) => replaces(id, each)),
    })),
  ]);

  const follow = (edits: ReadonlyMap<string, readonly Edit[]>): ReadonlyMap<string, readonly Edit[]> => {
    const isReplaced = (id: string): boolean => edits.get(id)?.some(({replaces}) => replaces) === true;

    const followers = shared
      .filter((id) => !isReplaced(id))
      .flatMap((id) =>
        Object.entries(recordOf(recordOf(after[id])['Properties'])).flatMap(([key, value]) => {
          const follows = referencesIn(value).find(isReplaced);
          const edit = {path: ['Properties', key], before: value, after: value, replaces: true};

          return follows !== undefined && schema.replaces(typeOf(id), [key]) ? [{id, edit: {...edit, follows}}] : [];
        }),
      );

    return followers.length === 0
      ? edits
      : follow(
          new Map(
            [...edits].map(([id, mine]) => [
              id,
              [...mine, ...followers.filter((each) => each.id === id).map(({edit}) => edit)],
            ]),
          ),
        );
  };

  return follow(new Map(own));
};

const resourceChanges = (sides: Sides, schema: Schema): readonly Change[] => {
  const {before, after} = sides;
  const edits = resourceEdits(sides, schema);
  const typed = (body: unknown): string => String(recordOf(body)['Type']);
  const onlyIn = (one: Json, other: Json, type: string): readonly string[] =>
    Object.keys(one).filter((id) => !Object.hasOwn(other, id) && typed(one[id]) === type);

  const removed = (id: string, body: Json): Change => {
    const type = typed(body);
    const successor = onlyIn(after, before, type)[onlyIn(before, after, type).indexOf(id)];
    const isKept = keeping.includes(body['DeletionPolicy']);

    const risks: readonly Risk[] = !isKept
      ? [{kind: 'deleted', about: id}]
      : successor !== undefined
        ? [{kind: 'left-behind', about: successor}]
        : [];

    return {...of(id, type, 'removed'), risks: schema.isStateful(type) ? risks : []};
  };

  const kept = (id: string, mine: readonly Edit[]): Change => {
    const pair = {type: typed(after[id]), before: recordOf(before[id]), after: recordOf(after[id]), edits: mine};
    const isReplaced = mine.some(({replaces}) => replaces);
    const isKept = [pair.before, pair.after].every((body) => keeping.includes(body['UpdateReplacePolicy']));
    const isStateful = schema.isStateful(pair.type) || schema.isStateful(typed(before[id]));

    const risks: readonly Risk[] = isReplaced
      ? [{kind: isKept ? 'left-behind' : 'deleted', about: id}]
      : mine.flatMap(leavesOf).flatMap(riskOf);

    return {
      ...of(id, pair.type, isReplaced ? 'replaced' : 'changed'),
      edits: mine,
      risks: isStateful ? risks : [],
      refusals: refusalsOf(pair, schema),
    };
  };

  const of = (id: string, type: string, kind: Change['kind']): Change => ({
    section: 'Resources',
    id,
    type,
    kind,
    edits: [],
    risks: [],
    refusals: [],
  });

  return keysOf(before, after).flatMap((id) => {
    const mine = edits.get(id);

    if (mine !== undefined) {
      return mine.length > 0 ? [kept(id, mine)] : [];
    }

    return Object.hasOwn(before, id) ? [removed(id, recordOf(before[id]))] : [of(id, typed(after[id]), 'added')];
  });
};

const otherChange = (section: string, id: string, before: unknown, after: unknown): readonly Change[] => {
  const edits = differences([], before, after).map((edit) => ({...edit, replaces: false}));
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';

  return edits.length === 0 ? [] : [{section, id, kind, edits, risks: [], refusals: []}];
};

/** Section by section, in the order of the templates; nothing of what is equal. */
export const changesBetween = (before: TemplateData, after: TemplateData, schema: Schema): readonly Change[] =>
  keysOf(before, after).flatMap((section) => {
    const [had, has] = [before[section], after[section]];

    if (section === 'Resources') {
      return resourceChanges({before: recordOf(had), after: recordOf(has)}, schema);
    }

    return isRecord(had ?? has)
      ? keysOf(recordOf(had), recordOf(has)).flatMap((id) =>
          otherChange(section, id, recordOf(had)[id], recordOf(has)[id]),
        )
      : otherChange(section, '', had, has);
  });
