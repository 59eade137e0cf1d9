// The places in the blog's own template that erasing has to know.
import {readFileSync} from 'node:fs';
import test from 'ava';
import {parseYaml} from '../../../generator/yaml.ts';
import type {TemplateResources} from '../../../operate/stack-handles.ts';
import {searchedQueues} from '../../../operate/subscribers/searched-queues.ts';

const template = readFileSync(new URL('../../../template.yaml', import.meta.url), 'utf8');
const {Resources} = parseYaml(template) as {readonly Resources: TemplateResources};

test('the queue of what SES tells and its dead letters are searched, and every other queue of dead letters', (t) => {
  const queues = searchedQueues(Resources);

  for (const id of ['FeedbackQueue', 'FeedbackDeadLetterQueue']) t.true(queues.includes(id), id);
  const dead = Object.keys(Resources).filter((id) => id.endsWith('DeadLetterQueue'));
  t.true(dead.length > 3);
  t.deepEqual(
    dead.filter((id) => !queues.includes(id)),
    [],
  );
});

test('the bucket of failures keeps no old versions, which erasing would leave behind', (t) => {
  const {Type, Properties} = Resources['FailuresBucket'] ?? {};

  t.is(Type, 'AWS::S3::Bucket');
  t.is(Properties?.['VersioningConfiguration'], undefined);
});
