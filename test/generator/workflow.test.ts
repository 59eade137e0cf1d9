import test from 'ava';
import {getAtt, logicalId, ref} from '../../generator/cfn.ts';
import {bindWorkflow, parseWorkflow} from '../../generator/workflow.ts';

const textOf = (states: object): string => JSON.stringify({StartAt: 'A', States: states});
const task = (resource: string, args: object) => ({Type: 'Task', Resource: resource, Arguments: args, End: true});

const table = logicalId('photos', 'table');
/** As the document spells it. */
const placeholder = (name: string): string => `\${${name}}`;

const targets = [{placeholder: 'PhotosTableName', value: ref(table), arn: getAtt(table, 'Arn')}];

test('a task needs the right to its call on what it names', (t) => {
  const workflow = parseWorkflow(
    'x.json',
    textOf({A: task('arn:aws:states:::dynamodb:updateItem', {TableName: placeholder('PhotosTableName'), Key: {}})}),
  );

  t.deepEqual(bindWorkflow(workflow, targets), {
    substitutions: {PhotosTableName: ref(table)},
    grants: [{actions: ['dynamodb:UpdateItem'], resource: getAtt(table, 'Arn')}],
  });
});

test('invoking a function is the right to InvokeFunction', (t) => {
  const {calls} = parseWorkflow(
    'x.json',
    textOf({A: task('arn:aws:states:::lambda:invoke', {FunctionName: placeholder('F')})}),
  );

  t.deepEqual(calls, [{action: 'lambda:InvokeFunction', placeholder: 'F'}]);
});

test('tasks inside a map and a parallel state count', (t) => {
  const inner = {StartAt: 'B', States: {B: task('arn:aws:states:::sns:publish', {TopicArn: placeholder('T')})}};
  const {calls} = parseWorkflow(
    'x.json',
    textOf({A: {Type: 'Map', ItemProcessor: inner}, C: {Type: 'Parallel', Branches: [inner, inner]}}),
  );

  t.is(calls.length, 3);
});

test('a placeholder that nothing stands for is refused with its name and place', (t) => {
  const workflow = parseWorkflow('x.json', textOf({A: {Type: 'Pass', Output: placeholder('Nobody')}}));

  t.throws(() => bindWorkflow(workflow, targets), {
    message: 'expected one of PhotosTableName, got Nobody for a placeholder, in x.json',
  });
});

test('a task that acts on nothing visible is refused', (t) => {
  t.throws(() => parseWorkflow('x.json', textOf({A: task('arn:aws:states:::sns:publish', {TopicArn: 'arn:x'})})), {
    message: 'expected one placeholder in Arguments, got 0, in state A of x.json',
  });
});

test('a task of an unknown kind is refused', (t) => {
  t.throws(() => parseWorkflow('x.json', textOf({A: task('arn:aws:lambda:x:1:function:f', {a: placeholder('F')})})), {
    message: /expected a resource like .*, got arn:aws:lambda:x:1:function:f, in state A of x.json/,
  });
});
