import {allowed, everywhere} from './actions.ts';
import {grantsOf, isByWayOfService, keyOf, permits, roleOf, type Statement, trustOf} from './view/access.ts';
import {consumerOf, functionsOf} from './view/functions.ts';
import {at, list, nameIn, namesIn, once, same, spelling, text} from './view/values.ts';
import {each, type Item, itemOf, ofType, type Rule, typeIn, type View} from './view/view.ts';

const role = 'AWS::IAM::Role';

/** Who uses roles → the service that takes them. */
const users = {
  'AWS::ApiGateway::Account': 'apigateway.amazonaws.com',
  'AWS::DAX::Cluster': 'dax.amazonaws.com',
  'AWS::Serverless::Function': 'lambda.amazonaws.com',
  'AWS::Serverless::StateMachine': 'states.amazonaws.com',
  'AWS::Events::Rule': 'events.amazonaws.com',
  'AWS::Scheduler::Schedule': 'scheduler.amazonaws.com',
} as const;

const rolesUsed = once((view: View): readonly (readonly [item: Item, roleId: string])[] => [
  ...ofType(view, 'AWS::DAX::Cluster').map((item) => [item, nameIn(item.get('IAMRoleARN'))] as const),
  ...ofType(view, 'AWS::ApiGateway::Account').map((item) => [item, nameIn(item.get('CloudWatchRoleArn'))] as const),
  ...ofType(view, 'AWS::Serverless::Function', 'AWS::Serverless::StateMachine').map(
    (item) => [item, nameIn(item.get('Role'))] as const,
  ),
  ...ofType(view, 'AWS::Events::Rule').flatMap((item) =>
    list(item.get('Targets')).map((target) => [item, nameIn(at(target, 'RoleArn'))] as const),
  ),
  ...ofType(view, 'AWS::Scheduler::Schedule').map((item) => [item, nameIn(item.get('Target.RoleArn'))] as const),
]);

const eachGrant = (holds: (grant: Statement, view: View, role: Item) => boolean) => (view: View) =>
  ofType(view, role).flatMap((item) =>
    grantsOf(item).flatMap((grant) => (holds(grant, view, item) ? [] : `${item.id} ${grant.actions.join(', ')}`)),
  );

/** Beside the home region a role names tables by what it is told, which is another rule's to judge. */
const isToldTable = (view: View, resource: unknown): boolean =>
  view.stack === 'replica' && /:table\/\$\{\w+\}$/.test(spelling(resource));

const toldOf = (view: View, item: Item): readonly string[] => [
  ...namesIn(item.get('Environment.Variables')),
  ...namesIn(item.get('EventInvokeConfig')),
  nameIn(item.get('LoggingConfig.LogGroup')),
  ...ofType(view, 'AWS::Lambda::EventSourceMapping')
    .filter((mapping) => consumerOf(view, mapping) === item)
    .flatMap((mapping) => namesIn(mapping.properties)),
];

/** They do not say for whom they take a role. */
const silentServices: readonly unknown[] = ['lambda.amazonaws.com', 'dax.amazonaws.com', 'apigateway.amazonaws.com'];

/** What it takes besides, where a key encrypts. */
const keyActions: readonly (readonly [asks: RegExp, needs: string])[] = [
  [/^dynamodb:(?!DescribeTable|ListStreams)|^s3:GetObject$|^secretsmanager:GetSecretValue$/, 'kms:Decrypt'],
  [/^s3:PutObject$|^secretsmanager:PutSecretValue$/, 'kms:GenerateDataKey'],
];

const isObjectAction = (action: string): boolean => action.startsWith('s3:') && !action.startsWith('s3:ListBucket');

export const iamRules: readonly Rule[] = [
  {
    id: 'IAM-01',
    sentence: 'every function, machine, rule and schedule has a role of its own, written here',
    check: (view) =>
      rolesUsed(view).flatMap(([item, id], i) =>
        itemOf(view, id)?.type === role && !rolesUsed(view).some(([, other], j) => i !== j && other === id)
          ? []
          : item.id,
      ),
  },
  {
    id: 'IAM-02',
    sentence: 'a role is taken by the service that runs its user, and by nobody else',
    check: (view) =>
      rolesUsed(view).flatMap(([item, id]) => {
        const used = itemOf(view, id);
        const service = users[item.type as keyof typeof users];
        const trust = used ? trustOf(used) : [];

        return trust.length === 1 &&
          trust.every(
            ({effect, principal, actions}) =>
              effect === 'Allow' && same(principal, {Service: service}) && same(actions, ['sts:AssumeRole']),
          )
          ? []
          : id;
      }),
  },
  {
    id: 'IAM-03',
    sentence: 'a service that acts for many accounts takes a role only for this one',
    check: each(role, (item) =>
      trustOf(item).every(
        ({principal, condition}) =>
          silentServices.includes(at(principal, 'Service')) ||
          same(condition, {StringEquals: {'aws:SourceAccount': {Ref: 'AWS::AccountId'}}}),
      ),
    ),
  },
  {
    id: 'IAM-04',
    sentence: 'no policy of AWS and none of SAM: what a role may do stands here',
    check: (view) => [
      ...each(
        role,
        (item) => item.get('ManagedPolicyArns') === undefined && item.get('PermissionsBoundary') === undefined,
      )(view),
      ...functionsOf(view).flatMap((item) => (item.get('Policies') === undefined ? [] : item.id)),
    ],
  },
  {
    id: 'IAM-05',
    sentence: 'every role is used',
    check: each(role, (item, view) => rolesUsed(view).some(([, id]) => id === item.id)),
  },
  {
    id: 'IAM-06',
    sentence:
      "the resource '*' is for what knows no other: logs of machines and APIs, a function's network interface, the quota of mails",
    check: eachGrant(
      ({resources, actions}, _view, item) =>
        !resources.includes('*') ||
        actions.every((action) =>
          trustOf(item).every(({principal}) => everywhere[text(at(principal, 'Service'))]?.includes(action)),
        ),
    ),
  },
  {
    id: 'IAM-07',
    sentence: 'an action is named in full',
    check: eachGrant(
      ({actions}) => actions.length > 0 && actions.every((action) => /^[a-z0-9]+:[A-Za-z]+$/.test(action)),
    ),
  },
  {
    id: 'IAM-08',
    sentence: 'nobody may do what nobody here does',
    check: eachGrant(({actions, resources}, view) =>
      resources.every((resource) => {
        const known = allowed[typeIn(view, resource)] ?? ['ses:SendRawEmail', ...Object.values(everywhere).flat()];

        return isToldTable(view, resource) || actions.every((action) => known.includes(action));
      }),
    ),
  },
  {
    id: 'IAM-09',
    sentence: 'a function may touch only what it is told of',
    check: (view) =>
      functionsOf(view).flatMap((item) =>
        grantsOf(roleOf(view, item)).flatMap((grant) =>
          isByWayOfService(grant) ||
          grant.resources.every((resource) => namesIn(resource).every((id) => toldOf(view, item).includes(id)))
            ? []
            : `${item.id} ${grant.actions.join(', ')}`,
        ),
      ),
  },
  {
    id: 'IAM-10',
    sentence: 'a function may write its own log',
    check: each('AWS::Serverless::Function', (item, view) =>
      grantsOf(roleOf(view, item)).some(
        ({actions, resources}) =>
          same(actions, ['logs:CreateLogStream', 'logs:PutLogEvents']) &&
          nameIn(resources) === nameIn(item.get('LoggingConfig.LogGroup')),
      ),
    ),
  },
  {
    id: 'IAM-11',
    sentence: 'rights to objects end in a prefix, rights to a bucket name the bucket',
    check: eachGrant(({actions, resources}) =>
      actions.every(
        (action) =>
          !action.startsWith('s3:') ||
          resources.every((resource) => /\/\*$/.test(text(at(resource, 'Fn::Sub'))) === isObjectAction(action)),
      ),
    ),
  },
  {
    id: 'IAM-12',
    sentence: 'a grant allows, and nothing is allowed by exception',
    check: eachGrant(({effect, keys}) => effect === 'Allow' && !keys.some((key) => /^Not|^Principal$/.test(key))),
  },
  {
    id: 'IAM-13',
    sentence: 'there are no users, groups, keys or policies beside the roles',
    check: (view) => view.items.flatMap(({type, id}) => (type.startsWith('AWS::IAM::') && type !== role ? id : [])),
  },
  {
    id: 'IAM-14',
    sentence: 'a grant names its resource in this stack; only mail knows none, and goes by identity',
    check: eachGrant(
      ({actions, resources}, view) =>
        resources.length > 0 &&
        resources.every(
          (resource) =>
            itemOf(view, nameIn(resource)) !== undefined ||
            resource === '*' ||
            isToldTable(view, resource) ||
            (same(actions, ['ses:SendRawEmail']) && text(at(resource, 'Fn::Sub')).endsWith(':identity/*')),
        ),
    ),
  },
  {
    id: 'IAM-15',
    sentence: 'a key is used only by way of the service that encrypts with it, in this region',
    check: eachGrant((grant) => isByWayOfService(grant) === grant.actions.some((action) => action.startsWith('kms:'))),
  },
  {
    id: 'IAM-16',
    sentence: 'only a cluster describes a table',
    check: eachGrant(
      ({actions}, _view, item) =>
        !actions.includes('dynamodb:DescribeTable') ||
        trustOf(item).every(({principal}) => same(principal, {Service: 'dax.amazonaws.com'})),
    ),
  },
  {
    id: 'IAM-17',
    sentence: 'who may use what a key encrypts may use the key',
    check: (view) =>
      ofType(view, role).flatMap((item) =>
        grantsOf(item).flatMap(({actions, resources}) => {
          const key = nameIn(resources.map((resource) => keyOf(itemOf(view, nameIn(resource)))));
          const needs = actions.flatMap((action) => keyActions.find(([asks]) => asks.test(action))?.[1] ?? []);

          return key === '' || needs.every((action) => permits(item, action, key))
            ? []
            : `${item.id} ${actions.join(', ')}`;
        }),
      ),
  },
];
