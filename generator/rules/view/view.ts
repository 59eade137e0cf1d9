// A template as rules see it: resources by type and id, beside the other templates of the same blog.

import type {Templates} from '../../generate.ts';
import {parseWorkflow, type Workflow} from '../../workflow.ts';
import {at, entries, nameIn, namesIn, once, text} from './values.ts';

export type Stack = keyof Templates;

/** What CloudFormation is given, by stack; undefined where there is none. */
export type Documents = Readonly<Partial<Record<Stack, unknown>>>;

export type Item = {
  readonly id: string;
  readonly type: string;
  /** A property by its path, `Replicas.0.Region`; undefined where there is none. */
  readonly get: (path: string) => unknown;
  /** The same beside the properties: `DeletionPolicy`. */
  readonly attribute: (path: string) => unknown;
  readonly properties: unknown;
};

export type View = {
  readonly stack: Stack;
  readonly document: unknown;
  readonly documents: Documents;
  readonly items: readonly Item[];
  readonly byId: ReadonlyMap<string, Item>;
  readonly byType: ReadonlyMap<string, readonly Item[]>;
  readonly machines: readonly Machine[];
};

/** A state machine's document, by its path in the repository. */
export type Machine = {readonly path: string; readonly document: unknown; readonly workflow: Workflow};

/** What the files of the state machines hold, by their paths. */
export type MachineDocuments = Readonly<Record<string, unknown>>;

/** `check` returns the places that break the sentence. */
export type Rule = {
  readonly id: string;
  readonly sentence: string;
  /** The only template that it speaks of; every one if not said. */
  readonly of?: Stack;
  readonly check: (view: View) => readonly string[];
};

const itemsOf = (document: unknown): readonly Item[] =>
  entries(at(document, 'Resources')).map(([id, body]) => ({
    id,
    type: text(at(body, 'Type')),
    properties: at(body, 'Properties'),
    get: (path: string) => at(at(body, 'Properties'), path),
    attribute: (path: string) => at(body, path),
  }));

/** One for each template, home first. */
export const viewsOf = (documents: Documents, machineDocuments: MachineDocuments): readonly View[] => {
  const machines = entries(machineDocuments).map(
    ([path, document]): Machine => ({path, document, workflow: parseWorkflow(path, JSON.stringify(document))}),
  );

  return (['home', 'replica', 'edge'] as const).flatMap((stack) => {
    const document = documents[stack];
    const items = itemsOf(document);

    return document === undefined
      ? []
      : {
          stack,
          document,
          documents,
          items,
          byId: new Map(items.map((item) => [item.id, item])),
          byType: Map.groupBy(items, ({type}) => type),
          machines,
        };
  });
};

/** What the properties of an item name. */
export const namesOf = once((item: Item): readonly string[] => namesIn(item.properties));

export const ofType = (view: View, ...types: readonly string[]): readonly Item[] =>
  types.flatMap((type) => view.byType.get(type) ?? []);

export const itemOf = (view: View, id: string): Item | undefined => view.byId.get(id);

/** The type of what an intrinsic names; '' for a parameter, or nothing. */
export const typeIn = (view: View, value: unknown): string => itemOf(view, nameIn(value))?.type ?? '';

/** The commonest check: a sentence about each resource of a type. */
export const each =
  (type: string, holds: (item: Item, view: View) => boolean) =>
  (view: View): readonly string[] =>
    ofType(view, type).flatMap((item) => (holds(item, view) ? [] : item.id));

/** The bodies of another template's resources, or of this one's. */
export const bodiesIn = ({documents}: View, stack: Stack, type: string): readonly unknown[] =>
  entries(at(documents[stack], 'Resources')).flatMap(([, body]) => (at(body, 'Type') === type ? [body] : []));

/** Nothing else is made by one profile alone and named by every other part of it. */
export const isHardened = (view: View): boolean => bodiesIn(view, 'edge', 'AWS::WAFv2::WebACL').length > 0;

/** The regions that the home stack's tables live in, the home region first. */
export const regionsOf = (view: View): readonly string[] =>
  bodiesIn(view, 'home', 'AWS::DynamoDB::GlobalTable')
    .slice(0, 1)
    .flatMap((table) => entries(at(table, 'Properties.Replicas')).map(([, replica]) => text(at(replica, 'Region'))));
