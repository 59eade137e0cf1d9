import {readFileSync} from 'node:fs';
import test from 'ava';
import {parseYaml} from '../../../generator/yaml.ts';
import {deadLetterQueues} from '../../../operate/redrive/dead-letter-queues.ts';
import type {TemplateResources} from '../../../operate/stack-handles.ts';

const template = parseYaml(readFileSync('template.yaml', 'utf8')) as {readonly Resources: TemplateResources};

test('every dead-letter queue of the template is known by what it is for', (t) => {
  const found = deadLetterQueues(template.Resources);

  const queues = Object.keys(template.Resources).filter((id) => id.endsWith('DeadLetterQueue'));
  t.true(queues.length > 0);
  t.deepEqual(found.map(({id}) => id).sort(), queues.sort());
  t.deepEqual(
    new Map(found.map(({id, from, to}) => [id, `${from} ${to}`])),
    new Map([
      ['MailSweepsScheduleDeadLetterQueue', 'schedule SweepMailsFunction'],
      ['FeedbackDeadLetterQueue', 'queue FeedbackQueue'],
      ['UploadsRuleDeadLetterQueue', 'workflow PhotosStateMachine'],
      ['SweepsScheduleDeadLetterQueue', 'schedule SweepPhotosFunction'],
      ['UploadsDeadLetterQueue', 'queue UploadsQueue'],
      ['ChangedPhotosDeadLetterQueue', 'queue ChangedPhotosQueue'],
    ]),
  );
});

test('references are read in either way that CloudFormation spells them', (t) => {
  const resources = {
    Dead: {Type: 'AWS::SQS::Queue'},
    Alive: {
      Type: 'AWS::SQS::Queue',
      Properties: {RedrivePolicy: {deadLetterTargetArn: {'Fn::GetAtt': 'Dead.Arn'}, maxReceiveCount: 5}},
    },
  };

  t.deepEqual(deadLetterQueues(resources), [{id: 'Dead', from: 'queue', to: 'Alive'}]);
});

test('what goes to a queue elsewhere, or comes from one, is left alone', (t) => {
  const target = {Arn: {Ref: 'Machine'}, DeadLetterConfig: {Arn: 'arn:aws:sqs:eu-central-1:000000000000:other'}};
  const resources = {
    Machine: {Type: 'AWS::StepFunctions::StateMachine'},
    Plain: {Type: 'AWS::SQS::Queue', Properties: {}},
    Rule: {Type: 'AWS::Events::Rule', Properties: {Targets: [target]}},
  };

  t.deepEqual(deadLetterQueues(resources), []);
});
