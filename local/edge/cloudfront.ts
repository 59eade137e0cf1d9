// The questions that the edge asks CloudFront's API; the only file here that knows the SDK.
import {
  type CachePolicyConfig,
  type CloudFrontClient,
  type DistributionConfig,
  GetCachePolicyCommand,
  GetDistributionCommand,
  GetInvalidationCommand,
  paginateListInvalidations,
} from '@aws-sdk/client-cloudfront';

export type DeployedDistribution = {readonly domainName: string; readonly config: DistributionConfig};

export type CloudFront = {
  readonly distribution: () => Promise<DeployedDistribution>;
  readonly cachePolicy: (id: string) => Promise<CachePolicyConfig>;
  readonly invalidationIds: () => Promise<readonly string[]>;
  readonly invalidationPaths: (invalidationId: string) => Promise<readonly string[]>;
};

/** CloudFront's API as the edge of one distribution needs it. */
export const cloudFrontApi = (client: CloudFrontClient, distributionId: string): CloudFront => ({
  distribution: async () => {
    const {Distribution} = await client.send(new GetDistributionCommand({Id: distributionId}));
    if (!Distribution?.DomainName || !Distribution.DistributionConfig) {
      throw new Error(`expected distribution ${distributionId} with a domain name and a config, got none`);
    }
    return {domainName: Distribution.DomainName, config: Distribution.DistributionConfig};
  },

  cachePolicy: async (id) => {
    const {CachePolicy} = await client.send(new GetCachePolicyCommand({Id: id}));
    if (!CachePolicy?.CachePolicyConfig) throw new Error(`expected cache policy ${id}, got none`);
    return CachePolicy.CachePolicyConfig;
  },

  invalidationIds: async () => {
    const pages = paginateListInvalidations({client}, {DistributionId: distributionId});
    const ids: string[] = [];
    for await (const {InvalidationList} of pages) {
      ids.push(...(InvalidationList?.Items ?? []).flatMap(({Id}) => Id ?? []));
    }
    return ids;
  },

  invalidationPaths: async (invalidationId) => {
    const {Invalidation} = await client.send(
      new GetInvalidationCommand({DistributionId: distributionId, Id: invalidationId}),
    );
    return Invalidation?.InvalidationBatch?.Paths?.Items ?? [];
  },
});
