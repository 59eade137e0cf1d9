import {randomUUID} from 'node:crypto';
import {CloudFrontClient, CreateInvalidationCommand} from '@aws-sdk/client-cloudfront';
import type {EdgeCache} from '../domain/purges.ts';
import {requiredEnv} from './env.ts';
import {once} from './once.ts';

const cloudfront = once(() => new CloudFrontClient({}));

export const edgeCache = {
  purge: async (paths) => {
    await cloudfront().send(
      new CreateInvalidationCommand({
        DistributionId: requiredEnv('DISTRIBUTION_ID'),
        InvalidationBatch: {
          // CloudFront takes a reference it has seen for the purge it was seen with, which may have been before the latest write:
          // so each purge has its own, and only the client's retries of one purge share it.
          CallerReference: randomUUID(),
          Paths: {Quantity: paths.length, Items: [...paths]},
        },
      }),
    );
  },
} satisfies EdgeCache;
