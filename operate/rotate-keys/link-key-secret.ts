// The secret of the key that signs the links in mails, and when it was made: never what it is.
import {randomBytes, randomUUID} from 'node:crypto';
import {
  InvalidParameterException,
  InvalidRequestException,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import {UserError} from '../user-error.ts';

export type KeyAge = {
  /** Of the version that signs now. */
  readonly versionId: string;
  readonly since: Date;
  /** There is a key before it, whose links still work. */
  readonly isRotated: boolean;
};

export const readKeyAge = async (client: SecretsManagerClient, SecretId: string): Promise<KeyAge> => {
  // Versions that have a stage: three at most.
  const {Versions = []} = await client.send(new ListSecretVersionIdsCommand({SecretId}));
  const at = (stage: string) => Versions.find(({VersionStages}) => VersionStages?.includes(stage));
  const current = at('AWSCURRENT');
  if (!current?.VersionId || !current.CreatedDate)
    throw new Error(`expected the secret ${SecretId} to have a current version, got none`);
  return {versionId: current.VersionId, since: current.CreatedDate, isRotated: at('AWSPREVIOUS') !== undefined};
};

/**
 * Puts a new key in place of `age.versionId`, which becomes the one before. Of several who do so at once one succeeds: two rotations would
 * end links that were mailed a moment ago. Throws a UserError if somebody else has rotated it since it was read.
 */
export const rotateKey = async (client: SecretsManagerClient, SecretId: string, age: KeyAge): Promise<void> => {
  // A stage of its own: that of another rotation could move meanwhile.
  const own = `next-${randomUUID()}`;
  const put = {SecretId, SecretString: randomBytes(48).toString('base64url'), VersionStages: [own]};
  const {VersionId} = await client.send(new PutSecretValueCommand(put));
  const move = {SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId: VersionId, RemoveFromVersionId: age.versionId};
  try {
    await client.send(new UpdateSecretVersionStageCommand(move));
  } catch (error) {
    if (!(error instanceof InvalidParameterException || error instanceof InvalidRequestException)) throw error;
    throw new UserError('expected the key to stay as it was, got another: somebody else has just rotated it', {
      cause: error,
    });
  } finally {
    // A version without a stage is forgotten by and by.
    const leave = {SecretId, VersionStage: own, RemoveFromVersionId: VersionId};
    await client.send(new UpdateSecretVersionStageCommand(leave));
  }
};
