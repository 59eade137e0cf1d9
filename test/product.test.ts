// The promises that no single folder can hold.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {basename} from 'node:path';
import test from 'ava';
import {stringify} from 'yaml';
import blog from '../blog.config.ts';
import {routes} from '../generator/routes.ts';
import {parseTemplate} from '../local/generate.ts';
import {inRoot} from '../local/places.ts';
import {resourcesOfType, type TemplateResource} from '../local/template.ts';
import {bodiesOf, templateOf} from './generator/sample.ts';

const template = parseTemplate(readFileSync(inRoot('template.yaml'), 'utf8'));
const functions = resourcesOfType(template, 'AWS::Serverless::Function');

const handlers = readdirSync(inRoot('src', 'handlers')).map((file) => basename(file, '.ts'));

const pascal = (name: string): string =>
  name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

const property = (resource: TemplateResource | undefined, ...path: string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], resource?.Properties);

type Statement = {Effect: string; Action: string | string[]; Resource: unknown; Condition?: object};

const statementsOf = (role: TemplateResource): Statement[] =>
  ((property(role, 'Policies') ?? []) as {PolicyDocument: {Statement: Statement[]}}[]).flatMap(
    ({PolicyDocument}) => PolicyDocument.Statement,
  );

test('every handler is deployed with some setting, and every deployed function has a handler', (t) => {
  t.true(handlers.length >= 20);
  // The one setting that brings a function of its own.
  const every = bodiesOf(templateOf({photos: {...blog.photos, upload: 'cloudfront'}})).filter(
    ([, {Type}]) => Type === 'AWS::Serverless::Function',
  );

  t.deepEqual(every.map(([id]) => id).sort(), handlers.map((name) => `${pascal(name)}Function`).sort());
  for (const [id, {Properties}] of every)
    t.is(`${pascal(String(Properties?.['Handler']).replace('.handler', ''))}Function`, id);
});

test('every route, every schedule and every task of the workflows names an existing handler', (t) => {
  t.true(routes.length > 10);
  for (const {handler} of routes) t.true(handlers.includes(handler), handler);

  const schedules = resourcesOfType(template, 'AWS::Scheduler::Schedule');
  t.true(schedules.length > 0);
  for (const [id, schedule] of schedules) {
    const [target = ''] = (property(schedule, 'Target', 'Arn', 'Fn::GetAtt') ?? []) as string[];
    t.true(handlers.map((name) => `${pascal(name)}Function`).includes(target), id);
  }

  const files = readdirSync(inRoot('statemachines'));
  t.true(files.length > 1);
  for (const file of files) {
    const machine = JSON.parse(readFileSync(inRoot('statemachines', file), 'utf8'));
    const called = [...JSON.stringify(machine).matchAll(/\$\{(\w+)FunctionArn\}/g)].map(([, name]) => name);
    t.true(called.length > 0);
    for (const name of called) {
      t.true(handlers.map(pascal).includes(name ?? ''), name);
      t.truthy(machine.States[name ?? ''], `a state ${name} that calls the function of its name`);
    }
  }
});

/** The first failed field of a request, whatever kind of handler it was sent to. */
const refusalOf = (outcome: unknown): string | undefined => {
  if (outcome instanceof Error) return outcome.name.includes('Zod') ? outcome.message : undefined;
  const {statusCode = 0, body} = (outcome ?? {}) as {statusCode?: number; body?: string};
  return [400, 413, 415].includes(statusCode) ? body : undefined;
};

for (const name of handlers)
  test(`events/${name}.json is an event that ${name} accepts`, async (t) => {
    const file = inRoot('events', `${name}.json`);
    t.true(existsSync(file));
    const event = JSON.parse(readFileSync(file, 'utf8'));
    const {handler} = await import(`../src/handlers/${name}.ts`);

    // Nothing is configured here, so an accepted event fails later: for want of an environment.
    const outcome = await Promise.resolve(handler(event, {functionName: name, awsRequestId: 'test'})).catch(
      (error: unknown) => error,
    );

    t.is(refusalOf(outcome), undefined);
  });

test('every reference in the template names something that exists', (t) => {
  const known = new Set([...Object.keys(template.Resources), ...Object.keys(template.Parameters ?? {})]);
  const named = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(named);
    if (typeof value !== 'object' || value === null) return [];
    const entries = Object.entries(value);
    const [[key, inner] = ['', undefined]] = entries;
    // SAM's way to a function's newest version.
    if (key === 'Ref') return [String(inner).replace(/\.Version$/, '')];
    if (key === 'Fn::GetAtt') return [String((inner as string[])[0])];
    if (key === 'Fn::Sub')
      return [...String(inner).matchAll(/\$\{([\w:]+)(?:\.[\w.]+)?\}/g)].map(([, name]) => name ?? '');
    return entries.flatMap(([name, nested]) => (name === 'DependsOn' ? [nested].flat().map(String) : named(nested)));
  };

  const references = named({...template.Resources, ...template.Outputs}).filter((name) => !name.startsWith('AWS::'));

  t.true(references.length > 100);
  t.deepEqual(
    [...new Set(references)].filter((name) => !known.has(name)),
    [],
  );
});

test('no role may do or touch everything, but for what has no resource', (t) => {
  // CloudWatch Logs' delivery of a state machine's log cannot be scoped, nor can the account's quota of mails.
  const unscoped = (action: string): boolean => action.startsWith('logs:') || action === 'ses:GetSendQuota';
  const roles = resourcesOfType(template, 'AWS::IAM::Role');
  t.true(roles.length > 20);

  for (const [id, role] of roles) {
    t.falsy(role.Properties?.['ManagedPolicyArns'], id);
    for (const {Action, Resource} of statementsOf(role)) {
      const actions = [Action].flat();
      t.false(
        actions.some((action) => action.includes('*')),
        `${id}: ${actions}`,
      );
      if ([Resource].flat().includes('*')) t.true(actions.every(unscoped), `${id}: ${actions}`);
    }
  }
});

test('every function has a role and a log group of its own, with a retention', (t) => {
  for (const [id, lambda] of functions) {
    const logGroup = property(lambda, 'LoggingConfig', 'LogGroup') as {Ref: string} | undefined;
    t.truthy(property(template.Resources[logGroup?.Ref ?? ''], 'RetentionInDays'), id);
    const role = property(lambda, 'Role', 'Fn::GetAtt') as [string] | undefined;
    t.is(role?.[0], id.replace(/Function$/, 'Role'));
  }
});

test('every queue has a dead-letter queue or is one, and every stateful resource survives the stack', (t) => {
  const queues = resourcesOfType(template, 'AWS::SQS::Queue');
  t.true(queues.length > 2);
  const deadLetterQueues = new Set(
    [
      ...JSON.stringify(template.Resources).matchAll(
        /"(?:deadLetterTargetArn|DeadLetterConfig)":\{(?:"Arn":\{)?"Fn::GetAtt":\["(\w+)"/g,
      ),
    ].map(([, id]) => id),
  );
  for (const [id, queue] of queues)
    t.true(deadLetterQueues.has(id) || property(queue, 'RedrivePolicy') !== undefined, id);

  for (const type of ['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket'])
    for (const [id, resource] of resourcesOfType(template, type) as [
      string,
      TemplateResource & Record<string, unknown>,
    ][])
      t.deepEqual([resource['DeletionPolicy'], resource['UpdateReplacePolicy']], ['Retain', 'Retain'], id);
});

test('no secret stands in a variable of a function', (t) => {
  for (const [id, lambda] of functions)
    t.notRegex(stringify(property(lambda, 'Environment')), /resolve:secretsmanager|SecretString/, id);
});
