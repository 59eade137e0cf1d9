import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {lint} from '../../audit/cfn-lint.ts';
import {coveringSet, missingPairs} from '../../audit/configs.ts';
import blog from '../../blog.config.ts';
import {toYaml} from '../../generator/yaml.ts';
import {templatesOf} from './sample.ts';

/** As far from the committed config as it goes; `npm run lint` has every pair of settings. */
const everything = {
  regions: ['eu-central-1', 'us-west-2'],
  domain: {name: 'www.blog.example', hostedZoneId: 'Z0123456789ABC'},
  photos: {...blog.photos, animated: true, upload: 'cloudfront', workflow: 'express'},
  cache: 'dax',
  profile: 'hardened',
  alarmMail: 'owner@blog.example',
  tags: {project: 'blog'},
};

// One process for all of them: cfn-lint spends most of its time on reading its schemas.
test('cfn-lint finds nothing, before and after the SAM transform', async (t) => {
  t.timeout(110_000);
  const folder = await mkdtemp(join(tmpdir(), 'myblog-lint-'));
  t.teardown(() => rm(folder, {recursive: true}));
  const templates = Object.entries({committed: {}, everything}).flatMap(([name, changes]) =>
    Object.entries(templatesOf(changes)).map(([stack, template]) => ({
      name: `${name}-${stack}`,
      yaml: toYaml(template),
      regions: ['us-east-1'],
    })),
  );

  t.is(templates.length, 5);
  t.deepEqual(await lint(folder, templates), []);
});

test('cfn-lint is heard', async (t) => {
  t.timeout(110_000);
  const folder = await mkdtemp(join(tmpdir(), 'myblog-lint-'));
  t.teardown(() => rm(folder, {recursive: true}));
  const yaml = toYaml(templatesOf({}).replica ?? t.fail()).replace('RetentionInDays: 30', 'RetentionInDays: 31');

  const findings = await lint(folder, [{name: 'sabotaged', yaml, regions: ['us-east-1']}]);

  t.deepEqual(
    findings.map(({rule}) => rule),
    ['E3030', 'E3030'],
  );
});

test('the covering set has every pair of settings, and the same configs every time', (t) => {
  const set = coveringSet();

  t.true(set.length >= 9);
  t.deepEqual(missingPairs(set), []);
  t.true(missingPairs(set.slice(1)).length > 0);
  t.deepEqual(coveringSet(), set);
});
