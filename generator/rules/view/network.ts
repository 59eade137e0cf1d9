// Who stands in the network of the cluster.

import {grantsOf, roleOf} from './access.ts';
import {eachFunction, functionsOf} from './functions.ts';
import {list, nameIn} from './values.ts';
import type {Item, View} from './view.ts';

/** Of a cluster that speaks TLS. */
export const port = 9_111;

export const isInside = (item: Item): boolean => item.get('VpcConfig') !== undefined;

export const eachInside = (holds: (item: Item, view: View) => boolean) =>
  eachFunction((item, view) => !isInside(item) || holds(item, view));

export const ids = (value: unknown): readonly string[] => list(value).map(nameIn);

export const servicesOf = (view: View, item: Item): readonly string[] =>
  grantsOf(roleOf(view, item)).flatMap(({actions}) => actions.map((action) => action.split(':')[0] ?? ''));

/** The groups of those who may call. */
export const callers = (view: View): readonly string[] =>
  functionsOf(view)
    .filter(isInside)
    .flatMap((item) => ids(item.get('VpcConfig.SecurityGroupIds')));
