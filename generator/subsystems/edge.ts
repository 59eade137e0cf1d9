import type {CacheBehavior, CustomErrorResponse, Origin} from '@awboost/cfn-resource-types/AWS-CloudFront-Distribution';
import {type Fragment, getAtt, logicalId, ref, resource, stack, sub, type Value} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Grant} from '../iam.ts';
import {managedCachePolicies, managedOriginRequestPolicies} from '../managed-policies.ts';
import {type Bucket, servedBucket} from '../resources/buckets.ts';
import {bucketOrigin, cachePolicy, edgeFunction, headersPolicy, originAccessControl} from '../resources/cloudfront.ts';
import type {Env} from '../resources/functions.ts';
import type {ApiSubsystem} from './api.ts';
import type {MediaSubsystem} from './media.ts';

export type EdgeSubsystem = Fragment & {
  /** Where the pages are written to. */
  readonly site: Bucket;
  /** Where readers find them. */
  readonly siteEnv: Env;
  readonly distribution: {readonly env: Env; readonly grants: {readonly purge: Grant}};
};

type Needs = {
  readonly api: ApiSubsystem;
  readonly media: MediaSubsystem;
  /** The code that sees a page's request first. */
  readonly viewerRequest: string;
};

/** What pages of our own need, and nothing else: no inline script or style, nothing from elsewhere, no frame around us. */
const ownPages = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** How long CloudFront keeps an error that says nothing about it (10 s unless told). */
const errorResponses: readonly Value<CustomErrorResponse>[] = [
  {ErrorCode: 403, ResponseCode: 404, ResponsePagePath: '/404.html', ErrorCachingMinTTL: 60},
  // About one request, or about something that the next write brings.
  ...[400, 404, 405].map((ErrorCode) => ({ErrorCode, ErrorCachingMinTTL: 0})),
  // Long enough to spare an origin in trouble.
  ...[500, 502, 503, 504].map((ErrorCode) => ({ErrorCode, ErrorCachingMinTTL: 1})),
];

const cachedMethods = ['GET', 'HEAD'];
const everyMethod = [...cachedMethods, 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const secured = {ViewerProtocolPolicy: 'redirect-to-https', Compress: true, CachedMethods: cachedMethods};

export const edgeSubsystem = (config: Config, {api, media, viewerRequest}: Needs): EdgeSubsystem => {
  const id = logicalId('distribution');
  const distributionArn = sub`arn:${stack.partition}:cloudfront::${stack.account}:distribution/${ref(id)}`;
  const domainName = getAtt(id, 'DomainName');

  const site = servedBucket({noun: 'site'});
  const accessControl = originAccessControl();
  const pages = bucketOrigin({id: 'site', bucket: site, accessControl, distributionArn});
  const thumbnails = bucketOrigin({id: 'thumbnails', bucket: media.thumbnails, accessControl, distributionArn});

  const apiOrigin = {
    Id: 'api',
    DomainName: api.origin.domainName,
    OriginPath: api.origin.path,
    CustomOriginConfig: {OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2']},
  } satisfies Value<Origin>;

  const cleanUrls = edgeFunction('viewer-request', 'index.html for paths that end in a slash', viewerRequest);

  const apiReads = cachePolicy({
    noun: 'api-reads',
    queryStrings: ['tag', 'limit', 'cursor'],
    why: 'No managed policy keeps what Cache-Control says and nothing else: CachingOptimized holds even no-store for a second.',
  });

  const pageHeaders = headersPolicy({
    noun: 'pages',
    contentSecurityPolicy: ownPages,
    referrerPolicy: 'strict-origin-when-cross-origin',
  });

  // Its pages are opened by mailed links, which carry a token.
  const apiHeaders = headersPolicy({noun: 'api', contentSecurityPolicy: ownPages, referrerPolicy: 'no-referrer'});

  const thumbnailHeaders = headersPolicy({
    noun: 'thumbnails',
    contentSecurityPolicy: ["default-src 'none'", 'sandbox'],
    referrerPolicy: 'no-referrer',
  });

  const apiBehavior = (path: string, cachePolicyId: Value<string>): Value<CacheBehavior> => ({
    PathPattern: path,
    TargetOriginId: apiOrigin.Id,
    ...secured,
    AllowedMethods: everyMethod,
    CachePolicyId: cachePolicyId,
    OriginRequestPolicyId: managedOriginRequestPolicies.AllViewerExceptHostHeader,
    ResponseHeadersPolicyId: apiHeaders.id,
  });

  const distribution = resource(
    id,
    'AWS::CloudFront::Distribution',
    {
      DistributionConfig: {
        Comment: config.title,
        Enabled: true,
        HttpVersion: 'http2and3',
        IPV6Enabled: true,
        PriceClass: 'PriceClass_All',
        DefaultRootObject: 'index.html',
        ViewerCertificate: {CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1.2_2021'},
        Origins: [pages.origin, thumbnails.origin, apiOrigin],
        DefaultCacheBehavior: {
          TargetOriginId: pages.origin.Id,
          ...secured,
          AllowedMethods: cachedMethods,
          CachePolicyId: managedCachePolicies.CachingOptimized,
          ResponseHeadersPolicyId: pageHeaders.id,
          FunctionAssociations: [{EventType: 'viewer-request', FunctionARN: cleanUrls.arn}],
        },
        CacheBehaviors: [
          {
            PathPattern: '/photos/*',
            TargetOriginId: thumbnails.origin.Id,
            ...secured,
            AllowedMethods: cachedMethods,
            CachePolicyId: managedCachePolicies.CachingOptimized,
            ResponseHeadersPolicyId: thumbnailHeaders.id,
          },
          apiBehavior('/api/author/*', managedCachePolicies.CachingDisabled),
          apiBehavior('/api/subscribers*', managedCachePolicies.CachingDisabled),
          apiBehavior('/api/*', apiReads.id),
        ],
        CustomErrorResponses: errorResponses,
      },
    },
    {
      notes: {
        'Properties.DistributionConfig.CacheBehaviors':
          "The first pattern that fits decides: the author's and subscribers' answers, never kept, stand before the rest.",
        'Properties.DistributionConfig.CustomErrorResponses':
          'S3 answers 403 for a missing object, and this holds for every origin: the API itself never answers 403.',
        'Properties.DistributionConfig.ViewerCertificate':
          'The version counts once there is a domain: for its own name CloudFront decides itself.',
      },
    },
  );

  return {
    about: 'one distribution in front of everything; its buckets answer nobody else.',
    site,
    siteEnv: {SITE_URL: sub`https://${domainName}`},
    distribution: {
      env: {DISTRIBUTION_ID: ref(id)},
      grants: {purge: {actions: ['cloudfront:CreateInvalidation'], resource: distributionArn}},
    },
    resources: [
      distribution,
      ...accessControl.resources,
      ...cleanUrls.resources,
      ...apiReads.resources,
      ...pageHeaders.resources,
      ...apiHeaders.resources,
      ...thumbnailHeaders.resources,
      ...site.resources,
      pages.policy,
      thumbnails.policy,
    ],
    outputs: [
      {name: 'SiteUrl', description: 'The blog', value: sub`https://${domainName}`},
      {name: 'DistributionId', description: 'The distribution, for purges', value: ref(id)},
      {name: 'DistributionDomainName', description: 'Its domain name', value: domainName},
      {name: 'SiteBucketName', description: 'Rendered pages and static files', value: ref(site.id)},
    ],
  };
};
