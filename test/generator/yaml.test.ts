import test from 'ava';
import {parse} from 'yaml';
import {either, getAtt, logicalId, ref, resource, stack, sub, zone} from '../../generator/cfn.ts';
import {type Head, template, toCloudFormation} from '../../generator/template.ts';
import {parseYaml, toYaml} from '../../generator/yaml.ts';
import {templatesOf} from './sample.ts';

const head: Head = {
  deploy: 'how',
  description: 'x',
  parameters: [],
  globals: {},
  notes: {},
  names: new Map([['u-1', 'OurPolicy']]),
};
const role = (properties: object) =>
  resource(logicalId('some-role'), 'AWS::IAM::Role', {AssumeRolePolicyDocument: {...properties}});
const textOf = (...resources: ReturnType<typeof resource>[]): string =>
  toYaml(template({tags: {}}, head, {mail: {about: 'what it is', resources}}));

const writes = test.macro({
  exec: (t, value: unknown, expected: string) => {
    t.true(textOf(role({key: value})).includes(`key: ${expected}\n`), textOf(role({key: value})));
  },
  title: (_, _value, expected) => `a value is written as ${expected}`,
});

const id = logicalId('posts', 'table');

/** As Fn::Sub spells it. */
const placeholder = (name: string): string => `\${${name}}`;

test(writes, ref(id), '!Ref PostsTable');
test(writes, getAtt(id, 'Arn'), '!GetAtt PostsTable.Arn');
test(writes, sub`${stack.name}-site`, `!Sub ${placeholder('AWS::StackName')}-site`);
test(writes, sub`${getAtt(id, 'Arn')}/stream/*`, `!Sub ${placeholder('PostsTable.Arn')}/stream/*`);
test(writes, sub`a: ${stack.name}`, `!Sub 'a: ${placeholder('AWS::StackName')}'`);
test(writes, zone(1), "!Select [1, !GetAZs '']");
test(
  writes,
  either({id: logicalId('is-deployed'), isTold: id}, ref(id), sub`${ref(id)}-x`),
  `!If [IsDeployed, !Ref PostsTable, !Sub '${placeholder('PostsTable')}-x']`,
);
test(writes, '2012-10-17', "'2012-10-17'");
test(writes, 'on', "'on'");
test(writes, '012', "'012'");
test(writes, ['GET', 'HEAD'], '[GET, HEAD]');
test(writes, 'u-1', 'u-1 # OurPolicy');

test('a section has a heading, and a reason stands above its resource', (t) => {
  const topic = resource(logicalId('news'), 'AWS::SNS::Topic', {}, {why: 'Because.'});

  t.regex(
    textOf(role({}), topic),
    /# =+\n {2}# MAIL: what it is\n {2}# =+\n {2}SomeRole:\n[^#]+\n\n {2}# Because\.\n {2}News:/,
  );
});

test('a note stands above its property, at the first of those who share it', (t) => {
  const noted = (noun: string) =>
    resource(
      logicalId(noun),
      'AWS::SQS::Queue',
      {VisibilityTimeout: 1},
      {notes: {'Properties.VisibilityTimeout': 'Long.'}},
    );
  const text = textOf(noted('one'), noted('two'));

  t.regex(text, /One:\n.*\n.*\n {6}# Long\.\n {6}VisibilityTimeout: 1/);
  t.is(text.split('# Long.').length, 2);
});

test('text with lines, quotes and colons is read back as it was', (t) => {
  const text = 'a: "b"\n  c\'s #d\n';
  const read = parse(textOf(role({text})));

  t.is(read.Resources.SomeRole.Properties.AssumeRolePolicyDocument.text, text);
});

test('the whole template is read back as it was', (t) => {
  for (const whole of Object.values(templatesOf({profile: 'hardened', alarmMail: 'a@example.com', cache: 'dax'})))
    t.deepEqual(parseYaml(toYaml(whole)), JSON.parse(JSON.stringify(toCloudFormation(whole))));
});

test('an attribute may have dots of its own', (t) => {
  t.deepEqual(parseYaml('!GetAtt Stack.Outputs.Key'), {'Fn::GetAtt': ['Stack', 'Outputs.Key']});
});
