import test from 'ava';
import {type Call, compareGrants, type Decision, type Exception} from '../../local/grants/compare.ts';
import {parseDecisions} from '../../local/grants/decisions.ts';
import {grantsIn} from '../../local/grants/deployed-grants.ts';
import {namesIn, targetOf, withLogicalRole} from '../../local/grants/names.ts';
import {registerOf} from '../../local/grants/register.ts';
import {grantLines, holds} from '../../local/grants/report.ts';

const physicalIds = {
  SavePostRole: 'blog-SavePostRole-1A',
  PostsTable: 'blog-PostsTable-2B',
  UploadsBucket: 'blog-uploadsbucket-3c',
  ChangedPhotosQueue: 'http://127.0.0.1:4566/000000000000/blog-ChangedPhotosQueue-4D',
  LinkKeySecret: 'blog-LinkKeySecret-5E',
  SavePostLogGroup: '/aws/lambda/blog/save-post',
};
const names = namesIn([
  {stackName: 'blog', physicalIds},
  {stackName: 'blog-us-west-2', physicalIds: {ReadPostRole: 'west-ReadPostRole-6F'}},
]);

const table = 'arn:aws:dynamodb:eu-central-1:000000000000:table/blog-PostsTable-2B';
const uploads = 'arn:aws:s3:::blog-uploadsbucket-3c';
const log = 'arn:aws:logs:eu-central-1:000000000000:log-group:/aws/lambda/blog/save-post:*';

/** The policy of SavePostRole as it is deployed. */
const policy = (...statements: {Action: string | string[]; Resource: string | string[]}[]): string =>
  JSON.stringify({Version: '2012-10-17', Statement: statements.map((one) => ({Effect: 'Allow', ...one}))});

const grants = grantsIn(
  'SavePostRole',
  policy(
    {Action: ['dynamodb:GetItem', 'dynamodb:PutItem'], Resource: table},
    {Action: 's3:PutObject', Resource: `${uploads}/uploads/*`},
  ),
  names,
);

const call = (action: string, resource: string, role = 'SavePostRole'): Decision => ({
  role,
  action,
  resource,
  decision: 'allowed',
});

const allUsed: readonly Decision[] = [
  call('dynamodb:GetItem', table),
  call('dynamodb:PutItem', table),
  call('s3:PutObject', `${uploads}/uploads/a`),
];

const inShort = ({role, action, resource}: Call): string => `${role} ${action} ${targetOf(resource, names)}`;

test('a run that uses every grant and calls nothing else holds', (t) => {
  const comparison = compareGrants(grants, allUsed, []);

  t.is(comparison.used.length, 3);
  t.true(holds(comparison));
});

test('a grant that no call uses is unused', (t) => {
  const more = grantsIn(
    'SavePostRole',
    policy({Action: ['dynamodb:GetItem', 'dynamodb:Scan'], Resource: table}),
    names,
  );

  const comparison = compareGrants([...grants, ...more], allUsed, []);

  t.deepEqual(comparison.unused.map(inShort), ['SavePostRole dynamodb:Scan PostsTable']);
  t.false(holds(comparison));
});

test('a call that IAM refused is denied, once', (t) => {
  const refused: Decision = {...call('dynamodb:DeleteItem', table), decision: 'denied'};

  const comparison = compareGrants(grants, [...allUsed, refused, refused], []);

  t.deepEqual(comparison.denied.map(inShort), ['SavePostRole dynamodb:DeleteItem PostsTable']);
  t.false(holds(comparison));
});

test('a call that IAM refused although a grant names it, as when a condition is not met, is denied too', (t) => {
  const refused: Decision = {...call('dynamodb:GetItem', table), decision: 'denied'};

  const comparison = compareGrants(grants, [...allUsed.slice(1), refused], []);

  t.deepEqual(comparison.denied.map(inShort), ['SavePostRole dynamodb:GetItem PostsTable']);
  t.deepEqual(comparison.unused.map(inShort), ['SavePostRole dynamodb:GetItem PostsTable']);
});

test('a call that was allowed by something else than its own role is denied', (t) => {
  const byBucketPolicy = call('s3:GetObject', `${uploads}/uploads/a`);
  const ofNoTemplate = call('dynamodb:GetItem', table, 'blog-MadeBySomebodyElse');

  const comparison = compareGrants(grants, [...allUsed, byBucketPolicy, ofNoTemplate], []);

  t.deepEqual(comparison.denied.map(inShort), [
    'SavePostRole s3:GetObject UploadsBucket/uploads/a',
    'blog-MadeBySomebodyElse dynamodb:GetItem PostsTable',
  ]);
});

test('a grant on a prefix is used by what lies below it, and by nothing beside it', (t) => {
  const beside = compareGrants(grants, [...allUsed.slice(0, 2), call('s3:PutObject', `${uploads}/originals/a`)], []);

  t.deepEqual(
    beside.unused.map(({target}) => target),
    ['UploadsBucket/uploads/*'],
  );
  t.deepEqual(beside.denied.map(inShort), ['SavePostRole s3:PutObject UploadsBucket/originals/a']);
});

test('wildcards cover as in IAM: actions whatever their case, resources to the letter', (t) => {
  const wide = grantsIn('SavePostRole', policy({Action: 'dynamodb:get*', Resource: `${table.slice(0, -1)}?`}), names);

  t.is(compareGrants(wide, [call('dynamodb:GetItem', table)], []).used.length, 1);
  t.is(compareGrants(wide, [call('dynamodb:GetItem', table.toLowerCase())], []).used.length, 0);
  t.is(compareGrants(wide, [call('dynamodb:GetItem', `${table}/index/tags`)], []).used.length, 0);
});

const exception: Exception = {
  roles: /Role$/,
  actions: ['logs:PutLogEvents'],
  targets: /LogGroup\b/,
  reason: 'Lambda writes it.',
};
const writesLog = grantsIn('SavePostRole', policy({Action: 'logs:PutLogEvents', Resource: log}), names);

test('an exception explains its actions on its targets, and no others', (t) => {
  const onTable = grantsIn('SavePostRole', policy({Action: 'logs:PutLogEvents', Resource: table}), names);

  const comparison = compareGrants([...grants, ...writesLog, ...onTable], allUsed, [exception]);

  t.deepEqual(
    comparison.explained.map(({target}) => target),
    ['SavePostLogGroup:*'],
  );
  t.deepEqual(
    comparison.unused.map(({target}) => target),
    ['PostsTable'],
  );
});

test('an exception that nothing needs is needless, also one whose grants are used', (t) => {
  const none = compareGrants(grants, allUsed, [exception]);
  const used = compareGrants(writesLog, [call('logs:PutLogEvents', log.replace('*', 'stream'))], [exception]);
  const needed = compareGrants(writesLog, [], [{...exception, actions: [...exception.actions, 'logs:TagResource']}]);

  t.deepEqual(
    [none, used].map(({needless}) => needless.length),
    [1, 1],
  );
  t.false(holds(used));
  t.deepEqual(needed.needless, ['logs:TagResource on LogGroup\\b of Role$']);
});

test('an ARN is called by the logical id of what it names', (t) => {
  const secret = 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:blog-LinkKeySecret-5E-aB3dE9';

  t.is(targetOf(`${table}/stream/2026`, names), 'PostsTable/stream/2026');
  t.is(targetOf('arn:aws:sqs:eu-central-1:000000000000:blog-ChangedPhotosQueue-4D', names), 'ChangedPhotosQueue');
  t.is(targetOf(secret, names), 'LinkKeySecret');
  t.is(targetOf('arn:aws:s3:::blog-uploadsbucket-3cd', names), 'arn:aws:s3:::blog-uploadsbucket-3cd');
  t.is(targetOf('*', names), '*');
});

test('a role of a further stack is called with the name of its stack', (t) => {
  t.is(
    withLogicalRole(call('dynamodb:GetItem', table, 'west-ReadPostRole-6F'), names).role,
    'blog-us-west-2:ReadPostRole',
  );
  t.is(withLogicalRole(call('dynamodb:GetItem', table, 'blog-SavePostRole-1A'), names).role, 'SavePostRole');
});

test('the report has a line a role, a line a problem, and the totals', (t) => {
  const decisions = parseDecisions(
    `${JSON.stringify(call('dynamodb:GetItem', table))}\n${JSON.stringify({...call('s3:GetObject', uploads), decision: 'denied'})}\n`,
  );

  const lines = grantLines(compareGrants([...grants, ...writesLog], decisions, [exception]), (arn) =>
    targetOf(arn, names),
  );

  t.deepEqual(lines, [
    'SavePostRole   4 granted   1 used   1 explained  dynamodb:GetItem PostsTable',
    '',
    'denied: SavePostRole calls s3:GetObject on UploadsBucket',
    'unused: SavePostRole may dynamodb:PutItem on PostsTable, and never does',
    'unused: SavePostRole may s3:PutObject on UploadsBucket/uploads/*, and never does',
    '',
    '1 roles, 4 grants, 1 denied, 2 unused, 1 explained',
  ]);
});

test('every exception of the register has a reason, and no two explain the same', (t) => {
  const register = registerOf('everything');
  t.true(register.length > registerOf(undefined).length);
  for (const {reason} of register) t.regex(reason, /^[A-Z].+\.$/);
  const all = register.flatMap(({roles, actions, targets}) => actions.map((action) => [roles, action, targets].join()));
  t.is(new Set(all).size, all.length);
});
