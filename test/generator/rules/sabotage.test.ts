import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import {breachesOf, breachLine, rules} from '../../../generator/rules/rules.ts';
import {viewOf} from '../../../generator/rules/template-view.ts';
import {toCloudFormation} from '../../../generator/template.ts';
import {sources, templateOf} from '../sample.ts';
import {
  bucketsSabotages,
  consumersSabotages,
  dataSabotages,
  mailSabotages,
  messagesSabotages,
} from './data-sabotages.ts';
import {apiSabotages, cachingSabotages, edgeSabotages, headersSabotages} from './edge-sabotages.ts';
import {gone, type Sabotage} from './sabotage.ts';
import {
  functionsSabotages,
  iamSabotages,
  mediaSabotages,
  opsSabotages,
  siteSabotages,
  stackSabotages,
} from './stack-sabotages.ts';

const template = templateOf({regions: ['eu-central-1', 'us-west-2']});
const untouched = {...toCloudFormation(template), Workflow: JSON.parse(sources.photosWorkflow) as unknown};

const sabotages: readonly Sabotage[] = [
  ...edgeSabotages,
  ...cachingSabotages,
  ...headersSabotages,
  ...apiSabotages,
  ...dataSabotages,
  ...bucketsSabotages,
  ...consumersSabotages,
  ...messagesSabotages,
  ...mailSabotages,
  ...mediaSabotages,
  ...siteSabotages,
  ...functionsSabotages,
  ...iamSabotages,
  ...opsSabotages,
  ...stackSabotages,
];

type Node = Record<string, unknown>;

const keysOf = (place: string): readonly string[] => {
  const [first = '', ...rest] = place.split('.');

  if (first in untouched) {
    return [first, ...rest];
  }

  const [id = '', attribute = 'Properties'] = first.split(':');

  return ['Resources', id, attribute, ...rest];
};

const sabotaged = (place: string, value: unknown): typeof untouched => {
  const whole = structuredClone(untouched);
  const keys = keysOf(place);
  const last = keys.at(-1) ?? '';
  const parent = keys.slice(0, -1).reduce<unknown>((node, key) => (node as Node)[key], whole) as Node;

  if (value !== gone) {
    parent[last] = structuredClone(value);
  } else if (Array.isArray(parent)) {
    parent.splice(Number(last), 1);
  } else {
    delete parent[last];
  }

  return whole;
};

const shown = (value: unknown): string => (value === gone ? 'gone' : JSON.stringify(value));

const noticed = test.macro({
  exec: (t, [rule, place, value]: Sabotage) => {
    const after = sabotaged(place, value);
    const broken = rules.find(({id}) => id === rule)?.check(viewOf(after, after.Workflow));

    t.false(isDeepStrictEqual(after, untouched));
    t.not(broken?.length ?? 0, 0);
  },
  title: (_, [rule, place, value]: Sabotage) => `${place} is ${shown(value)} → ${rule}`,
});

for (const sabotage of sabotages) {
  test(noticed, sabotage);
}

const variants = {
  'the template as it is': {},
  'one region': {regions: ['us-east-1']},
  'three regions, a reply address': {
    regions: ['us-east-1', 'eu-west-1', 'ap-northeast-1'],
    mail: {sender: 'a@blog.example', replyTo: 'b@blog.example'},
  },
};

for (const [name, changes] of Object.entries(variants)) {
  test(`no rule is broken: ${name}`, (t) => {
    t.deepEqual(breachesOf(templateOf(changes), sources.photosWorkflow), []);
  });
}

test('every rule has a name of its own and notices something', (t) => {
  const ids = rules.map(({id}) => id);
  const hit = new Set(sabotages.map(([rule]) => rule));

  t.is(new Set(ids).size, ids.length);
  t.deepEqual(
    ids.filter((id) => !hit.has(id)),
    [],
  );
});

test('a breach is told with its rule, the promise and the place', (t) => {
  const endless = sources.photosWorkflow.replace('"TimeoutSeconds": 3600,', '');

  t.deepEqual(breachesOf(template, endless).map(breachLine), [
    'WORKFLOW-06: expected that a run ends within a day; not so: TimeoutSeconds',
  ]);
});
