import {type LinkKey, linkKey} from '../domain/links.ts';
import {requiredEnv} from './env.ts';
import {readSecretVersions} from './secrets.ts';

/** What mailed links are checked with: the key that signs now, and while it is rotated the one before. */
export const linkKeys = async (): Promise<readonly LinkKey[]> =>
  (await readSecretVersions(requiredEnv('LINK_KEY_SECRET'))).map(linkKey);

export const signingKey = async (): Promise<LinkKey> => {
  const [current] = await readSecretVersions(requiredEnv('LINK_KEY_SECRET'));
  return linkKey(current);
};
