// Signed URLs with a custom policy, checked as CloudFront checks them.
import {createVerify} from 'node:crypto';
import * as z from 'zod/mini';
import {wildcard} from '../wildcards.ts';

const statement = z.strictObject({
  Resource: z.string(),
  Condition: z.strictObject({
    DateLessThan: z.strictObject({'AWS:EpochTime': z.number()}),
    DateGreaterThan: z.optional(z.strictObject({'AWS:EpochTime': z.number()})),
  }),
});
const policy = z.strictObject({Statement: z.tuple([statement])});

/** CloudFront's base64, in which no character needs an escape in a URL. */
const decoded = (text: string): Buffer =>
  Buffer.from(text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64');

const parsed = (text: string): z.output<typeof policy> | undefined => {
  try {
    return policy.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

const signatureFields: readonly string[] = ['Policy', 'Signature', 'Key-Pair-Id'];

/** The URL as a policy's resource names it: without what signs it. */
const unsigned = (url: URL): string => {
  const rest = new URL(url);
  for (const name of signatureFields) rest.searchParams.delete(name);
  return rest.href;
};

/**
 * Why a signed URL is refused, undefined where it admits; `publicKeys` are PEM by id.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
 */
export const refusalOf = (url: URL, publicKeys: ReadonlyMap<string, string>, nowMs: number): string | undefined => {
  const [policyText, signature, keyId] = signatureFields.map((name) => url.searchParams.get(name));
  if (!keyId) return 'Missing Key-Pair-Id query parameter or cookie value';
  const publicKey = publicKeys.get(keyId);
  if (!publicKey) return 'Unknown Key';
  if (!policyText || !signature) return 'Access denied: expected a Policy and a Signature beside Key-Pair-Id';
  const json = decoded(policyText);
  if (!createVerify('RSA-SHA1').update(json).verify(publicKey, decoded(signature)))
    return 'Access denied: the Signature is not that of the Policy by this key';
  const admitted = parsed(json.toString('utf8'));
  if (!admitted) return 'Malformed Policy';
  const [{Resource, Condition}] = admitted.Statement;
  if (!wildcard(Resource).test(unsigned(url))) return `Access denied: the Policy is for ${Resource}`;
  const nowSeconds = nowMs / 1000;
  if (nowSeconds >= Condition.DateLessThan['AWS:EpochTime']) return 'Access denied: the Policy has expired';
  if (nowSeconds <= (Condition.DateGreaterThan?.['AWS:EpochTime'] ?? 0))
    return 'Access denied: the Policy does not hold yet';
  return undefined;
};
