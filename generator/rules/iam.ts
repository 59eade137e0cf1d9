import {
  at,
  consumerOf,
  each,
  functionsOf,
  grantsOf,
  type Item,
  itemOf,
  list,
  nameIn,
  namesIn,
  ofType,
  type Rule,
  roleOf,
  type Statement,
  same,
  text,
  trustOf,
  type View,
} from './template-view.ts';

const role = 'AWS::IAM::Role';

/** Who uses roles → the service that takes them. */
const users = {
  'AWS::Serverless::Function': 'lambda.amazonaws.com',
  'AWS::Serverless::StateMachine': 'states.amazonaws.com',
  'AWS::Events::Rule': 'events.amazonaws.com',
} as const;

const table = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'];
const stream = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];

/** All that anybody here may ever do, by what it is done to. Scan, and all that changes a resource itself, is left out. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::GlobalTable': [...table, ...stream].map((name) => `dynamodb:${name}`),
  'AWS::S3::Bucket': ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'],
  'AWS::SecretsManager::Secret': ['secretsmanager:GetSecretValue'],
  'AWS::SQS::Queue': ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  'AWS::SNS::Topic': ['sns:Publish'],
  'AWS::Logs::LogGroup': ['logs:CreateLogStream', 'logs:PutLogEvents'],
  'AWS::CloudFront::Distribution': ['cloudfront:CreateInvalidation'],
  'AWS::Serverless::Function': ['lambda:InvokeFunction'],
  'AWS::Serverless::StateMachine': ['states:StartExecution'],
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html: what knows no resource. */
const logDelivery = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

const rolesUsed = (view: View): readonly (readonly [item: Item, roleId: string])[] => [
  ...ofType(view, 'AWS::Serverless::Function', 'AWS::Serverless::StateMachine').map(
    (item) => [item, nameIn(item.get('Role'))] as const,
  ),
  ...ofType(view, 'AWS::Events::Rule').flatMap((item) =>
    list(item.get('Targets')).map((target) => [item, nameIn(at(target, 'RoleArn'))] as const),
  ),
];

const eachGrant = (holds: (grant: Statement, view: View) => boolean) => (view: View) =>
  ofType(view, role).flatMap((item) =>
    grantsOf(item).flatMap((grant) => (holds(grant, view) ? [] : `${item.id} ${grant.actions.join(', ')}`)),
  );

const toldOf = (view: View, item: Item): readonly string[] => [
  ...namesIn(item.get('Environment.Variables')),
  nameIn(item.get('LoggingConfig.LogGroup')),
  ...ofType(view, 'AWS::Lambda::EventSourceMapping')
    .filter((mapping) => consumerOf(view, mapping) === item)
    .flatMap((mapping) => namesIn(mapping.properties)),
];

const isObjectAction = (action: string): boolean => action.startsWith('s3:') && action !== 's3:ListBucket';

export const iamRules: readonly Rule[] = [
  {
    id: 'IAM-01',
    sentence: 'every function, machine and rule has a role of its own, written here',
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
          at(principal, 'Service') === 'lambda.amazonaws.com' ||
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
    sentence: "the resource '*' is for the delivery of a machine's log, which knows no other",
    check: eachGrant(
      ({resources, actions}) => !resources.includes('*') || actions.every((action) => logDelivery.includes(action)),
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
        const known = allowed[itemOf(view, nameIn(resource))?.type ?? ''] ?? ['ses:SendRawEmail', ...logDelivery];

        return actions.every((action) => known.includes(action));
      }),
    ),
  },
  {
    id: 'IAM-09',
    sentence: 'a function may touch only what it is told of',
    check: (view) =>
      functionsOf(view).flatMap((item) =>
        grantsOf(roleOf(view, item)).flatMap(({resources, actions}) =>
          resources.every((resource) => namesIn(resource).every((id) => toldOf(view, item).includes(id)))
            ? []
            : `${item.id} ${actions.join(', ')}`,
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
            (same(actions, ['ses:SendRawEmail']) && text(at(resource, 'Fn::Sub')).endsWith(':identity/*')),
        ),
    ),
  },
];
