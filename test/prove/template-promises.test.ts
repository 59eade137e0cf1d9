import {readFileSync} from 'node:fs';
import test from 'ava';
import blogConfig from '../../blog.config.ts';
import {parseTemplate, templatesFor} from '../../local/generate.ts';
import {inRoot} from '../../local/places.ts';
import type {SamTemplate} from '../../local/template.ts';
import {keepers, talkativeSettings} from '../../prove/canaries/template-promises.ts';

const home = (): SamTemplate => parseTemplate(readFileSync(inRoot('template.yaml'), 'utf8'));
const hardened = await templatesFor({...blogConfig, profile: 'hardened', alarmMail: 'owner@example.com'});

const changed = (template: SamTemplate, id: string, change: object): SamTemplate => {
  const resource = template.Resources[id];
  if (!resource) throw new Error(`expected a ${id}, got none`);
  return {
    ...template,
    Resources: {...template.Resources, [id]: {...resource, Properties: {...resource.Properties, ...change}}},
  };
};

test('what may hold an address beside the tables is encrypted, and gone after two weeks', (t) => {
  for (const template of [home(), hardened.home]) {
    const {lines, broken} = keepers(template);

    t.true(lines.some((line) => line === 'FeedbackQueue: encrypted, 4 days'));
    t.true(lines.some((line) => line === 'FailuresBucket: encrypted, 14 days'));
    t.deepEqual(broken, []);
  }
});

const notices = test.macro({
  exec: (t, id: string, change: object) => {
    t.is(keepers(changed(home(), id, change)).broken.length, 1);
  },
  title: (what) => `it is noticed ${what}`,
});

const expires = (days: number) => ({Rules: [{Status: 'Enabled', ExpirationInDays: days}]});
test('if failures stay longer', notices, 'FailuresBucket', {LifecycleConfiguration: expires(15)});
test('if failures stay for ever', notices, 'FailuresBucket', {LifecycleConfiguration: {Rules: []}});
test('if failures are not encrypted', notices, 'FailuresBucket', {BucketEncryption: {}});
test('if old versions of failures stay', notices, 'FailuresBucket', {VersioningConfiguration: {Status: 'Enabled'}});
test('if feedback is not encrypted', notices, 'FeedbackQueue', {SqsManagedSseEnabled: false});
test('if feedback stays longer', notices, 'FeedbackDeadLetterQueue', {MessageRetentionPeriod: 15 * 86_400});

const everywhere = [home(), hardened.home, hardened.replica, hardened.edge].filter((one) => one !== undefined);

test('no service is told to write down what a token or an address can be in', (t) => {
  t.is(everywhere.length, 4);
  t.deepEqual(everywhere.flatMap(talkativeSettings), []);
});

const talks = test.macro({
  exec: (t, template: SamTemplate | undefined, id: string, change: object) => {
    t.is(talkativeSettings(changed(template as SamTemplate, id, change)).length, 1);
  },
  title: (what) => `it is noticed where ${what}`,
});

test('the log of the API has the path', talks, hardened.home, 'BlogApi', {AccessLogSetting: {Format: '$context.path'}});
test('the API logs bodies', talks, home(), 'BlogApi', {MethodSettings: [{DataTraceEnabled: true}]});
test('the API is traced', talks, home(), 'BlogApi', {TracingEnabled: true});
test('a function is traced', talks, home(), 'SubscribeFunction', {Tracing: 'Active'});
test('the runs of mails are logged with their data', talks, home(), 'NewPostMailStateMachine', {
  Logging: {IncludeExecutionData: true},
});
test('the distribution logs queries', talks, hardened.edge, 'VisitsDelivery', {RecordFields: ['cs-uri-query']});
test('the distribution logs whatever there is', talks, hardened.edge, 'VisitsDelivery', {RecordFields: undefined});
test('the firewall samples whole requests', talks, hardened.edge, 'WebAcl', {DataProtectionConfig: undefined});
