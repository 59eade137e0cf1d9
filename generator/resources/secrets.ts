import {type GetAtt, getAtt, type LogicalId, logicalId, type Resource, resource, type Sub, stack, sub} from '../cfn.ts';
import type {Action, Grant} from '../iam.ts';
import type {Env} from './functions.ts';
import type {Key} from './keys.ts';

export type Secret = {
  readonly id: LogicalId;
  readonly arn: GetAtt;
  /** The same in every region, of a secret that has replicas. */
  readonly name: Sub;
  readonly env: Env;
  readonly grants: {readonly read: Grant; readonly write: Grant};
  readonly resources: readonly Resource[];
};

type SecretSpec = {
  /** `link-key` is LinkKeySecret in the template and LINK_KEY_SECRET, its ARN, in a function's environment. */
  readonly noun: string;
  readonly description: string;
  /** In characters; none if a function puts the value in. */
  readonly length?: number;
  /** Encrypts it, in place of AWS's own key. */
  readonly key?: Key | undefined;
  /** Other regions that hold it too, under the same name. */
  readonly replicas?: readonly string[];
  readonly policy: 'Retain' | 'Delete';
  readonly why: string;
};

const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** A text that no person and no template ever holds. */
export const secret = ({noun, description, length, key, replicas, policy, why}: SecretSpec): Secret => {
  const id = logicalId(noun, 'secret');
  const arn = getAtt(id, 'Id');
  const name = sub`${stack.name}-${noun}`;
  const may = (action: string, ...keyActions: readonly Action[]): Grant => ({
    actions: [`secretsmanager:${action}`],
    resource: arn,
    ...(key && {also: [key.grant('secretsmanager', ...keyActions)]}),
  });

  return {
    id,
    arn,
    name,
    env: {[`${noun.replaceAll('-', '_').toUpperCase()}_SECRET`]: arn},
    grants: {
      read: may('GetSecretValue', 'kms:Decrypt'),
      write: may('PutSecretValue', 'kms:Decrypt', 'kms:GenerateDataKey'),
    },
    resources: [
      resource(
        id,
        'AWS::SecretsManager::Secret',
        {
          ...(replicas && {Name: name}),
          ...(replicas && replicas.length > 0 && {ReplicaRegions: replicas.map((region) => ({Region: region}))}),
          Description: description,
          ...(length !== undefined && {
            GenerateSecretString: {PasswordLength: length, ExcludeCharacters: punctuation},
          }),
          ...(key && {KmsKeyId: key.arn}),
        },
        {
          deletionPolicy: policy,
          updateReplacePolicy: policy,
          why,
          notes: {
            // A name that came with the second region would make it another secret, and part distribution and API.
            ...(replicas && {'Properties.Name': 'By which the stacks of other regions find their copy.'}),
            'Properties.GenerateSecretString': 'Letters and digits, which shells and headers leave alone.',
          },
        },
      ),
    ],
  };
};
