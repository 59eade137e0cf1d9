// The questions that the edge asks CloudFront's API; the only file here that knows the SDK.
import {
  type CachePolicyConfig,
  type CloudFrontClient,
  type DistributionConfig,
  GetCachePolicyCommand,
  GetDistributionCommand,
  GetFunctionCommand,
  GetInvalidationCommand,
  paginateListInvalidations,
} from '@aws-sdk/client-cloudfront';

export type DeployedDistribution = {
  readonly arn: string;
  readonly domainName: string;
  readonly config: DistributionConfig;
};

export type CloudFront = {
  readonly distribution: () => Promise<DeployedDistribution>;
  /** The domain name under which the engine answers out of one origin only. */
  readonly domainNameOf: (originId: string) => Promise<string>;
  readonly cachePolicy: (id: string) => Promise<CachePolicyConfig>;
  readonly functionCode: (functionArn: string) => Promise<string>;
  readonly invalidationIds: () => Promise<readonly string[]>;
  readonly invalidationPaths: (invalidationId: string) => Promise<readonly string[]>;
};

const readDeployed = async (client: CloudFrontClient, id: string): Promise<DeployedDistribution> => {
  const {Distribution} = await client.send(new GetDistributionCommand({Id: id}));
  if (!Distribution?.DomainName || !Distribution.DistributionConfig)
    throw new Error(`expected distribution ${id} with a domain name and a config, got none`);
  return {
    arn: Distribution.ARN ?? '',
    domainName: Distribution.DomainName,
    config: Distribution.DistributionConfig,
  };
};

/** CloudFront's API as the edge of one distribution needs it; `idOf` knows the distributions that lead to one origin. */
export const cloudFrontApi = (
  client: CloudFrontClient,
  distributionId: string,
  idOf: (originId: string) => string | undefined,
): CloudFront => ({
  distribution: () => readDeployed(client, distributionId),

  domainNameOf: async (originId) => {
    const id = idOf(originId);
    if (!id) throw new Error(`expected a distribution that leads to the origin ${originId}, got none`);
    return (await readDeployed(client, id)).domainName;
  },

  functionCode: async (functionArn) => {
    const Name = functionArn.split('/').at(-1);
    const {FunctionCode} = await client.send(new GetFunctionCommand({Name, Stage: 'LIVE'}));
    return Buffer.from(FunctionCode ?? []).toString('utf8');
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
