import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {parseYaml} from '../../../generator/yaml.ts';
import {
  actualEvent,
  type BuiltTemplate,
  invocationsOf,
  templateForContainers,
} from '../../../operate/invoke/invocations.ts';

const inProject = (...parts: string[]): string => join(import.meta.dirname, '..', '..', '..', ...parts);
const template = parseYaml(readFileSync(inProject('template.yaml'), 'utf8')) as BuiltTemplate;
const example = (name: string): string => readFileSync(inProject('events', `${name}.json`), 'utf8');

const functionIds = Object.entries(template.Resources)
  .filter(([, {Type}]) => Type === 'AWS::Serverless::Function')
  .map(([id]) => id);

test('every function of the template is invoked once', (t) => {
  const invoked = invocationsOf(template).map(({functionId}) => functionId);

  t.true(invoked.length > 10);
  t.deepEqual(invoked.toSorted(), functionIds.toSorted());
});

test('a further region runs no function that home does not', (t) => {
  const file = inProject('template.replica.yaml');
  if (!existsSync(file)) return t.pass('the blog has one region');
  const replica = invocationsOf(parseYaml(readFileSync(file, 'utf8')) as BuiltTemplate);
  const home = invocationsOf(template).map(({eventName}) => eventName);

  t.true(replica.length > 0);
  t.true(replica.every(({eventName}) => home.includes(eventName)));
});

test('what is saved is read and then deleted, and what tidies up after it comes last', (t) => {
  const names = invocationsOf(template).map(({eventName}) => eventName);
  const story = ['save-post', 'read-author-post', 'read-photo', 'delete-photo', 'remove-photo'];
  const order = story.map((name) => names.indexOf(name));

  t.deepEqual(
    order,
    order.toSorted((one, other) => one - other),
  );
  t.true(order.every((index) => index >= 0));
});

test('a container gets the environment of the deployed function, and the engine', (t) => {
  const posts = {POSTS_TABLE: 'myblog-PostsTable-1'};
  const {Resources} = templateForContainers(template, '/build', {ReadPostFunction: posts}, 'http://172.17.0.1:4566');

  t.deepEqual(Resources['ReadPostFunction']?.Properties?.['Environment'], {
    Variables: {...posts, AWS_ENDPOINT_URL: 'http://172.17.0.1:4566'},
  });
});

test('on AWS no engine is named', (t) => {
  const {Resources} = templateForContainers(template, '/build', {}, undefined);

  t.deepEqual(Resources['ReadPostFunction']?.Properties?.['Environment'], {Variables: {}});
});

test('the template for containers names no resource that it leaves out', (t) => {
  const {Resources} = templateForContainers(template, '/build', {}, undefined);
  const text = JSON.stringify(Resources);
  const named = [...text.matchAll(/"(?:Ref|Fn::GetAtt)":(?:\["|")(\w+)/g)].map(([, id]) => id ?? '');

  t.true(named.includes('BlogApi'));
  t.deepEqual(
    named.filter((id) => !(id in Resources)),
    [],
  );
  t.false(text.includes('Fn::Sub'));
});

test('built code is found from wherever the copy lies', (t) => {
  const built = {Resources: {A: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: 'A', Handler: 'a.handler'}}}};

  const {Resources} = templateForContainers(built, '/build', {}, undefined);

  t.is(Resources['A']?.Properties?.['CodeUri'], '/build/A');
});

const actual = {
  authorToken: 'the-real-token',
  upload: {photoId: '01K00000000000000000000000', etag: 'abc', bytes: 7},
  signToken: (purpose: string, id: string) => `signed ${purpose} for ${id}`,
  responseUrl: 'http://172.17.0.1:5000',
};

test('an event speaks of a photo, a token and a link of this blog', (t) => {
  const read = JSON.stringify(actualEvent(example('read-photo'), actual));
  const authorize = actualEvent(example('authorize-author'), actual);
  const confirm = actualEvent(example('confirm-subscriber'), actual);

  t.true(read.includes(`"path":"/api/photos/${actual.upload.photoId}"`));
  t.is(authorize['authorizationToken'], 'Bearer the-real-token');
  t.regex(String((confirm['queryStringParameters'] as {token: string}).token), /^signed confirm for [\w-]{43}$/);
});

test('a photo task is given an upload that is still there', (t) => {
  t.deepEqual(actualEvent(example('validate-photo'), actual), {
    photoId: actual.upload.photoId,
    key: `uploads/${actual.upload.photoId}`,
    etag: 'abc',
    bytes: 7,
  });
});

test('a custom resource answers to us', (t) => {
  t.is(actualEvent(example('publish-site'), actual)['ResponseURL'], actual.responseUrl);
});

test('on a blog without uploads the examples stay as they are', (t) => {
  t.deepEqual(
    actualEvent(example('resize-photo'), {responseUrl: actual.responseUrl}),
    JSON.parse(example('resize-photo')),
  );
});
