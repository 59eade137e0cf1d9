// Functions: what they are set to, told, read from and called by.

import {at, entries, nameIn, once, text} from './values.ts';
import {type Item, itemOf, ofType, type View} from './view.ts';

export const functionsOf = (view: View): readonly Item[] => ofType(view, 'AWS::Serverless::Function');

/** A function's own setting, or what all functions have. */
export const settingOf = (view: View, item: Item | undefined, name: string): unknown =>
  item?.get(name) ?? at(view.document, `Globals.Function.${name}`);

export const envOf = (item: Item | undefined): readonly (readonly [string, unknown])[] =>
  entries(item?.get('Environment.Variables'));

/** What functions know by this name. */
export const knownAs = (view: View, name: string): readonly Item[] => {
  const ids = functionsOf(view).flatMap((item) =>
    envOf(item).flatMap(([key, value]) => (key === name ? nameIn(value) : [])),
  );

  return [...new Set(ids)].flatMap((id) => itemOf(view, id) ?? []);
};

export const eachFunction =
  (holds: (item: Item, view: View) => boolean) =>
  (view: View): readonly string[] =>
    functionsOf(view).flatMap((item) => (holds(item, view) ? [] : item.id));

export type Route = {
  readonly item: Item;
  readonly method: string;
  readonly path: string;
  readonly api: string;
  /** Asked nobody's token: by its own word, or because nothing else is said anywhere. */
  readonly open: boolean;
};

export const routesOf = once((view: View): readonly Route[] =>
  functionsOf(view).flatMap((item) =>
    entries(item.get('Events')).flatMap(([, event]) => {
      const api = nameIn(at(event, 'Properties.RestApiId'));
      const authorizer =
        at(event, 'Properties.Auth.Authorizer') ?? itemOf(view, api)?.get('Auth.DefaultAuthorizer') ?? 'NONE';

      return at(event, 'Type') === 'Api'
        ? {
            item,
            method: text(at(event, 'Properties.Method')).toUpperCase(),
            path: text(at(event, 'Properties.Path')),
            api,
            open: authorizer === 'NONE',
          }
        : [];
    }),
  ),
);

/** Mappings by what they read: `AWS::DynamoDB::GlobalTable` or `AWS::SQS::Queue`. */
export const mappingsOf = (view: View, sourceType: string): readonly Item[] =>
  ofType(view, 'AWS::Lambda::EventSourceMapping').filter(
    (mapping) => itemOf(view, nameIn(mapping.get('EventSourceArn')))?.type === sourceType,
  );

/** Where what no function could handle is put, whole: records of streams, and calls that nobody waits for. */
export const failureBuckets = (view: View): readonly string[] => {
  const places = [
    ...mappingsOf(view, 'AWS::DynamoDB::GlobalTable').map((mapping) => mapping.get('DestinationConfig')),
    ...functionsOf(view).map((item) => item.get('EventInvokeConfig.DestinationConfig')),
  ].filter((config) => config !== undefined);

  return [...new Set(places.map((config) => nameIn(at(config, 'OnFailure.Destination'))))];
};

export const consumerOf = (view: View, mapping: Item): Item | undefined =>
  itemOf(view, nameIn(mapping.get('FunctionName')));
