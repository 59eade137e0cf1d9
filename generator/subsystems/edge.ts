import {type Fragment, getAtt, logicalId, type Parameter, ref, resource, stack, sub} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Grant} from '../iam.ts';
import {nearestRegionCode} from '../nearest-region.ts';
import {apiBehavior, errorResponses, filesBehavior, uploadsBehavior} from '../resources/behaviors.ts';
import {type Bucket, servedBucket} from '../resources/buckets.ts';
import {cachePolicy, edgeFunction, headersPolicy, originAccessControl} from '../resources/cloudfront.ts';
import {aliasRecords, certificateArn} from '../resources/domains.ts';
import type {Env} from '../resources/functions.ts';
import {apiOrigin, bucketOrigin, homeOrigin, regionalOrigins} from '../resources/origins.ts';
import type {ApiSubsystem} from './api.ts';
import type {MediaSubsystem} from './media.ts';

export type EdgeSubsystem = Fragment & {
  /** Where the pages are written to. */
  readonly site: Bucket;
  /** Where readers find them. */
  readonly siteEnv: Env;
  readonly distribution: {readonly env: Env; readonly grants: {readonly purge: Grant}};
};

/** The code that sees a request first, before the cache: each is a whole file. */
export type EdgeCode = {
  readonly viewerRequest: string;
  readonly nearestRegion: string;
  readonly uploadsOnly: string;
};

type Needs = {readonly api: ApiSubsystem; readonly media: MediaSubsystem; readonly code: EdgeCode};

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

const webAclArn: Parameter = {
  id: logicalId('web-acl-arn'),
  description: 'Output WebAclArn of the edge stack in us-east-1',
};

export const edgeSubsystem = (config: Config, {api, media, code}: Needs): EdgeSubsystem => {
  const {domain, profile, regions} = config;
  const id = logicalId('distribution');
  const distributionArn = sub`arn:${stack.partition}:cloudfront::${stack.account}:distribution/${ref(id)}`;
  const domainName = getAtt(id, 'DomainName');
  const siteUrl = domain ? `https://${domain.name}` : sub`https://${domainName}`;

  const site = servedBucket({noun: 'site'});
  const accessControl = originAccessControl();
  const pages = bucketOrigin({id: 'site', bucket: site, accessControl, distributionArn});
  const thumbnails = bucketOrigin({id: 'thumbnails', bucket: media.thumbnails, accessControl, distributionArn});
  const uploads = media.uploadKeys && {
    keyGroupId: media.uploadKeys.keyGroupId,
    only: edgeFunction('uploads-only', 'An upload is a PUT', code.uploadsOnly),
    ...bucketOrigin({
      id: 'uploads',
      bucket: media.uploads,
      accessControl,
      distributionArn,
      allows: {action: 's3:PutObject', keys: 'uploads/*'},
    }),
  };

  const home = apiOrigin(api.origin);
  const regional = regions.length > 1 ? regionalOrigins(api.origin, regions) : undefined;
  const nearestRegion =
    regional &&
    edgeFunction('nearest-region', 'Which API answers a read', nearestRegionCode(code.nearestRegion, regions));
  const cleanUrls = edgeFunction('viewer-request', 'index.html for paths that end in a slash', code.viewerRequest);

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

  const throughApi = {origin: homeOrigin, headersPolicyId: apiHeaders.id};

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
        ...(domain && {Aliases: [domain.name]}),
        ViewerCertificate: domain
          ? {
              AcmCertificateArn: ref(certificateArn.id),
              SslSupportMethod: 'sni-only',
              MinimumProtocolVersion: 'TLSv1.2_2021',
            }
          : {CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1.2_2021'},
        ...(profile === 'hardened' && {WebACLId: ref(webAclArn.id)}),
        Origins: [
          pages.origin,
          thumbnails.origin,
          ...(uploads ? [uploads.origin] : []),
          home,
          ...(regional?.origins ?? []),
        ],
        DefaultCacheBehavior: filesBehavior({
          origin: 'site',
          headersPolicyId: pageHeaders.id,
          viewerRequest: cleanUrls,
        }),
        CacheBehaviors: [
          {PathPattern: '/photos/*', ...filesBehavior({origin: 'thumbnails', headersPolicyId: thumbnailHeaders.id})},
          ...(uploads
            ? [
                uploadsBehavior(
                  '/uploads/*',
                  {origin: 'uploads', headersPolicyId: apiHeaders.id, viewerRequest: uploads.only},
                  uploads.keyGroupId,
                ),
              ]
            : []),
          apiBehavior('/api/author/*', throughApi),
          apiBehavior('/api/subscribers*', throughApi),
          apiBehavior('/api/*', {...throughApi, ...(nearestRegion && {viewerRequest: nearestRegion})}, apiReads.id),
        ],
        CustomErrorResponses: errorResponses,
      },
    },
    {
      notes: {
        ...(regional && {
          'Properties.DistributionConfig.Origins':
            'The region nearest to a reader is asked by its origin reads-…, which is given up after 2 s; who is asked then, api or spare-…, is waited for.',
        }),
        'Properties.DistributionConfig.CacheBehaviors':
          "The first pattern that fits decides: the author's and subscribers' answers, never kept, stand before the rest.",
        'Properties.DistributionConfig.CustomErrorResponses':
          'S3 answers 403 for a missing object, and this holds for every origin: the API itself never answers 403.',
        ...(domain === undefined && {
          'Properties.DistributionConfig.ViewerCertificate':
            'The version counts once there is a domain: for its own name CloudFront decides itself.',
        }),
      },
    },
  );

  return {
    about: 'one distribution in front of everything; its buckets answer nobody else.',
    site,
    siteEnv: {SITE_URL: siteUrl},
    distribution: {
      env: {DISTRIBUTION_ID: ref(id)},
      grants: {purge: {actions: ['cloudfront:CreateInvalidation'], resource: distributionArn}},
    },
    parameters: [
      ...(domain ? [certificateArn] : []),
      ...(profile === 'hardened' ? [webAclArn] : []),
      ...(regional?.parameters ?? []),
    ],
    conditions: regional?.conditions ?? [],
    resources: [
      distribution,
      ...(domain ? aliasRecords(domain, domainName) : []),
      ...accessControl.resources,
      ...cleanUrls.resources,
      ...(nearestRegion?.resources ?? []),
      ...(uploads?.only.resources ?? []),
      ...apiReads.resources,
      ...pageHeaders.resources,
      ...apiHeaders.resources,
      ...thumbnailHeaders.resources,
      ...site.resources,
      pages.policy,
      thumbnails.policy,
      ...(uploads ? [uploads.policy] : []),
    ],
    outputs: [
      {name: 'SiteUrl', description: 'The blog', value: siteUrl},
      {name: 'DistributionId', description: 'The distribution, for purges', value: ref(id)},
      {name: 'DistributionArn', description: 'The same, for the edge stack', value: distributionArn},
      {name: 'DistributionDomainName', description: 'Its domain name', value: domainName},
      {name: 'SiteBucketName', description: 'Rendered pages and static files', value: ref(site.id)},
    ],
  };
};
