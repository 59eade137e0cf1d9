import test from 'ava';
import {changesBetween, templateData} from '../../generator/changes.ts';
import {pathText} from '../../generator/edits.ts';
import type {Schema} from '../../generator/replacements.ts';

/** What the schema says of the few properties below. */
const schema: Schema = {
  replaces: (type, [key = '']) =>
    ({
      'AWS::DynamoDB::GlobalTable': ['KeySchema', 'TableName'],
      'AWS::S3::Bucket': ['BucketName'],
      'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
      'AWS::SNS::Subscription': ['Endpoint'],
    })[type]?.includes(key) === true,
  isStateful: (type) => ['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::SQS::Queue'].includes(type),
};

const retained = {DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain'};

const key = (...names: readonly string[]) => ({
  KeySchema: names.map((AttributeName) => ({AttributeName, KeyType: 'HASH'})),
});

const table = (properties: object = {}, attributes: object = retained) => ({
  Type: 'AWS::DynamoDB::GlobalTable',
  ...attributes,
  Properties: {...key('pk'), ...properties},
});

const replicas = (...regions: readonly string[]) => ({
  Replicas: regions.map((Region) => ({Region, DeletionProtectionEnabled: true})),
});

const queue = (properties: object = {}) => ({Type: 'AWS::SQS::Queue', Properties: properties});
const bucket = (properties: object = {}) => ({Type: 'AWS::S3::Bucket', ...retained, Properties: properties});

const between = (before: object, after: object) =>
  changesBetween({Resources: before}, {Resources: after}, schema).map(({id, kind, edits, risks, refusals}) => ({
    id,
    kind,
    paths: edits.map(({path}) => pathText(path)),
    risks: risks.map(({kind: risk, about}) => `${risk} ${about}`),
    refusals,
  }));

const one = (before: object, after: object) => between({One: before}, {One: after})[0];

test('equal templates have no changes, in whatever order their keys stand', (t) => {
  t.deepEqual(between({One: queue({a: 1, b: 2}), Two: queue()}, {Two: queue(), One: queue({b: 2, a: 1})}), []);
});

test('a change names the property, and an item of a list by what names it', (t) => {
  const had = {A: {B: 1}, Replicas: [{Region: 'x', C: 1}], Steps: [{D: 1}, {D: 2}]};
  const has = {
    A: {B: 2},
    Replicas: [
      {Region: 'w', C: 1},
      {Region: 'x', C: 2},
    ],
    Steps: [{D: 1}, {D: 3}],
  };

  t.deepEqual(one(queue(had), queue(has))?.paths, [
    'Properties.A.B',
    'Properties.Replicas[x].C',
    'Properties.Replicas[w]',
    'Properties.Steps[1].D',
  ]);
});

test('another order of a list is a change', (t) => {
  t.deepEqual(one(queue({A: [{Id: 'x'}, {Id: 'y'}]}), queue({A: [{Id: 'y'}, {Id: 'x'}]}))?.paths, ['Properties.A']);
});

test('an intrinsic is one value', (t) => {
  t.deepEqual(one(queue({A: {Ref: 'X'}}), queue({A: {Ref: 'Y'}}))?.paths, ['Properties.A']);
});

test('a stateful resource that is removed without Retain loses its data, and with Retain does not', (t) => {
  t.deepEqual(between({One: table({}, {})}, {})[0]?.risks, ['deleted One']);
  t.deepEqual(between({One: table({}, {DeletionPolicy: 'Delete'})}, {})[0]?.risks, ['deleted One']);
  t.deepEqual(between({One: table()}, {})[0]?.risks, []);
  t.deepEqual(between({One: {Type: 'AWS::IAM::Role'}}, {})[0]?.risks, []);
});

test('a renamed table starts empty', (t) => {
  t.deepEqual(
    between({One: table()}, {Two: table()}).map(({id, kind, risks}) => [id, kind, ...risks]),
    [
      ['One', 'removed', 'left-behind Two'],
      ['Two', 'added'],
    ],
  );
});

test('another key of a table is another table, which is empty', (t) => {
  t.like(one(table(), table(key('id'))), {kind: 'replaced', risks: ['left-behind One'], refusals: []});
});

test('a replaced resource keeps its data only if both templates retain it', (t) => {
  t.deepEqual(one(table({}, {}), table(key('id'), {}))?.risks, ['deleted One']);
  t.deepEqual(one(table({}, {}), table(key('id')))?.risks, ['deleted One']);
  t.deepEqual(one(table(), table(key('id'), {}))?.risks, ['deleted One']);
});

test('a property that cannot change replaces also where it is the first one, or stands in a new object', (t) => {
  const nested: Schema = {...schema, replaces: (_type, path) => path.join('.') === 'A.B'};

  t.is(one({Type: 'AWS::SQS::Queue'}, queue({FifoQueue: true}))?.kind, 'replaced');
  t.is(
    changesBetween({Resources: {One: queue()}}, {Resources: {One: queue({A: {B: 1}})}}, nested)[0]?.kind,
    'replaced',
  );
});

test('a replacement under a fixed name is refused, under another name or none it is not', (t) => {
  const named = (TableName: string) => ({TableName});

  t.is(one(table(named('a')), table({...named('a'), ...key('id')}))?.refusals.length, 1);
  t.deepEqual(one(table(named('a')), table({...named('b'), ...key('id')}))?.refusals, []);
  t.deepEqual(one(table(), table(key('id')))?.refusals, []);
});

test('what names a replaced resource where it cannot change is replaced with it, and so on', (t) => {
  const subscription = (endpoint: object) => ({Type: 'AWS::SNS::Subscription', Properties: {Endpoint: endpoint}});
  const others = {
    Follower: subscription({'Fn::GetAtt': ['One', 'Arn']}),
    Second: subscription({'Fn::Sub': '$'.concat('{Follower}/x')}),
    Bystander: {Type: 'AWS::IAM::Role', Properties: {Resource: {Ref: 'One'}}},
  };

  t.deepEqual(
    between({One: queue(), ...others}, {One: queue({FifoQueue: true}), ...others}).map(({id, kind}) => [id, kind]),
    [
      ['One', 'replaced'],
      ['Follower', 'replaced'],
      ['Second', 'replaced'],
    ],
  );
});

test('a resource of another type needs another id', (t) => {
  t.is(one(queue(), {Type: 'AWS::IAM::Role', Properties: {}})?.refusals.length, 1);
});

test('one replica may come or go per deploy, and two may not', (t) => {
  const refusals = (before: readonly string[], after: readonly string[]) =>
    one(table(replicas(...before)), table(replicas(...after)))?.refusals;

  t.deepEqual(refusals(['a'], ['a', 'b']), []);
  t.deepEqual(refusals(['a', 'b'], ['a']), []);
  t.deepEqual(refusals(['a'], ['a', 'b', 'c']), [
    'expected one replica added or removed per deploy, got b added, c added',
  ]);
  t.is(refusals(['a', 'b'], ['a', 'c'])?.length, 1);
});

test('one index may come or go per deploy, and two may not', (t) => {
  const indexes = (...names: readonly string[]) =>
    table({GlobalSecondaryIndexes: names.map((IndexName) => ({IndexName}))});

  t.deepEqual(one(indexes('a'), indexes('a', 'b'))?.refusals, []);
  t.is(one(indexes(), indexes('a', 'b'))?.refusals.length, 1);
});

test('the stream of a table with replicas cannot change, of a single one it can', (t) => {
  const streaming = (StreamViewType: string, ...regions: readonly string[]) =>
    table({StreamSpecification: {StreamViewType}, ...replicas(...regions)});

  t.is(one(streaming('KEYS_ONLY', 'a', 'b'), streaming('NEW_IMAGE', 'a', 'b'))?.refusals.length, 1);
  t.deepEqual(one(streaming('KEYS_ONLY', 'a'), streaming('NEW_IMAGE', 'a'))?.refusals, []);
});

test('the service token of a custom resource cannot change', (t) => {
  const custom = (ServiceToken: string) => ({Type: 'Custom::Site', Properties: {ServiceToken}});

  t.is(one(custom('a'), custom('b'))?.refusals.length, 1);
});

test('a protection taken away is a risk, and one given is not', (t) => {
  const safe = table({Replicas: [{Region: 'a', PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true}}]});
  const bare = table({Replicas: [{Region: 'a'}]}, {});

  t.deepEqual(one(safe, bare)?.risks, [
    'unprotected DeletionPolicy',
    'unprotected UpdateReplacePolicy',
    'unprotected Properties.Replicas[a].PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled',
  ]);
  t.deepEqual(one(bare, safe)?.risks, []);
  t.deepEqual(one(bucket({VersioningConfiguration: {Status: 'Enabled'}}), bucket())?.risks, [
    'unprotected Properties.VersioningConfiguration.Status',
  ]);
});

test('a replica removed takes no protection from the others', (t) => {
  t.deepEqual(one(table(replicas('a', 'b')), table(replicas('a')))?.risks, []);
});

test('what is kept for a shorter time than before is a risk, and for longer is not', (t) => {
  const expiring = (ExpirationInDays: number) =>
    bucket({LifecycleConfiguration: {Rules: [{Id: 'x', ExpirationInDays}]}});
  const keeping = (MessageRetentionPeriod: number) => queue({MessageRetentionPeriod});
  const forgetting = table({TimeToLiveSpecification: {AttributeName: 'ttl', Enabled: true}});

  t.deepEqual(one(bucket(), expiring(9))?.risks, [
    'expires-sooner Properties.LifecycleConfiguration.Rules[x].ExpirationInDays',
  ]);
  t.is(one(expiring(9), expiring(8))?.risks.length, 1);
  t.is(one(expiring(9), expiring(10))?.risks.length, 0);
  t.is(one(queue(), keeping(345_599))?.risks.length, 1);
  t.is(one(queue(), keeping(345_600))?.risks.length, 0);
  t.true((one(table(), forgetting)?.risks.length ?? 0) > 0);
  t.is(one(forgetting, table())?.risks.length, 0);
});

test('what is not stateful is at no risk', (t) => {
  const role = (properties: object, attributes: object) => ({
    Type: 'AWS::IAM::Role',
    ...attributes,
    Properties: properties,
  });

  t.deepEqual(one(role({}, retained), role({ExpirationInDays: 1}, {}))?.risks, []);
});

test('parameters, globals, outputs and the description are compared too', (t) => {
  const changes = changesBetween(
    {Description: 'a', Parameters: {P: {Type: 'String'}}, Globals: {Function: {Timeout: 1}}, Resources: {}},
    {Description: 'b', Globals: {Function: {Timeout: 2}}, Resources: {}, Outputs: {O: {Value: 'x'}}},
    schema,
  );

  t.deepEqual(
    changes.map(({section, id, kind}) => `${section} ${id} ${kind}`),
    ['Description  changed', 'Parameters P removed', 'Globals Function changed', 'Outputs O added'],
  );
});

test('a file without resources is no template', (t) => {
  t.throws(() => templateData({}), {message: 'expected a template with Resources'});
  t.throws(() => templateData(null));
  t.notThrows(() => templateData({Resources: {}}));
});
