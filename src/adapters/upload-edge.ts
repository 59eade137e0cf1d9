import {getSignedUrl} from '@aws-sdk/cloudfront-signer';
import type {Uploads} from '../domain/photo-tickets.ts';
import {requiredEnv} from './env.ts';
import {readSecret} from './secrets.ts';

/**
 * For any host, since a function behind the API cannot know the distribution's: the signature counts only at distributions that trust
 * the key. Without a query in it, the policy is for requests without one.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
 */
const policyFor = (path: string, until: Date): string =>
  JSON.stringify({
    Statement: [
      {
        Resource: `*://*${path}`,
        Condition: {DateLessThan: {'AWS:EpochTime': Math.floor(until.getTime() / 1000)}},
      },
    ],
  });

/** Uploads by PUT through the distribution, which signs them again for the bucket. */
export const uploadEdge = {
  async sign({id, contentType, expiresInSeconds, now}) {
    const path = `/uploads/${id}`;
    const signed = getSignedUrl({
      // Only its path and query are used.
      url: `https://site.invalid${path}`,
      keyPairId: requiredEnv('UPLOAD_KEY_ID'),
      privateKey: await readSecret(requiredEnv('UPLOAD_KEY_SECRET')),
      policy: policyFor(path, new Date(now.getTime() + expiresInSeconds * 1000)),
    });
    const {pathname, search} = new URL(signed);
    return {method: 'PUT', url: `${pathname}${search}`, headers: {'Content-Type': contentType}};
  },
} satisfies Uploads;
