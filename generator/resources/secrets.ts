import {getAtt, type LogicalId, logicalId, type Resource, resource, type Value} from '../cfn.ts';
import type {Grant} from '../iam.ts';
import type {Env} from './functions.ts';

export type Secret = {
  readonly id: LogicalId;
  readonly arn: Value<string>;
  readonly env: Env;
  readonly grants: {readonly read: Grant};
  readonly resources: readonly Resource[];
};

type SecretSpec = {
  /** `link-key` is LinkKeySecret in the template and LINK_KEY_SECRET, its ARN, in a function's environment. */
  readonly noun: string;
  readonly description: string;
  readonly length: number;
  readonly policy: 'Retain' | 'Delete';
  readonly why: string;
};

const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** A text that Secrets Manager draws: no person and no template ever holds it. */
export const secret = ({noun, description, length, policy, why}: SecretSpec): Secret => {
  const id = logicalId(noun, 'secret');
  const arn = getAtt(id, 'Id');

  return {
    id,
    arn,
    env: {[`${noun.replaceAll('-', '_').toUpperCase()}_SECRET`]: arn},
    grants: {read: {actions: ['secretsmanager:GetSecretValue'], resource: arn}},
    resources: [
      resource(
        id,
        'AWS::SecretsManager::Secret',
        {
          Description: description,
          GenerateSecretString: {PasswordLength: length, ExcludeCharacters: punctuation},
        },
        {
          deletionPolicy: policy,
          updateReplacePolicy: policy,
          why,
          notes: {'Properties.GenerateSecretString': 'Letters and digits, which shells and headers leave alone.'},
        },
      ),
    ],
  };
};
