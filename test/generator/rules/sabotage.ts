// What a tired hand could do to a template, one property at a time, and the rule that must notice.

import {workflowPaths} from '../../../generator/generate.ts';
import {at} from '../../../generator/rules/view/values.ts';
import type {Documents, MachineDocuments} from '../../../generator/rules/view/view.ts';
import type {ProfileName} from './profiles.ts';

/** Stands for a property that is taken away. */
export const gone = Symbol('gone');

/** Gives what stands at a place in other words. */
type Rewrite = (before: string) => string;

type Put = string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>> | typeof gone | Rewrite;

/**
 * The rule, the place, what is put there, and the profiles if it does no harm in every one that has such a place. A place starts
 * at the properties of a resource (`SiteBucket.Tags`), beside them (`SiteBucket:DeletionPolicy`), or at another section of the
 * template or a workflow (`Globals.Api`, `Workflow.States` of the photos, `PostsWorkflow.States`); `replica/` and `edge/` go before it for the other templates. An item
 * of a list is named by its number, or by a property: `Origins.Id=api`.
 */
export type Sabotage = readonly [rule: string, place: string, value: Put, profiles?: readonly ProfileName[]];

/** The place of a statement in a role, by its first action. */
export const grant = (role: string, action: string): string =>
  `${role}.Policies.0.PolicyDocument.Statement.Action=${action}`;

/** What a resource's own policy allows. */
export const statement = (policy: string): string => `${policy}.PolicyDocument.Statement.Effect=Allow`;

export type Blog = {readonly documents: Documents; readonly machines: MachineDocuments};

const keysOf = (blog: Blog, place: string): readonly string[] => {
  const [, stack = 'home', local = ''] = /^(?:(replica|edge)\/)?(.*)$/s.exec(place) ?? [];
  const [first = '', ...rest] = local.split('.');

  if (first === 'Workflow' || first === 'PostsWorkflow') {
    return ['machines', workflowPaths[first === 'Workflow' ? 'photosWorkflow' : 'newPostMailWorkflow'], ...rest];
  }

  if (at(blog.documents.home, first) !== undefined) {
    return ['documents', stack, first, ...rest];
  }

  const [id = '', attribute = 'Properties'] = first.split(':');

  return ['documents', stack, 'Resources', id, attribute, ...rest];
};

const indexOf = (items: readonly unknown[], key: string): number => {
  const [, property, wanted] = /^(\w+)=(.+)$/.exec(key) ?? [];

  return property === undefined
    ? Number(key)
    : items.findIndex((item) => String([at(item, property)].flat()[0]) === wanted);
};

/** The node with another value at a place in it; undefined if it has no such place. */
const put = (node: unknown, [key = '', ...rest]: readonly string[], value: Put): unknown => {
  if (typeof node !== 'object' || node === null) {
    return undefined;
  }

  const name = Array.isArray(node) ? String(indexOf(node, key)) : key;
  const before: unknown = (node as Readonly<Record<string, unknown>>)[name];
  const isNew = !Array.isArray(node) && value !== gone && typeof value !== 'function';
  const last = typeof value === 'function' ? value(String(before)) : value;
  const after: unknown = rest.length > 0 ? put(before, rest, value) : last;

  if (after === undefined || (before === undefined && !isNew)) {
    return undefined;
  }

  if (Array.isArray(node)) {
    return after === gone ? node.toSpliced(Number(name), 1) : node.with(Number(name), after);
  }

  const {[name]: _, ...others} = node as Readonly<Record<string, unknown>>;

  return after === gone ? others : {...node, [name]: after};
};

/** Undefined if the blog has no such place. */
export const sabotaged = (blog: Blog, place: string, value: Put): Blog | undefined =>
  put(blog, keysOf(blog, place), value) as Blog | undefined;
