import {request} from 'node:http';
import {
  CloudFrontClient,
  CreateDistributionCommand,
  DeleteDistributionCommand,
  GetDistributionCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import {clientConfig} from '../../operate/engine-clients.ts';
import {type Blog, output} from '../blog.ts';

/** Asks the engine's CloudFront, under the domain name of one distribution. */
const statusBehind = (endpoint: string, domainName: string, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request(new URL(path, endpoint), {headers: {Host: domainName, 'X-Forwarded-Proto': 'https'}}, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

/** A second distribution that copies ours, the same OAC in front of the same bucket, for as long as `use` runs. */
const withSecondDistribution = async <T>(blog: Blog, use: (domainName: string) => Promise<T>): Promise<T> => {
  const cloudFront = new CloudFrontClient(clientConfig(blog.engine));
  const ours = await cloudFront.send(new GetDistributionCommand({Id: output(blog, 'DistributionId')}));
  const config = ours.Distribution?.DistributionConfig;
  if (!config) throw new Error('expected the engine to know our distribution');
  const second = await cloudFront.send(
    // Without our error pages, which turn a refusal of the bucket into a 404.
    new CreateDistributionCommand({
      DistributionConfig: {...config, CallerReference: `second-${Date.now()}`, CustomErrorResponses: {Quantity: 0}},
    }),
  );
  const Id = second.Distribution?.Id ?? '';
  try {
    return await use(second.Distribution?.DomainName ?? '');
  } finally {
    const disabled = await cloudFront.send(
      new UpdateDistributionCommand({
        Id,
        IfMatch: second.ETag,
        DistributionConfig: {...(second.Distribution?.DistributionConfig ?? config), Enabled: false},
      }),
    );
    await cloudFront.send(new DeleteDistributionCommand({Id, IfMatch: disabled.ETag}));
  }
};

/** Picture 2: the bucket admits our distribution, refuses a second one with the same OAC, and refuses everyone who asks it directly. */
export const checkSecure = async (blog: Blog): Promise<string> => {
  const {endpoint} = blog.engine;
  const ours = await statusBehind(endpoint, output(blog, 'DistributionDomainName'), '/');
  if (ours !== 200) throw new Error(`expected our distribution to be served, got ${ours}`);
  const direct = (await fetch(`${endpoint}/${output(blog, 'SiteBucketName')}/index.html`)).status;
  if (direct !== 403) throw new Error(`expected the bucket to refuse a direct request with 403, got ${direct}`);
  const second = await withSecondDistribution(blog, (domainName) => statusBehind(endpoint, domainName, '/'));
  if (second !== 403)
    throw new Error(`expected a second distribution with the same OAC to be refused with 403, got ${second}`);
  return `our distribution ${ours}, a second one with the same OAC ${second}, the bucket itself ${direct}`;
};
