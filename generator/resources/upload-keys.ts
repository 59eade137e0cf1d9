// The pair of keys by which upload tickets are signed and checked, where uploads go through the distribution.

import {getAtt, logicalId, type Ref, type Resource, ref, resource, stack, sub} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Grant} from '../iam.ts';
import {type Env, lambda} from './functions.ts';
import type {Key} from './keys.ts';
import {secret} from './secrets.ts';

export type UploadKeys = {
  /** Whose signatures the distribution accepts. */
  readonly keyGroupId: Ref;
  readonly env: Env;
  readonly grants: readonly Grant[];
  readonly resources: readonly Resource[];
};

const timeoutSeconds = 30;

export const uploadKeys = (config: Config, key: Key | undefined): UploadKeys => {
  const pairId = logicalId('upload-key');
  const publicId = logicalId('upload-public-key');
  const groupId = logicalId('upload-key-group');

  const privateKey = secret({
    noun: 'upload-key',
    description: 'The private half of the key that signs upload tickets',
    key,
    policy: 'Delete',
    why: 'Goes with the stack, since the public half does.',
  });

  const makeUploadKey = lambda(config, {
    handler: 'make-upload-key',
    timeoutSeconds,
    concurrency: 1,
    env: privateKey.env,
    grants: [privateKey.grants.read, privateKey.grants.write],
  });

  return {
    keyGroupId: ref(groupId),
    env: {...privateKey.env, UPLOAD_KEY_ID: ref(publicId)},
    grants: [privateKey.grants.read],
    resources: [
      resource(groupId, 'AWS::CloudFront::KeyGroup', {
        KeyGroupConfig: {Name: sub`${stack.name}-uploads`, Items: [ref(publicId)]},
      }),
      resource(publicId, 'AWS::CloudFront::PublicKey', {
        PublicKeyConfig: {
          Name: sub`${stack.name}-uploads`,
          CallerReference: stack.name,
          EncodedKey: getAtt(pairId, 'PublicKey'),
        },
      }),
      resource(
        pairId,
        'Custom::UploadKey',
        {ServiceToken: makeUploadKey.arn, ServiceTimeout: timeoutSeconds},
        {why: 'CloudFormation can make no key pair: this makes it once, and puts the private half into the secret.'},
      ),
      ...privateKey.resources,
      ...makeUploadKey.resources,
    ],
  };
};
