import {logicalId} from '../cfn.ts';
import {envOf, functionsOf, routesOf, settingOf} from './view/functions.ts';
import {at, list, nameIn, number, same, text} from './view/values.ts';
import {each, type Item, itemOf, namesOf, type Rule, typeIn, type View} from './view/view.ts';

const functionType = 'AWS::Serverless::Function';

const looksSecret = /SECRET|TOKEN|PASSWORD|CREDENTIAL|PRIVATE|(^|_)KEY(_|$)/;

/** What stands for a resource in the environment, by the end of its name. */
const kinds = {
  _TABLE: 'AWS::DynamoDB::GlobalTable',
  _BUCKET: 'AWS::S3::Bucket',
  _SECRET: 'AWS::SecretsManager::Secret',
  _STATE_MACHINE: 'AWS::Serverless::StateMachine',
} as const;

/** Where a secret is, and the half of a pair of keys that is none. */
const mayBeTold = ['AWS::SecretsManager::Secret', 'AWS::CloudFront::PublicKey'];

const resourceFor = (name: string): string => logicalId(...name.toLowerCase().split('_'));

const eachVariable = (holds: (name: string, value: unknown, view: View, item: Item) => boolean) => (view: View) =>
  functionsOf(view).flatMap((item) =>
    envOf(item).flatMap(([name, value]) => (holds(name, value, view, item) ? [] : `${item.id} ${name}`)),
  );

export const functionRules: readonly Rule[] = [
  {
    id: 'FUNCTION-01',
    sentence: 'a function writes to a log group of its own',
    check: each(functionType, (item, view) => {
      const group = nameIn(item.get('LoggingConfig.LogGroup'));

      return (
        itemOf(view, group)?.type === 'AWS::Logs::LogGroup' &&
        functionsOf(view).filter((other) => nameIn(other.get('LoggingConfig.LogGroup')) === group).length === 1
      );
    }),
  },
  {
    id: 'FUNCTION-02',
    sentence: 'logs are forgotten in the end',
    check: each('AWS::Logs::LogGroup', (item) => number(item.get('RetentionInDays')) <= 3_653),
  },
  {
    id: 'FUNCTION-03',
    sentence: "the name of a log group has the stack's in it",
    check: each('AWS::Logs::LogGroup', (item) =>
      text(at(item.get('LogGroupName'), 'Fn::Sub')).includes(`\${AWS::StackName}`),
    ),
  },
  {
    id: 'FUNCTION-04',
    sentence: 'functions run on Node 24 and are built for it, small',
    check: each(
      functionType,
      (item, view) =>
        settingOf(view, item, 'Runtime') === 'nodejs24.x' &&
        item.attribute('Metadata.BuildMethod') === 'esbuild' &&
        item.attribute('Metadata.BuildProperties.Target') === 'node24' &&
        item.attribute('Metadata.BuildProperties.Minify') === true &&
        same(item.attribute('Metadata.BuildProperties.Define'), ['process.env.NODE_ENV="production"']),
    ),
  },
  {
    id: 'FUNCTION-05',
    sentence: 'all functions run on the processor that the owner chose',
    check: each(functionType, (item, view) => same(settingOf(view, item, 'Architectures'), [{Ref: 'Architecture'}])),
  },
  {
    id: 'FUNCTION-06',
    sentence: 'a function has a time and a memory that somebody chose',
    check: each(functionType, (item, view) => {
      const seconds = number(settingOf(view, item, 'Timeout'));
      const megabytes = number(settingOf(view, item, 'MemorySize'));

      return seconds >= 5 && seconds <= 900 && megabytes >= 128 && megabytes <= 10_240;
    }),
  },
  {
    id: 'FUNCTION-07',
    sentence: 'no secret stands in an environment variable, only where it is kept',
    check: eachVariable(
      (name, value, view) =>
        !JSON.stringify(value).includes('{{resolve:') &&
        (!looksSecret.test(name) || mayBeTold.includes(typeIn(view, value))),
    ),
  },
  {
    id: 'FUNCTION-08',
    sentence: 'POSTS_TABLE is PostsTable: a variable is named after what it holds',
    check: eachVariable((name, value, view) => {
      const kind = Object.entries(kinds).find(([ending]) => name.endsWith(ending))?.[1];

      // Beside the home region a table is known by its name alone, a parameter.
      return (
        kind === undefined ||
        (nameIn(value) === resourceFor(name) && typeIn(view, value) === kind) ||
        (view.stack === 'replica' && same(value, {Ref: `${resourceFor(name)}Name`}))
      );
    }),
  },
  {
    id: 'FUNCTION-09',
    sentence: 'a variable says the same to every function',
    check: eachVariable((name, value, view) =>
      functionsOf(view).every((other) => {
        const said = other.get(`Environment.Variables.${name}`);

        return said === undefined || said === value || same(said, value);
      }),
    ),
  },
  {
    id: 'FUNCTION-10',
    sentence: 'resize-photo.ts is ResizePhotoFunction, its handler, its entry point and its log',
    check: each(functionType, (item, view) => {
      const [file = ''] = text(item.get('Handler')).split('.');

      return (
        item.get('Handler') === `${file}.handler` &&
        logicalId(file, 'function') === item.id &&
        same(list(item.attribute('Metadata.BuildProperties.EntryPoints')), [`handlers/${file}.ts`]) &&
        text(at(itemOf(view, nameIn(item.get('LoggingConfig.LogGroup')))?.get('LogGroupName'), 'Fn::Sub')).endsWith(
          `/${file}`,
        )
      );
    }),
  },
  {
    id: 'FUNCTION-11',
    sentence: 'every function is called by something',
    check: (view) => {
      const called = new Set([
        ...view.items.flatMap((each) => (each.type.startsWith('AWS::CloudWatch::') ? [] : namesOf(each))),
        ...routesOf(view).map(({item}) => item.id),
      ]);

      return functionsOf(view).flatMap(({id}) => (called.has(id) ? [] : id));
    },
  },
  {
    id: 'FUNCTION-12',
    sentence: 'the code of all functions is built from src, as ES modules that may be required into',
    check: each(
      functionType,
      (item) =>
        item.get('CodeUri') === 'src' &&
        item.attribute('Metadata.BuildProperties.Format') === 'esm' &&
        item.attribute('Metadata.BuildProperties.MainFields') === 'module,main' &&
        same(item.attribute('Metadata.BuildProperties.OutExtension'), ['.js=.mjs']) &&
        text(item.attribute('Metadata.BuildProperties.Banner.0')).includes('createRequire'),
    ),
  },
];
