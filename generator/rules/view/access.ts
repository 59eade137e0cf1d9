// Who may do what: the statements of roles, and of the policies that resources have themselves.

import {at, entries, list, nameIn, namesIn, once, text} from './values.ts';
import {type Item, itemOf, ofType, type View} from './view.ts';

export type Statement = {
  readonly effect: unknown;
  readonly principal: unknown;
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly condition: unknown;
  readonly keys: readonly string[];
};

export const statementsOf = (document: unknown): readonly Statement[] =>
  list(at(document, 'Statement')).map((statement) => ({
    effect: at(statement, 'Effect'),
    principal: at(statement, 'Principal'),
    actions: list(at(statement, 'Action')).map(text),
    resources: list(at(statement, 'Resource')),
    condition: at(statement, 'Condition'),
    keys: entries(statement).map(([key]) => key),
  }));

export const trustOf = (role: Item): readonly Statement[] => statementsOf(role.get('AssumeRolePolicyDocument'));

const grantsIn = once((role: Item): readonly Statement[] =>
  list(role.get('Policies')).flatMap((policy) => statementsOf(at(policy, 'PolicyDocument'))),
);

export const grantsOf = (role: Item | undefined): readonly Statement[] => (role ? grantsIn(role) : []);

/** The statements of a bucket's, queue's or topic's own policy. */
export const policiesOf = (view: View, id: string): readonly Statement[] =>
  ofType(view, 'AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy')
    .filter((policy) => ['Bucket', 'Queues', 'Topics'].some((property) => namesIn([policy.get(property)]).includes(id)))
    .flatMap((policy) => statementsOf(policy.get('PolicyDocument')));

export const roleOf = (view: View, item: Item | undefined): Item | undefined =>
  itemOf(view, nameIn(item?.get('Role') ?? item?.get('RoleArn')));

export const permits = (role: Item | undefined, action: string, id: string): boolean =>
  grantsOf(role).some(
    ({effect, actions, resources}) =>
      effect === 'Allow' && actions.includes(action) && resources.some((resource) => nameIn(resource) === id),
  );

/** A key may be used only by way of a service: whoever may use what is encrypted uses its key. */
export const isByWayOfService = ({condition}: Statement): boolean =>
  /^\w+\.\$\{AWS::Region\}\.amazonaws\.com$/.test(text(at(at(condition, 'StringEquals.kms:ViaService'), 'Fn::Sub')));

/** Where a type says which key of the owner's encrypts it. */
const keyPaths: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket':
    'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
  'AWS::DynamoDB::GlobalTable': 'Replicas.0.SSESpecification.KMSMasterKeyId',
  'AWS::SecretsManager::Secret': 'KmsKeyId',
};

export const encryptedTypes: readonly string[] = Object.keys(keyPaths);

export const keyOf = (item: Item | undefined): unknown => item?.get(keyPaths[item.type] ?? '');
