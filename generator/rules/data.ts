import {grantsOf, permits, roleOf} from './view/access.ts';
import {functionsOf, knownAs} from './view/functions.ts';
import {at, list, number, same, spelling, text} from './view/values.ts';
import {each, type Item, ofType, type Rule, typeIn, type View} from './view/view.ts';

const table = 'AWS::DynamoDB::GlobalTable';
const secret = 'AWS::SecretsManager::Secret';

const replicas = (item: Item): readonly unknown[] => list(item.get('Replicas'));
const regions = (item: Item): readonly string[] => replicas(item).map((replica) => text(at(replica, 'Region')));

const isKept = (item: Item): boolean =>
  item.attribute('DeletionPolicy') === 'Retain' && item.attribute('UpdateReplacePolicy') === 'Retain';

const eachReplica = (path: string) => (view: View) =>
  ofType(view, table).flatMap((item) =>
    replicas(item).flatMap((replica) =>
      at(replica, path) === true ? [] : `${item.id} ${text(at(replica, 'Region'))}`,
    ),
  );

const isPutIn = (view: View, {id}: Item): boolean =>
  functionsOf(view).some((item) => permits(roleOf(view, item), 'secretsmanager:PutSecretValue', id));

/** A name of one's own makes a replacement impossible, and a second stack. */
const ownNames = ['TableName', 'BucketName', 'QueueName', 'TopicName', 'FunctionName', 'RoleName', 'StateMachineName'];

export const dataRules: readonly Rule[] = [
  {id: 'DATA-01', sentence: 'a table is kept when it leaves the template', check: each(table, isKept)},
  {
    id: 'DATA-02',
    sentence: 'every replica can be restored to any second of the last weeks',
    check: eachReplica('PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled'),
  },
  {
    id: 'DATA-03',
    sentence: 'no replica is deleted by mistake',
    check: eachReplica('DeletionProtectionEnabled'),
  },
  {
    id: 'DATA-04',
    sentence:
      "tables are encrypted with each region's own key, named by nobody; one region may have a key of the owner's",
    check: each(table, (item, view) => {
      const [encryption, own] = ['', 'Replicas.0.'].map((where) => item.get(`${where}SSESpecification`));
      const isByKms = same(encryption, {SSEEnabled: true, SSEType: 'KMS'});

      return (
        isByKms &&
        (own === undefined || typeIn(view, at(own, 'KMSMasterKeyId')) === 'AWS::KMS::Key') &&
        (regions(item).length === 1 || replicas(item).every((replica) => at(replica, 'SSESpecification') === undefined))
      );
    }),
  },
  {
    id: 'DATA-05',
    sentence: 'the stream carries both images: replicas need it, and its type cannot change later',
    check: each(table, (item) => item.get('StreamSpecification.StreamViewType') === 'NEW_AND_OLD_IMAGES'),
  },
  {
    id: 'DATA-06',
    sentence: 'a table costs nothing at rest',
    check: each(table, (item) => item.get('BillingMode') === 'PAY_PER_REQUEST'),
  },
  {
    id: 'DATA-07',
    sentence: 'photos that were never uploaded and addresses that were never confirmed are forgotten',
    check: (view) =>
      ['PHOTOS_TABLE', 'SUBSCRIBERS_TABLE']
        .flatMap((name) => knownAs(view, name))
        .flatMap((item) =>
          same(item.get('TimeToLiveSpecification'), {AttributeName: 'expiresAt', Enabled: true}) ? [] : item.id,
        ),
  },
  {
    id: 'DATA-08',
    sentence: 'posts have no expiry',
    check: (view) =>
      knownAs(view, 'POSTS_TABLE').flatMap((item) =>
        item.get('TimeToLiveSpecification') === undefined ? [] : item.id,
      ),
  },
  {
    id: 'DATA-09',
    sentence: 'the keys are the texts pk and sk',
    check: each(
      table,
      (item) =>
        same(item.get('KeySchema'), [
          {AttributeName: 'pk', KeyType: 'HASH'},
          {AttributeName: 'sk', KeyType: 'RANGE'},
        ]) &&
        ['pk', 'sk'].every((name) =>
          list(item.get('AttributeDefinitions')).some((definition) =>
            same(definition, {AttributeName: name, AttributeType: 'S'}),
          ),
        ),
    ),
  },
  {
    id: 'DATA-10',
    sentence: 'all tables live in the same regions, once in each',
    check: each(
      table,
      (item, view) =>
        regions(item).length > 0 &&
        new Set(regions(item)).size === regions(item).length &&
        ofType(view, table).every((other) => same(regions(other), regions(item))),
    ),
  },
  {
    id: 'DATA-11',
    sentence: 'a secret is drawn by Secrets Manager, long enough not to be guessed, or put in by a function',
    check: each(
      secret,
      (item, view) =>
        item.get('SecretString') === undefined &&
        (isPutIn(view, item)
          ? item.get('GenerateSecretString') === undefined
          : number(item.get('GenerateSecretString.PasswordLength')) >= 32),
    ),
  },
  {
    id: 'DATA-12',
    sentence: 'the key of links is kept: a mail that was sent goes on working',
    check: (view) => knownAs(view, 'LINK_KEY_SECRET').flatMap((item) => (isKept(item) ? [] : item.id)),
  },
  {
    id: 'DATA-13',
    sentence: 'it is decided for every secret what becomes of it',
    check: each(secret, (item) => ['DeletionPolicy', 'UpdateReplacePolicy'].every((key) => item.attribute(key))),
  },
  {
    id: 'DATA-14',
    sentence: 'CloudFormation names what it makes: a name of our own could not be replaced',
    check: (view) =>
      view.items.flatMap((item) =>
        item.type !== 'AWS::Lambda::EventSourceMapping' && ownNames.some((name) => item.get(name) !== undefined)
          ? item.id
          : [],
      ),
  },
  {
    id: 'DATA-15',
    sentence: 'a drawn secret is letters and digits, which shells and headers leave alone',
    check: each(
      secret,
      (item) =>
        item.get('GenerateSecretString') === undefined ||
        item.get('GenerateSecretString.ExcludePunctuation') === true ||
        text(item.get('GenerateSecretString.ExcludeCharacters')).length === 32,
    ),
  },
  {
    id: 'DATA-16',
    sentence: 'an index holds keys alone, of attributes that the table declares',
    check: each(table, (item) =>
      list(item.get('GlobalSecondaryIndexes')).every(
        (index) =>
          at(index, 'Projection.ProjectionType') === 'KEYS_ONLY' &&
          list(at(index, 'KeySchema')).every((key) =>
            list(item.get('AttributeDefinitions')).some(
              (definition) => at(definition, 'AttributeName') === at(key, 'AttributeName'),
            ),
          ),
      ),
    ),
  },
  {
    id: 'DATA-17',
    sentence: 'photos can be listed, and those that are due found, without looking at all of them',
    check: (view) =>
      knownAs(view, 'PHOTOS_TABLE').flatMap((item) => {
        const orders = list(item.get('GlobalSecondaryIndexes')).map((index) => [
          at(index, 'IndexName'),
          ...list(at(index, 'KeySchema')).map((key) => at(key, 'AttributeName')),
        ]);

        return same(orders, [
          ['list', 'kind', 'id'],
          ['due', 'kind', 'dueAt'],
        ])
          ? []
          : item.id;
      }),
  },
  {
    id: 'DATA-18',
    sentence: 'every index is asked by somebody, and whoever asks one may do nothing else to it',
    check: (view) => {
      const asked = functionsOf(view).flatMap((item) =>
        grantsOf(roleOf(view, item)).flatMap(({actions, resources}) =>
          resources.map((resource) => ({actions, index: spelling(resource), id: item.id})),
        ),
      );

      const indexes = ofType(view, table).flatMap((item) =>
        list(item.get('GlobalSecondaryIndexes')).map((index) => `\${${item.id}.Arn}/index/${at(index, 'IndexName')}`),
      );

      return [
        ...indexes.filter((name) => !asked.some(({index}) => index === name)),
        ...asked
          .filter(({index}) => index.includes('/index/'))
          .flatMap(({actions, index, id}) =>
            indexes.includes(index) && same(actions, ['dynamodb:Query']) ? [] : `${id} ${index}`,
          ),
      ];
    },
  },
];
