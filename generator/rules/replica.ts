// The stack of a further region: it answers reads, and can do nothing else.

import {spelled, stack, sub} from '../cfn.ts';
import {grantsOf} from './view/access.ts';
import {envOf, functionsOf, routesOf} from './view/functions.ts';
import {at, entries, list, same, sameNames, spelling, text} from './view/values.ts';
import {bodiesIn, each, ofType, type Rule, type View} from './view/view.ts';

const api = 'AWS::Serverless::Api';

/** All that there is in such a region. */
const types: readonly string[] = [
  api,
  'AWS::Serverless::Function',
  'AWS::IAM::Role',
  'AWS::Logs::LogGroup',
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::ApiKey',
  'AWS::ApiGateway::UsagePlan',
  'AWS::ApiGateway::UsagePlanKey',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
];

/** Who hears its alarms, which cannot ring in another region. */
const ringing: readonly string[] = ['AlarmsTopic', 'AlarmsTopicPolicy', 'AlarmsSubscription'];

const reads = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];

const tableArn = spelled(sub`arn:${stack.partition}:dynamodb:${stack.region}:${stack.account}:table/`);

type HomeRoute = {readonly path: string; readonly env: unknown};

/** What anyone may read at home, and is the same for everyone: GET, no token, nothing of a subscriber's. */
const publicReads = (view: View): readonly HomeRoute[] =>
  bodiesIn(view, 'home', 'AWS::Serverless::Function').flatMap((body) =>
    entries(at(body, 'Properties.Events')).flatMap(([, event]) => {
      const path = text(at(event, 'Properties.Path'));

      return text(at(event, 'Properties.Method')).toUpperCase() === 'GET' &&
        at(event, 'Properties.Auth.Authorizer') === 'NONE' &&
        !path.startsWith('/api/subscribers')
        ? {path, env: at(body, 'Properties.Environment.Variables')}
        : [];
    }),
  );

export const replicaRules: readonly Rule[] = [
  {
    id: 'REPLICA-01',
    sentence: 'another region has routes by GET only',
    of: 'replica',
    check: (view) => routesOf(view).flatMap(({method, item}) => (method === 'GET' ? [] : item.id)),
  },
  {
    id: 'REPLICA-02',
    sentence: 'another region answers what anyone may read at home, all of it and nothing else',
    of: 'replica',
    check: (view) => {
      const here = routesOf(view).map(({path}) => path);

      return sameNames(
        here,
        publicReads(view).map(({path}) => path),
      )
        ? []
        : here;
    },
  },
  {
    id: 'REPLICA-03',
    sentence:
      'another region keeps nothing: no table, stream, bucket, queue, machine or secret, and no topic but for its alarms',
    of: 'replica',
    check: ({items}) => items.flatMap(({id, type}) => (types.includes(type) || ringing.includes(id) ? [] : id)),
  },
  {
    id: 'REPLICA-04',
    sentence: "another region's roles read its own replicas, by the names that the home stack told",
    of: 'replica',
    check: (view) =>
      ofType(view, 'AWS::IAM::Role').flatMap((role) =>
        grantsOf(role).flatMap(({actions, resources}) =>
          actions.every((action) => action.startsWith('logs:')) ||
          (actions.every((action) => reads.includes(action)) &&
            resources.every((resource) => /^\$\{\w+TableName\}$/.test(spelling(resource).replace(tableArn, ''))))
            ? []
            : `${role.id} ${actions.join(', ')}`,
        ),
      ),
  },
  {
    id: 'REPLICA-05',
    sentence: 'another region asks for no token: there is nothing that would need one',
    of: 'replica',
    check: each(
      api,
      (item) => item.get('Auth.Authorizers') === undefined && item.get('Auth.DefaultAuthorizer') === undefined,
    ),
  },
  {
    id: 'REPLICA-06',
    sentence: 'a function is told the same everywhere, but for the cluster and its way to a table',
    of: 'replica',
    check: (view) =>
      routesOf(view).flatMap(({item, path}) => {
        const atHome = publicReads(view).find((route) => route.path === path)?.env;
        const told = entries(atHome).flatMap(([name]) => (name === 'DAX_ENDPOINT' ? [] : name));

        return sameNames(
          told,
          envOf(item).map(([name]) => name),
        ) && envOf(item).every(([name, value]) => name.endsWith('_TABLE') || same(value, at(atHome, name)))
          ? []
          : item.id;
      }),
  },
  {
    id: 'REPLICA-07',
    sentence: 'another region runs what has a route, outside of any network',
    of: 'replica',
    check: (view) =>
      functionsOf(view).flatMap((item) =>
        routesOf(view).some((route) => route.item === item) && item.get('VpcConfig') === undefined ? [] : item.id,
      ),
  },
  {
    id: 'REPLICA-08',
    sentence: 'another region tells the address of its API, for the home stack',
    of: 'replica',
    check: (view) =>
      same(at(view.document, 'Outputs.ApiDomainName.Value'), at(view.documents.home, 'Outputs.ApiDomainName.Value')) &&
      list(at(view.document, 'Outputs.ApiDomainName.Value')).length === 1
        ? []
        : ['Outputs.ApiDomainName'],
  },
];
