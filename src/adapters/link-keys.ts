import {type LinkKey, linkKey, namesKeyOf} from '../domain/links.ts';
import {requiredEnv} from './env.ts';
import {readSecretVersions, rereadSecretVersions} from './secrets.ts';

const secret = () => requiredEnv('LINK_KEY_SECRET');

/**
 * What a mailed link is checked with: the key that signs now, and while it is rotated the one before. A token that names neither may be of a
 * key that this process has not heard of yet: its reader shall not have to click twice.
 */
export const linkKeys = async (token: string): Promise<readonly LinkKey[]> => {
  const keys = (await readSecretVersions(secret())).map(linkKey);
  return namesKeyOf(keys, token) ? keys : (await rereadSecretVersions(secret())).map(linkKey);
};

export const signingKey = async (): Promise<LinkKey> => {
  const [current] = await readSecretVersions(secret());
  return linkKey(current);
};
