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

/** No mail is signed, delivered and clicked in less; and nobody who forges links has the secret read more often. */
const rereadMilliseconds = 5_000;

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

type Versions = ReturnType<typeof fetchVersions>;

const kept = new Map<string, {readonly versions: Versions; readonly until: number}>();

/**
 * The values that are valid now, the current one first: while a secret is rotated, the one before is still good.
 * The process keeps them for a minute, which is how long a rotation takes to reach it.
 */
export const readSecretVersions = (arn: string): Versions => {
  const found = kept.get(arn);
  if (found && Date.now() < found.until) return found.versions;
  const versions = fetchVersions(arn);
  kept.set(arn, {versions, until: Date.now() + keptMilliseconds});
  versions.catch(() => kept.get(arn)?.versions === versions && kept.delete(arn));
  return versions;
};

const reread = new Map<string, {readonly versions: Versions; readonly until: number}>();

/**
 * The same, for whoever meets a value that is newer than what is kept: read anew, but no more than once in five seconds, whether that fails
 * or not. What is kept stays as it is if it fails.
 */
export const rereadSecretVersions = (arn: string): Versions => {
  const found = reread.get(arn);
  if (found && Date.now() < found.until) return found.versions;
  const versions = fetchVersions(arn);
  reread.set(arn, {versions, until: Date.now() + rereadMilliseconds});
  versions.then(
    () => kept.set(arn, {versions, until: Date.now() + keptMilliseconds}),
    () => {},
  );
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
