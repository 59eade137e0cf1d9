// What the hardened profile adds to the blog itself, and the lean one has nothing of.

import {stack, sub} from '../cfn.ts';
import {accountLogs} from './actions.ts';
import {encryptedTypes, grantsOf, keyOf, statementsOf} from './view/access.ts';
import {distribution, eachOrigin, isApiOrigin, isBehindEdge} from './view/distribution.ts';
import {eachFunction, functionsOf} from './view/functions.ts';
import {at, list, nameIn, number, same, sameNames, spelling, text} from './view/values.ts';
import {each, type Item, isHardened, itemOf, ofType, type Rule, regionsOf, typeIn, type View} from './view/view.ts';

const key = 'AWS::KMS::Key';
const api = 'AWS::Serverless::Api';

/** `{{resolve:secretsmanager:…}}` of a secret of this stack, or of its copy in another region. */
const secretNamed = (value: unknown): string | undefined =>
  /^\{\{resolve:secretsmanager:\$\{(\w+)(?:\.Id)?\}\}\}$/.exec(text(at(value, 'Fn::Sub')))?.[1];

const isSecret = (view: View, value: unknown): boolean => {
  const name = secretNamed(value);

  return view.stack === 'replica'
    ? name === 'OriginKeySecretName'
    : itemOf(view, name ?? '')?.type === 'AWS::SecretsManager::Secret';
};

const accountItself = sub`arn:${stack.partition}:iam::${stack.account}:root`;

const headersOf = (origin: unknown): readonly unknown[] => list(at(origin, 'OriginCustomHeaders'));

const concurrency = (item: Item): number => number(item.get('ReservedConcurrentExecutions'));

/** All that an access log may say: nothing of the address that a reader's link carries, and nothing that identifies a token. */
const loggable = [
  'requestTime',
  'httpMethod',
  'resourcePath',
  'status',
  'responseLatency',
  'responseLength',
  'identity.sourceIp',
  'requestId',
].map((name) => `$context.${name}`);

const fieldsOf = (item: Item): readonly string[] =>
  text(item.get('AccessLogSetting.Format')).match(/\$context[\w.]*/g) ?? [];

const ownKeyOf = (view: View): readonly Item[] => ofType(view, key);

export const hardenedRules: readonly Rule[] = [
  {
    id: 'HARDENED-01',
    sentence: 'the distribution stands behind a firewall if, and only if, there is one',
    check: each(distribution, (item, view) =>
      same(item.get('DistributionConfig.WebACLId'), isHardened(view) ? {Ref: 'WebAclArn'} : undefined),
    ),
  },
  {
    id: 'HARDENED-02',
    sentence: 'an API behind a firewall answers nobody who goes past it',
    check: each(api, (item, view) => (item.get('Auth.ApiKeyRequired') === true) === isHardened(view)),
  },
  {
    id: 'HARDENED-03',
    sentence: 'the distribution says the key to every API, and to nobody else',
    check: eachOrigin((origin, view) => {
      const names = headersOf(origin).map((header) => at(header, 'HeaderName'));

      return same(names, isHardened(view) && isApiOrigin(view, origin) ? ['x-api-key'] : []);
    }),
  },
  {
    id: 'HARDENED-04',
    sentence: 'that key stands in no template, only where it is kept',
    check: (view) => [
      ...eachOrigin((origin) => headersOf(origin).every((header) => isSecret(view, at(header, 'HeaderValue'))))(view),
      ...each('AWS::ApiGateway::ApiKey', (item) => isSecret(view, item.get('Value')))(view),
    ],
  },
  {
    id: 'HARDENED-05',
    sentence: "the API's key is on, and opens its stage",
    check: (view) =>
      ofType(view, api).flatMap((item) => {
        const plans = ofType(view, 'AWS::ApiGateway::UsagePlan').filter((plan) =>
          list(plan.get('ApiStages')).some(
            (stage) => nameIn(at(stage, 'ApiId')) === item.id && same(at(stage, 'Stage'), {Ref: `${item.id}.Stage`}),
          ),
        );
        const isOpen = ofType(view, 'AWS::ApiGateway::UsagePlanKey').some(
          (join) =>
            itemOf(view, nameIn(join.get('KeyId')))?.get('Enabled') === true &&
            join.get('KeyType') === 'API_KEY' &&
            plans.some(({id}) => id === nameIn(join.get('UsagePlanId'))),
        );

        return item.get('Auth.ApiKeyRequired') !== true || isOpen ? [] : item.id;
      }),
  },
  {
    id: 'HARDENED-06',
    sentence: 'a key of our own turns every year, and stays when the stack goes, with what it encrypts',
    check: each(
      key,
      (item) =>
        item.get('EnableKeyRotation') === true &&
        number(item.get('PendingWindowInDays')) >= 30 &&
        item.attribute('DeletionPolicy') === 'Retain' &&
        item.attribute('UpdateReplacePolicy') === 'Retain',
    ),
  },
  {
    id: 'HARDENED-07',
    sentence: "a key is this account's, whose roles say who may use it, and nobody else's",
    check: each(key, (item) => {
      const statements = statementsOf(item.get('KeyPolicy'));

      return (
        statements.length > 0 &&
        statements.every(
          ({effect, principal, keys}) =>
            effect === 'Allow' && same(principal, {AWS: accountItself}) && !keys.some((name) => name.startsWith('Not')),
        )
      );
    }),
  },
  {
    id: 'HARDENED-08',
    sentence: 'one region behind a firewall has a key of its own; several, and a lean blog, have none',
    of: 'home',
    check: (view) =>
      ownKeyOf(view).length === (isHardened(view) && regionsOf(view).length === 1 ? 1 : 0) ? [] : ['AWS::KMS::Key'],
  },
  {
    id: 'HARDENED-09',
    sentence: 'where there is such a key, all that is private is encrypted with it',
    of: 'home',
    check: (view) =>
      encryptedTypes.flatMap((type) =>
        ofType(view, type).flatMap((item) => {
          const used = keyOf(item);

          return ownKeyOf(view).length > 0 && !isBehindEdge(view, item)
            ? typeIn(view, used) === key
              ? []
              : item.id
            : used === undefined
              ? []
              : item.id;
        }),
      ),
  },
  {
    id: 'HARDENED-10',
    sentence:
      'a function can take a part of the account and not all; a lean blog, maybe of a new account, keeps nothing back',
    check: eachFunction((item, view) =>
      isHardened(view) ? concurrency(item) >= 1 : item.get('ReservedConcurrentExecutions') === undefined,
    ),
  },
  {
    id: 'HARDENED-11',
    sentence: 'all functions leave a tenth of an account of 1,000 to others',
    check: (view) => {
      const reserved = functionsOf(view).map(concurrency).filter(Number.isInteger);

      return reserved.reduce((sum, calls) => sum + calls, 0) <= 900 ? [] : ['ReservedConcurrentExecutions'];
    },
  },
  {
    id: 'HARDENED-12',
    sentence: 'an API behind a firewall writes down who came, in a group of its own; without one it does not',
    check: each(api, (item, view) =>
      isHardened(view)
        ? typeIn(view, item.get('AccessLogSetting.DestinationArn')) === 'AWS::Logs::LogGroup'
        : item.get('AccessLogSetting') === undefined,
    ),
  },
  {
    id: 'HARDENED-13',
    sentence: 'that log has no query string, Referer, cookie or token',
    check: each(api, (item) =>
      item.get('AccessLogSetting') === undefined
        ? true
        : fieldsOf(item).length > 0 && fieldsOf(item).every((field) => loggable.includes(field)),
    ),
  },
  {
    id: 'HARDENED-14',
    sentence: 'API Gateway may write logs before an API says that it does',
    check: each(
      api,
      (item, view) =>
        item.get('AccessLogSetting') === undefined ||
        list(item.attribute('DependsOn')).some(
          (id) =>
            itemOf(view, text(id))?.type === 'AWS::ApiGateway::Account' &&
            grantsOf(itemOf(view, nameIn(itemOf(view, text(id))?.get('CloudWatchRoleArn')))).some(
              ({actions, resources}) => sameNames(actions, accountLogs) && same(resources, ['*']),
            ),
        ),
    ),
  },
  {
    id: 'HARDENED-15',
    sentence: 'every alarm stands on a dashboard, if there is one',
    of: 'home',
    check: (view) => {
      const shown = ofType(view, 'AWS::CloudWatch::Dashboard').map((item) => spelling(item.get('DashboardBody')));

      return isHardened(view)
        ? ofType(view, 'AWS::CloudWatch::Alarm').flatMap((item) =>
            shown.some((body) => body.includes(JSON.stringify(item.get('AlarmDescription')))) ? [] : item.id,
          )
        : ofType(view, 'AWS::CloudWatch::Dashboard').map(({id}) => id);
    },
  },
  {
    id: 'HARDENED-16',
    sentence: 'what the distribution says is kept, under one name, in every region that it says it to',
    of: 'home',
    check: (view) => {
      const others = isHardened(view) ? regionsOf(view).slice(1) : [];
      const named = ofType(view, 'AWS::SecretsManager::Secret').filter((item) => item.get('Name') !== undefined);
      const copied = ofType(view, 'AWS::SecretsManager::Secret').filter(
        (item) => item.get('ReplicaRegions') !== undefined,
      );

      return named.length === (isHardened(view) ? 1 : 0) &&
        named.every((item) => same(item.get('Name'), at(view.document, 'Outputs.OriginKeySecretName.Value'))) &&
        copied.length === Math.min(others.length, 1) &&
        copied.every((item) => {
          const regions = list(item.get('ReplicaRegions')).map((each) => text(at(each, 'Region')));

          return named.includes(item) && sameNames(regions, others);
        })
        ? []
        : ['AWS::SecretsManager::Secret'];
    },
  },
];
