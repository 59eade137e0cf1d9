import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import blogConfig from '../../../blog.config.ts';
import {fileNames} from '../../../generator/file-names.ts';
import {parseYaml} from '../../../generator/yaml.ts';
import {
  type BlogStacks,
  foretell,
  missingOutputs,
  missingTemplate,
  parametersOf,
  planDeploy,
  type Role,
  type Step,
  wrongStackName,
} from '../../../operate/deploy/stack-plan.ts';

const blog = (regions: readonly string[], declared: Partial<BlogStacks['declared']> = {}): BlogStacks => ({
  stackName: 'myblog',
  regions,
  declared: {edge: undefined, home: ['Architecture'], replica: undefined, ...declared},
});

const hardened = blog(['eu-central-1', 'us-west-2', 'ap-south-1'], {
  edge: ['DistributionArn'],
  home: ['Architecture', 'CertificateArn', 'WebAclArn', 'UsWest2ApiDomainName', 'ApSouth1ApiDomainName'],
  replica: ['Architecture', 'PostsTableName', 'PhotosTableName', 'OriginKeySecretName'],
});

const nameOf = ({stack: {name, region}, again}: Step): string => `${name} ${region}${again ? ' again' : ''}`;

test('a blog in one region is one stack', (t) => {
  t.deepEqual(planDeploy(blog(['eu-central-1'])).map(nameOf), ['myblog eu-central-1']);
});

test('home comes before the further regions, and learns their addresses after them', (t) => {
  const steps = planDeploy(
    blog(['eu-central-1', 'us-west-2'], {home: ['UsWest2ApiDomainName'], replica: ['PostsTableName']}),
  );

  t.deepEqual(steps.map(nameOf), ['myblog eu-central-1', 'myblog-us-west-2 us-west-2', 'myblog eu-central-1 again']);
});

test("what CloudFront needs comes first, in CloudFront's own region, and learns of the distribution last", (t) => {
  t.deepEqual(planDeploy(hardened).map(nameOf), [
    'myblog-edge us-east-1',
    'myblog eu-central-1',
    'myblog-us-west-2 us-west-2',
    'myblog-ap-south-1 ap-south-1',
    'myblog eu-central-1 again',
    'myblog-edge us-east-1 again',
  ]);
});

test('an edge stack that need not know the distribution is deployed once', (t) => {
  const steps = planDeploy(blog(['us-east-1'], {edge: [], home: ['CertificateArn']}));

  t.deepEqual(steps.map(nameOf), ['myblog-edge us-east-1', 'myblog us-east-1']);
});

test('a further region without its template is refused in a sentence', (t) => {
  t.is(
    missingTemplate(blog(['eu-central-1', 'us-west-2'])),
    'expected template.replica.yaml for us-west-2, got nothing: run npm run generate first',
  );
  t.is(missingTemplate(blog(['eu-central-1'])), undefined);
  t.is(missingTemplate(hardened), undefined);
});

test('a first deploy passes what the steps before it brought, and nothing else', (t) => {
  const passed = foretell(planDeploy(hardened), {}).map(({parameters}) => parameters);

  const edge = {CertificateArn: '<CertificateArn of myblog-edge>', WebAclArn: '<WebAclArn of myblog-edge>'};
  const replica = {
    PostsTableName: '<PostsTableName of myblog>',
    PhotosTableName: '<PhotosTableName of myblog>',
    OriginKeySecretName: '<OriginKeySecretName of myblog>',
  };
  t.deepEqual(passed, [
    {},
    edge,
    replica,
    replica,
    {
      ...edge,
      UsWest2ApiDomainName: '<ApiDomainName of myblog-us-west-2>',
      ApSouth1ApiDomainName: '<ApiDomainName of myblog-ap-south-1>',
    },
    {DistributionArn: '<DistributionArn of myblog>'},
  ]);
});

test('a stack that is deployed already is told everything at once', (t) => {
  const outputs = {
    myblog: {PostsTableName: 'posts', PhotosTableName: 'photos', OriginKeySecretName: 'key', DistributionArn: 'd'},
    'myblog-edge': {CertificateArn: 'c', WebAclArn: 'w'},
    'myblog-us-west-2': {ApiDomainName: 'west'},
    'myblog-ap-south-1': {ApiDomainName: 'south'},
  };

  const foretold = foretell(planDeploy(hardened), outputs);

  t.deepEqual(
    foretold.map(({step}) => nameOf(step)),
    ['myblog-edge us-east-1', 'myblog eu-central-1', 'myblog-us-west-2 us-west-2', 'myblog-ap-south-1 ap-south-1'],
  );
  t.deepEqual(foretold[1]?.parameters, {
    CertificateArn: 'c',
    WebAclArn: 'w',
    UsWest2ApiDomainName: 'west',
    ApSouth1ApiDomainName: 'south',
  });
});

test('what is not known yet is left out, so that the value of the last deploy stays', (t) => {
  const [, home] = planDeploy(hardened);

  t.deepEqual(home && parametersOf(home, {'myblog-edge': {CertificateArn: 'c', WebAclArn: 'w'}}), {
    CertificateArn: 'c',
    WebAclArn: 'w',
  });
});

test('a stack that was deployed before it had an output is passed over until it is deployed anew', (t) => {
  const [edge] = planDeploy(hardened);

  t.deepEqual(edge && parametersOf(edge, {myblog: {PostsTableName: 'posts'}}), {});
  t.deepEqual(edge && missingOutputs(edge, {}), []);
});

test('a stack that was deployed just now without an output that another one needs is named', (t) => {
  const [, home] = planDeploy(hardened);

  t.deepEqual(home && missingOutputs(home, {'myblog-edge': {CertificateArn: 'c'}}), [
    {parameter: 'WebAclArn', from: 'myblog-edge', output: 'WebAclArn'},
  ]);
});

type TemplateFile = {
  readonly Parameters?: Readonly<Record<string, {readonly Default?: unknown}>>;
  readonly Outputs?: object;
};

const readTemplate = (role: Role): TemplateFile | undefined => {
  const file = join(import.meta.dirname, '..', '..', '..', fileNames[role]);
  return existsSync(file) ? (parseYaml(readFileSync(file, 'utf8')) as TemplateFile) : undefined;
};

test('in the generated templates every parameter without a default is an output of another stack', (t) => {
  const templates = {edge: readTemplate('edge'), home: readTemplate('home'), replica: readTemplate('replica')};
  const declared = (role: Role) => templates[role] && Object.keys(templates[role].Parameters ?? {});
  const steps = planDeploy({
    stackName: 'myblog',
    regions: blogConfig.regions,
    declared: {edge: declared('edge'), home: declared('home'), replica: declared('replica')},
  });

  t.true(steps.length > 0);
  for (const {stack, wires} of steps) {
    const needed = Object.entries(templates[stack.role]?.Parameters ?? {}).filter(
      ([, {Default}]) => Default === undefined,
    );
    for (const [name] of needed)
      t.true(
        wires.some(({parameter}) => parameter === name),
        `${stack.name}: ${name}`,
      );
    for (const {from, output} of wires) {
      const role = steps.find((step) => step.stack.name === from)?.stack.role;
      t.true(role && output in (templates[role]?.Outputs ?? {}), `${from} has the output ${output}`);
    }
  }
});

test('a name that no stack can have is refused', (t) => {
  t.is(wrongStackName({stackName: 'My-blog-2'}), undefined);

  for (const stackName of ['', 'my_blog', '2blogs', '-blog', 'my blog'])
    t.is(
      wrongStackName({stackName}),
      `expected a letter, then letters, digits and hyphens, got '${stackName}', at --stack-name`,
    );
});
