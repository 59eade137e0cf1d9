// Pure: which functions are invoked, out of which template, with which events, and what their answers say.
import {resolve} from 'node:path';

type Resource = {readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>>};

/** A built template, as far as it is read here. */
export type BuiltTemplate = {
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Globals?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
};

export type Variables = Readonly<Record<string, string>>;

export type Invocation = {readonly functionId: string; readonly eventName: string};

const functionType = 'AWS::Serverless::Function';

/** What writes comes before what reads, what removes comes last, so that the others find something, and then what tidies up after it. */
const acts: readonly RegExp[] = [
  /^(?:save|subscribe|confirm)\b/,
  /^(?!delete|unsubscribe|remove)/,
  /^(?:delete|unsubscribe)\b/,
  /^remove\b/,
];

const rankOf = ({eventName}: Invocation): number => acts.findIndex((act) => act.test(eventName));

/** Every function of a template, in an order in which their events tell a story. */
export const invocationsOf = ({Resources}: BuiltTemplate): readonly Invocation[] =>
  Object.entries(Resources)
    .filter(([, {Type}]) => Type === functionType)
    .map(([functionId, {Properties}]) => ({
      functionId,
      eventName: String(Properties?.['Handler']).replace(/\.handler$/, ''),
    }))
    .sort((one, other) => rankOf(one) - rankOf(other));

const apiType = 'AWS::Serverless::Api';

/** What a container and the API in front of it need, and no more: other references would have to be resolved. */
const keptProperties: Readonly<Record<string, readonly string[]>> = {
  [functionType]: ['CodeUri', 'Handler', 'Layers', 'MemorySize', 'Timeout', 'Events'],
  'AWS::Serverless::LayerVersion': ['ContentUri', 'CompatibleRuntimes', 'CompatibleArchitectures'],
  [apiType]: ['StageName', 'Auth'],
};

type Events = Readonly<Record<string, {readonly Type: string}>>;

const routesOf = (events: Events): Events =>
  Object.fromEntries(Object.entries(events).filter(([, {Type}]) => Type === 'Api'));

const inContainer = ({Type, Properties = {}}: Resource, folder: string, environment: Variables): Resource => {
  const kept = Object.fromEntries(Object.entries(Properties).filter(([name]) => keptProperties[Type]?.includes(name)));
  for (const name of ['CodeUri', 'ContentUri'])
    if (typeof kept[name] === 'string') kept[name] = resolve(folder, kept[name]);
  if (kept['Events']) kept['Events'] = routesOf(kept['Events'] as Events);
  return {Type, Properties: Type === functionType ? {...kept, Environment: {Variables: environment}} : kept};
};

/**
 * The functions, layers and routes of a template that was built into `folder`, with the environments they are deployed with. SAM
 * passes a container only variables that the template declares, so the engine's address is declared here.
 */
export const templateForContainers = (
  {Parameters, Globals, Resources}: BuiltTemplate,
  folder: string,
  environments: Readonly<Record<string, Variables>>,
  endpoint: string | undefined,
): BuiltTemplate & {readonly Transform: string} => ({
  Transform: 'AWS::Serverless-2016-10-31',
  ...(Parameters && {Parameters}),
  ...(Globals && {Globals}),
  Resources: Object.fromEntries(
    Object.entries(Resources)
      .filter(([, {Type}]) => Type in keptProperties)
      .map(([id, resource]) => [
        id,
        inContainer(resource, folder, {...environments[id], ...(endpoint && {AWS_ENDPOINT_URL: endpoint})}),
      ]),
  ),
});

/** What a blog has in place of what an event is an example of. */
export type Actual = {
  readonly authorToken?: string;
  /** An upload that is still in the bucket. */
  readonly upload?: {readonly photoId: string; readonly etag: string; readonly bytes: number};
  /** A link's token, signed by this blog; the claim names the subscriber. */
  readonly signToken?: (purpose: 'confirm' | 'unsubscribe' | 'return', subscriberId: string) => string;
  readonly responseUrl: string;
};

const photoIds = /\b01[0-9A-HJKMNP-TV-Z]{24}\b/g;
const linkTokens = /\b(confirm|unsubscribe|return)\.[\w-]{8}\.([\w-]+)\.(?:never|\d+)\.[\w-]+/g;

/** An example event, about things that this blog has. */
export const actualEvent = (
  example: string,
  {authorToken, upload, signToken, responseUrl}: Actual,
): Readonly<Record<string, unknown>> => {
  const text = example
    .replaceAll('an-example-of-a-token', (placeholder) => authorToken ?? placeholder)
    .replaceAll(photoIds, (id) => upload?.photoId ?? id)
    .replaceAll(
      linkTokens,
      (token, purpose: 'confirm' | 'unsubscribe' | 'return', id: string) => signToken?.(purpose, id) ?? token,
    );
  const event: Readonly<Record<string, unknown>> = JSON.parse(text);
  return {
    ...event,
    ...('etag' in event && upload && {etag: upload.etag, bytes: upload.bytes}),
    ...('ResponseURL' in event && {ResponseURL: responseUrl}),
  };
};
