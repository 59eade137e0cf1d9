// The key pair of uploads through the edge: CloudFormation cannot make one, and CloudFront needs the public half as a resource.
import {createPublicKey, generateKeyPair} from 'node:crypto';
import {promisify} from 'node:util';

/** Where the private half is kept. */
export type KeySecret = {
  /** Nothing if none was ever put. */
  read(): Promise<string | undefined>;
  put(privateKey: string): Promise<void>;
};

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html */
const newPrivateKey = async (): Promise<string> => {
  const {privateKey} = await promisify(generateKeyPair)('rsa', {modulusLength: 2048});
  return privateKey.export({type: 'pkcs8', format: 'pem'}).toString();
};

/** The public half (PEM, SPKI) of the pair that is kept, of a new one if none is: a public key cannot be exchanged in place. */
export const makeUploadKey = async (secret: KeySecret): Promise<string> => {
  const kept = (await secret.read()) || undefined;
  const privateKey = kept ?? (await newPrivateKey());
  if (kept === undefined) await secret.put(privateKey);
  return createPublicKey(privateKey).export({type: 'spki', format: 'pem'}).toString();
};
