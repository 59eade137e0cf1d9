import {isDeepStrictEqual} from 'node:util';
import test from 'ava';
import {documentsOf, machineDocumentsOf, placesOf, rules} from '../../../generator/rules/rules.ts';
import {viewsOf} from '../../../generator/rules/view/view.ts';
import {sources, templatesOf} from '../sample.ts';
import {
  bucketsSabotages,
  consumersSabotages,
  dataSabotages,
  mailSabotages,
  messagesSabotages,
  schedulesSabotages,
} from './data-sabotages.ts';
import {daxSabotages} from './dax-sabotages.ts';
import {apiSabotages, cachingSabotages, edgeSabotages, headersSabotages} from './edge-sabotages.ts';
import {feedbackSabotages} from './feedback-sabotages.ts';
import {firewallSabotages, hardenedSabotages} from './hardened-sabotages.ts';
import {mediaSabotages, runsSabotages} from './photos-sabotages.ts';
import {type ProfileName, profiles} from './profiles.ts';
import {domainSabotages, regionSabotages, replicaSabotages} from './regions-sabotages.ts';
import {type Blog, gone, type Sabotage, sabotaged} from './sabotage.ts';
import {functionsSabotages, iamSabotages, opsSabotages, siteSabotages, stackSabotages} from './stack-sabotages.ts';
import {uploadSabotages} from './uploads-sabotages.ts';

const sabotages: readonly Sabotage[] = [
  ...edgeSabotages,
  ...cachingSabotages,
  ...headersSabotages,
  ...regionSabotages,
  ...domainSabotages,
  ...apiSabotages,
  ...daxSabotages,
  ...dataSabotages,
  ...bucketsSabotages,
  ...consumersSabotages,
  ...messagesSabotages,
  ...schedulesSabotages,
  ...mailSabotages,
  ...feedbackSabotages,
  ...uploadSabotages,
  ...mediaSabotages,
  ...runsSabotages,
  ...siteSabotages,
  ...functionsSabotages,
  ...iamSabotages,
  ...opsSabotages,
  ...hardenedSabotages,
  ...replicaSabotages,
  ...firewallSabotages,
  ...stackSabotages,
];

const blogs = Object.entries(profiles).map(([name, changes]) => ({
  name: name as ProfileName,
  blog: {documents: documentsOf(templatesOf(changes)), machines: machineDocumentsOf(sources)},
}));

/** Undefined if the blog has no such place, or it would stay as it is. */
const afterOf = (name: ProfileName, blog: Blog, [, place, value, only]: Sabotage): Blog | undefined => {
  const after = only?.includes(name) === false ? undefined : sabotaged(blog, place, value);

  return after && isDeepStrictEqual(after, blog) ? undefined : after;
};

const cases = sabotages.flatMap((sabotage) =>
  blogs.flatMap(({name, blog}) => {
    const after = afterOf(name, blog, sabotage);

    return after ? {name, sabotage, after} : [];
  }),
);

const noticed = new Map<ProfileName, number>();

const shown = (value: unknown): string =>
  value === gone ? 'gone' : typeof value === 'function' ? String(value) : JSON.stringify(value);

for (const {
  name,
  after,
  sabotage: [id, place, value],
} of cases) {
  test(`${name}: ${place} is ${shown(value)} → ${id}`, (t) => {
    const rule = rules.find((each) => each.id === id);
    const broken = rule ? placesOf(rule, viewsOf(after.documents, after.machines)) : [];

    t.not(broken.length, 0);
    noticed.set(name, (noticed.get(name) ?? 0) + 1);
  });
}

test('every sabotage has a place in some blog', (t) => {
  t.deepEqual(
    sabotages.filter((sabotage) => !cases.some((each) => each.sabotage === sabotage)).map(([id, place]) => [id, place]),
    [],
  );
});

test('every rule has a name of its own and notices something', (t) => {
  const ids = rules.map(({id}) => id);
  const hit = new Set(sabotages.map(([rule]) => rule));

  t.is(new Set(ids).size, ids.length);
  t.deepEqual(
    ids.filter((id) => !hit.has(id)),
    [],
  );
  t.deepEqual(
    [...hit].filter((id) => !ids.includes(id)),
    [],
  );
});

const row = (...cells: readonly (string | number)[]): string =>
  cells.map((cell, i) => (i === 0 ? String(cell).padEnd(24) : String(cell).padStart(10))).join('');

test.after.always('what was noticed', () => {
  if (process.env['npm_lifecycle_event'] !== 'sabotage') {
    return;
  }

  const total = [...noticed.values()].reduce((sum, count) => sum + count, 0);

  console.log(
    [
      '',
      row(`${rules.length} rules`, 'sabotages', 'noticed'),
      ...blogs.map(({name}) => row(name, cases.filter((each) => each.name === name).length, noticed.get(name) ?? 0)),
      row('together', cases.length, total),
    ].join('\n'),
  );
});
