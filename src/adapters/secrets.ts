import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type {KeySecret} from '../domain/upload-keys.ts';
import {requiredEnv} from './env.ts';
import {once} from './once.ts';

const keptMilliseconds = 60_000;

const secretsManager = once(() => new SecretsManagerClient({}));

type Stage = 'AWSCURRENT' | 'AWSPREVIOUS';

const fetchStage = async (arn: string, stage: Stage): Promise<string | undefined> => {
  const answer = await secretsManager().send(new GetSecretValueCommand({SecretId: arn, VersionStage: stage}));
  return answer.SecretString;
};

/** A secret that was never rotated has no previous version, one that was never put has no current one. */
const fetchIfAny = async (arn: string, stage: Stage): Promise<string | undefined> => {
  try {
    return await fetchStage(arn, stage);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

const fetchVersions = async (arn: string): Promise<readonly [string, ...string[]]> => {
  const [current, previous] = await Promise.all([fetchStage(arn, 'AWSCURRENT'), fetchIfAny(arn, 'AWSPREVIOUS')]);
  if (!current) throw new Error(`expected the secret ${arn} to hold text, got nothing`);
  return previous && previous !== current ? [current, previous] : [current];
};

const kept = new Map<string, {readonly versions: ReturnType<typeof fetchVersions>; readonly until: number}>();

/**
 * The values that are valid now, the current one first: while a secret is rotated, the one before is still good.
 * The process keeps them for a minute, which is how long a rotation takes to reach it.
 */
export const readSecretVersions = (arn: string): ReturnType<typeof fetchVersions> => {
  const found = kept.get(arn);
  if (found && Date.now() < found.until) return found.versions;
  const versions = fetchVersions(arn);
  kept.set(arn, {versions, until: Date.now() + keptMilliseconds});
  versions.catch(() => kept.delete(arn));
  return versions;
};

/** The current value. */
export const readSecret = async (arn: string): Promise<string> => (await readSecretVersions(arn))[0];

/** The author's tokens that are valid now. */
export const authorTokens = () => readSecretVersions(requiredEnv('AUTHOR_TOKEN_SECRET'));

/** Read anew each time: what was just put must not be made a second time. */
export const uploadKeySecret = {
  read: () => fetchIfAny(requiredEnv('UPLOAD_KEY_SECRET'), 'AWSCURRENT'),
  put: async (privateKey) => {
    const command = new PutSecretValueCommand({SecretId: requiredEnv('UPLOAD_KEY_SECRET'), SecretString: privateKey});
    await secretsManager().send(command);
  },
} satisfies KeySecret;
