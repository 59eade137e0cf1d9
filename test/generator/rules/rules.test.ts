import test from 'ava';
import {coveringSet} from '../../../audit/configs.ts';
import {generate} from '../../../generator/generate.ts';
import {breachesOf, breachLine} from '../../../generator/rules/rules.ts';
import {sources, templatesOf} from '../sample.ts';

for (const {name, choice, config} of coveringSet()) {
  test(`no rule is broken by ${name}: ${Object.values(choice).join(', ')}`, (t) => {
    t.deepEqual(breachesOf(generate(config, sources), sources).map(breachLine), []);
  });
}

const extremes: Readonly<Record<string, object>> = {
  'ten regions': {
    regions: [
      ...['us-east-1', 'eu-west-1', 'ap-northeast-1', 'sa-east-1', 'af-south-1'],
      ...['ap-south-1', 'me-central-1', 'ap-southeast-2', 'us-west-2', 'eu-north-1'],
    ],
  },
  'the least of everything': {memory: {apiMb: 128, photosMb: 1_024}, retention: {logDays: 1, failureDays: 1}},
  'the most of everything': {memory: {apiMb: 10_240, photosMb: 10_240}, retention: {logDays: 3_653, failureDays: 14}},
};

for (const [name, changes] of Object.entries(extremes)) {
  test(`no rule is broken by ${name}`, (t) => {
    t.deepEqual(breachesOf(templatesOf(changes), sources).map(breachLine), []);
  });
}

test('a breach is told with its rule, the promise and the place', (t) => {
  const endless = sources.photosWorkflow.replace('"TimeoutSeconds": 3600,', '');

  t.deepEqual(breachesOf(templatesOf(), {...sources, photosWorkflow: endless}).map(breachLine), [
    'WORKFLOW-06: expected that a run ends within a day, one of new-post mails within thirty; not so: TimeoutSeconds in statemachines/photos.asl.json',
  ]);
});

test('a place outside of template.yaml is told with its file', (t) => {
  const {home, replica} = templatesOf({regions: ['eu-central-1', 'us-west-2']});
  const [name, reads] = Object.entries(replica?.sections ?? {})[0] ?? [];
  const emptied = reads && replica && {...replica, sections: {[String(name)]: {...reads, outputs: []}}};
  const breaches = breachesOf({home, ...(emptied && {replica: emptied})}, sources).map(breachLine);

  t.true(
    breaches.some(
      (line) =>
        line.startsWith('REPLICA-08: ') && line.endsWith('; not so: template.replica.yaml Outputs.ApiDomainName'),
    ),
  );
});
