import {grantsOf, roleOf} from './view/access.ts';
import {type Route, routesOf} from './view/functions.ts';
import {at, entries, list, nameIn, number, text} from './view/values.ts';
import {each, type Item, itemOf, ofType, type Rule, type View} from './view/view.ts';

const api = 'AWS::Serverless::Api';

const eachRoute = (holds: (route: Route, view: View) => boolean) => (view: View) =>
  routesOf(view).flatMap((route) => (holds(route, view) ? [] : `${route.method} ${route.path} (${route.item.id})`));

const isRead = ({method}: Route): boolean => method === 'GET' || method === 'HEAD';

const authorizers = (item: Item) => entries(item.get('Auth.Authorizers'));

/** Those to which API Gateway itself gives 403. https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const forbidden = [
  'ACCESS_DENIED',
  'EXPIRED_TOKEN',
  'INVALID_API_KEY',
  'INVALID_SIGNATURE',
  'MISSING_AUTHENTICATION_TOKEN',
  'WAF_FILTERED',
];

const isLimited = (setting: unknown, perSecond: number): boolean =>
  number(at(setting, 'ThrottlingRateLimit')) <= perSecond &&
  number(at(setting, 'ThrottlingBurstLimit')) <= 2 * perSecond;

const settingFor = (item: Item, method: string, path: string): unknown =>
  list(item.get('MethodSettings')).find(
    (setting) => at(setting, 'HttpMethod') === method && at(setting, 'ResourcePath') === path,
  );

/** But its log, and the network interface that it stands in. */
const writes = /^(?!ec2:|logs:)\w+:(Put|Update|Delete|Publish|Send|Create|Start)/;

export const apiRules: readonly Rule[] = [
  {
    id: 'API-01',
    sentence: "only a subscriber's own writes go without the author's token",
    check: eachRoute((route) => isRead(route) || !route.open || route.path.startsWith('/api/subscribers')),
  },
  {
    id: 'API-02',
    sentence: "nothing under the author's path is read without the author's token",
    check: eachRoute(({open, path}) => !open || !path.startsWith('/api/author')),
  },
  {
    id: 'API-03',
    of: 'home',
    sentence: 'who says nothing about a route means the authorizer',
    check: each(api, (item) => authorizers(item).some(([name]) => name === item.get('Auth.DefaultAuthorizer'))),
  },
  {
    id: 'API-04',
    sentence: 'a withdrawn token is refused within a minute',
    check: each(api, (item) =>
      authorizers(item).every(([, authorizer]) => number(at(authorizer, 'Identity.ReauthorizeEvery')) <= 60),
    ),
  },
  {
    id: 'API-05',
    sentence: 'an authorizer is a function of this stack that is given the Authorization header',
    check: each(api, (item, view) =>
      authorizers(item).every(
        ([, authorizer]) =>
          at(authorizer, 'FunctionPayloadType') === 'TOKEN' &&
          at(authorizer, 'Identity.Header') === 'Authorization' &&
          itemOf(view, nameIn(at(authorizer, 'FunctionArn')))?.type === 'AWS::Serverless::Function',
      ),
    ),
  },
  {
    id: 'API-06',
    sentence: 'there is one stage: without an OpenAPI version SAM opens a second',
    check: (view) =>
      ofType(view, api).length === 0 || text(at(view.document, 'Globals.Api.OpenApiVersion')).startsWith('3.')
        ? []
        : ['Globals.Api'],
  },
  {
    id: 'API-07',
    sentence: 'an API is regional: the edge in front of it is ours',
    check: each(api, (item) => item.get('EndpointConfiguration.Type') === 'REGIONAL'),
  },
  {
    id: 'API-08',
    sentence: 'API Gateway never answers 403, which the edge would turn into a page',
    check: (view) =>
      ofType(view, api).flatMap((item) =>
        [...new Set([...forbidden, ...entries(item.get('GatewayResponses')).map(([name]) => name)])].filter((name) => {
          const status = item.get(`GatewayResponses.${name}.StatusCode`);

          return Number(status) === 403 || (forbidden.includes(name) && status === undefined);
        }),
      ),
  },
  {
    id: 'API-09',
    sentence: 'every other fault of the gateway has a document too',
    check: each(api, (item) =>
      ['DEFAULT_4XX', 'DEFAULT_5XX'].every((name) => item.get(`GatewayResponses.${name}`) !== undefined),
    ),
  },
  {
    id: 'API-10',
    sentence: "the gateway's own answers are problem documents with their status, and are not kept",
    check: (view) =>
      ofType(view, api).flatMap((item) =>
        entries(item.get('GatewayResponses')).flatMap(([name, response]) => {
          const status = at(response, 'StatusCode');
          const body = text(at(response, 'ResponseTemplates.application/json'));

          return at(response, 'ResponseParameters.Headers.Content-Type') === "'application/problem+json'" &&
            at(response, 'ResponseParameters.Headers.Cache-Control') === "'no-store'" &&
            body !== '' &&
            (status === undefined ? !body.includes('"status"') : body.includes(`"status":${status},`))
            ? []
            : name;
        }),
      ),
  },
  {
    id: 'API-11',
    sentence: 'the whole API is throttled',
    check: each(api, (item) => isLimited(settingFor(item, '*', '/*'), 100)),
  },
  {
    id: 'API-12',
    of: 'home',
    sentence: 'what makes mail leave the house is throttled to a few a second',
    check: each(api, (item) => isLimited(settingFor(item, 'POST', '/~1api~1subscribers'), 5)),
  },
  {
    id: 'API-13',
    sentence: 'the API compresses: the edge cannot compress what it keeps for no time',
    check: each(api, (item) => number(item.get('MinimumCompressionSize')) <= 10_240),
  },
  {
    id: 'API-14',
    sentence: 'every route stands under /api/ and belongs to an API of this stack',
    check: eachRoute((route, view) => route.path.startsWith('/api/') && itemOf(view, route.api)?.type === api),
  },
  {
    id: 'API-15',
    sentence: 'a method and a path have one function',
    check: eachRoute(
      ({method, path, item}, view) =>
        routesOf(view).filter((other) => other.method === method && other.path === path && other.item !== item)
          .length === 0,
    ),
  },
  {
    id: 'API-16',
    sentence: 'who only reads may only read: a GET changes nothing',
    check: eachRoute(
      (route, view) =>
        !isRead(route) ||
        !grantsOf(roleOf(view, route.item)).some(({actions}) => actions.some((action) => writes.test(action))),
    ),
  },
  {
    id: 'API-17',
    sentence: 'a function answers before API Gateway gives up, after 29 seconds',
    check: eachRoute(
      ({item}, view) => number(item.get('Timeout') ?? at(view.document, 'Globals.Function.Timeout')) < 29,
    ),
  },
  {
    id: 'API-18',
    sentence: 'readers and subscribers need no token',
    check: eachRoute(
      (route) =>
        route.open ||
        route.path.startsWith('/api/author') ||
        !(isRead(route) || route.path.startsWith('/api/subscribers')),
    ),
  },
];
