import {getAtt, type LogicalId, logicalId, type Resource, resource, stack, sub, type Value} from '../cfn.ts';
import type {Action, Grant} from '../iam.ts';

/** A service that encrypts for us, as kms:ViaService names it. */
type Service = 'dynamodb' | 's3' | 'secretsmanager';

export type Key = {
  readonly id: LogicalId;
  readonly arn: Value<string>;
  /** May use the key, but only by way of a service. */
  readonly grant: (service: Service, ...actions: readonly Action[]) => Grant;
  readonly resources: readonly Resource[];
};

/** A key of the blog's own: who may read its data is said in one more place, and written to CloudTrail. */
export const key = (noun: string, description: string): Key => {
  const id = logicalId(noun, 'key');
  const arn = getAtt(id, 'Arn');

  return {
    id,
    arn,
    grant: (service, ...actions) => ({
      actions,
      resource: arn,
      condition: {StringEquals: {'kms:ViaService': sub`${service}.${stack.region}.amazonaws.com`}},
    }),
    resources: [
      resource(
        id,
        'AWS::KMS::Key',
        {
          Description: description,
          EnableKeyRotation: true,
          PendingWindowInDays: 30,
          KeyPolicy: {
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'RolesOfThisAccount',
                Effect: 'Allow',
                Principal: {AWS: sub`arn:${stack.partition}:iam::${stack.account}:root`},
                Action: 'kms:*',
                Resource: '*',
              },
            ],
          },
        },
        {
          deletionPolicy: 'Retain',
          updateReplacePolicy: 'Retain',
          why: 'Kept with what it encrypts: without the key the tables and their backups are noise.',
          notes: {
            'Properties.KeyPolicy':
              'Leaves it to the roles, each of which may use the key only by way of a service. In a key policy * is this key.',
          },
        },
      ),
    ],
  };
};
