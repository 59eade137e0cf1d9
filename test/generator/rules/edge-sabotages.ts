import {gone, type Sabotage} from './sabotage.ts';

const distribution = 'Distribution.DistributionConfig';
const apiReads = 'ApiReadsCachePolicy.CachePolicyConfig';
const cacheKey = `${apiReads}.ParametersInCacheKeyAndForwardedToOrigin`;
const pages = 'PagesHeadersPolicy.ResponseHeadersPolicyConfig.SecurityHeadersConfig';
const photos = 'ThumbnailsHeadersPolicy.ResponseHeadersPolicyConfig.SecurityHeadersConfig';
const authorizer = 'BlogApi.Auth.Authorizers.AuthorAuthorizer';
const gateway = 'BlogApi.GatewayResponses';
const siteStatements = 'SiteBucketPolicy.PolicyDocument.Statement';
const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const cachingOptimized = '658327ea-f89d-4fab-a63d-7e88639e58f6';

const grant = (role: string, i: number): string => `${role}.Policies.0.PolicyDocument.Statement.${i}`;
const statement = (policy: string): string => `${policy}.PolicyDocument.Statement.0`;

export const edgeSabotages: readonly Sabotage[] = [
  ['EDGE-01', `${distribution}.DefaultCacheBehavior.ViewerProtocolPolicy`, 'allow-all'],
  ['EDGE-01', `${distribution}.CacheBehaviors.1.ViewerProtocolPolicy`, 'allow-all'],
  ['EDGE-02', `${distribution}.ViewerCertificate.MinimumProtocolVersion`, 'TLSv1'],
  ['EDGE-02', `${distribution}.ViewerCertificate`, gone],
  ['EDGE-03', `${distribution}.Origins.2.CustomOriginConfig.OriginProtocolPolicy`, 'match-viewer'],
  ['EDGE-03', `${distribution}.Origins.2.CustomOriginConfig.OriginSSLProtocols`, ['TLSv1', 'TLSv1.2']],
  ['EDGE-04', `${distribution}.Origins.0.OriginAccessControlId`, gone],
  ['EDGE-04', `${distribution}.Origins.1.S3OriginConfig.OriginAccessIdentity`, 'origin-access-identity/cloudfront/E1'],
  ['EDGE-05', 'OriginAccessControl.OriginAccessControlConfig.SigningBehavior', 'never'],
  ['EDGE-05', 'OriginAccessControl.OriginAccessControlConfig.SigningBehavior', 'no-override'],
  ['EDGE-05', 'OriginAccessControl.OriginAccessControlConfig.OriginAccessControlOriginType', 'lambda'],
  ['EDGE-06', `${siteStatements}.0.Condition`, gone],
  ['EDGE-06', `${siteStatements}.0.Condition.StringEquals.aws:SourceArn`, '*'],
  [
    'EDGE-06',
    `${statement('ThumbnailsBucketPolicy')}.Condition.StringEquals.aws:SourceArn.Fn::Sub`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's placeholders
    'arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/*',
  ],
  ['EDGE-07', `${siteStatements}.0.Action`, ['s3:GetObject', 's3:PutObject']],
  ['EDGE-07', `${statement('ThumbnailsBucketPolicy')}.Resource`, '*'],
  ['EDGE-08', `${siteStatements}.0.Principal.Service`, 's3.amazonaws.com'],
  ['EDGE-08', `${siteStatements}.0.Effect`, 'Deny'],
  ['EDGE-09', `${distribution}.CacheBehaviors.0.AllowedMethods`, ['GET', 'HEAD', 'OPTIONS']],
  ['EDGE-10', `${distribution}.CacheBehaviors.3.AllowedMethods`, ['GET', 'HEAD']],
  ['EDGE-10', `${distribution}.CacheBehaviors.3.PathPattern`, '/api/photos/*'],
  ['EDGE-11', `${distribution}.CacheBehaviors.0.TargetOriginId`, 'photos'],
  ['EDGE-11', `${distribution}.CacheBehaviors.0.TargetOriginId`, 'site'],
  ['EDGE-12', `${distribution}.Origins.2.OriginPath`, '/prod'],
  ['EDGE-12', 'BlogApi.StageName', 'Prod'],
  ['EDGE-13', `${distribution}.CustomErrorResponses.0.ResponseCode`, 200],
  ['EDGE-13', `${distribution}.CustomErrorResponses.2.ResponsePagePath`, '/404.html'],
  ['EDGE-14', 'ViewerRequestFunction.FunctionConfig.Runtime', 'cloudfront-js-1.0'],
  ['EDGE-14', 'ViewerRequestFunction.AutoPublish', false],
  ['EDGE-15', `${distribution}.DefaultCacheBehavior.FunctionAssociations`, gone],
  ['EDGE-15', `${distribution}.DefaultCacheBehavior.FunctionAssociations.0.EventType`, 'viewer-response'],
  ['EDGE-16', 'OriginAccessControl.OriginAccessControlConfig.Name', 'blog'],
  ['EDGE-16', `${apiReads}.Name`, 'api-reads'],
  ['EDGE-17', `${distribution}.Enabled`, false],
  ['EDGE-17', `${distribution}.DefaultRootObject`, gone],
  ['EDGE-17', `${distribution}.IPV6Enabled`, false],
  ['EDGE-18', `${distribution}.CacheBehaviors.0.PathPattern`, 'photos/*'],
  ['EDGE-18', `${distribution}.CacheBehaviors.2.AllowedMethods.2`, gone],
];

export const cachingSabotages: readonly Sabotage[] = [
  ['CACHE-01', `${distribution}.CacheBehaviors.1.CachePolicyId`, {Ref: 'ApiReadsCachePolicy'}],
  ['CACHE-01', `${distribution}.CacheBehaviors.2.CachePolicyId`, cachingOptimized],
  ['CACHE-01', `${distribution}.CacheBehaviors.1.PathPattern`, '/api/authors/*'],
  ['CACHE-02', `${distribution}.CacheBehaviors.3.CachePolicyId`, cachingOptimized],
  ['CACHE-03', `${apiReads}.MinTTL`, 1],
  ['CACHE-03', `${apiReads}.DefaultTTL`, 86_400],
  ['CACHE-03', `${apiReads}.MaxTTL`, 0],
  ['CACHE-04', `${cacheKey}.QueryStringsConfig.QueryStringBehavior`, 'all'],
  ['CACHE-04', `${cacheKey}.QueryStringsConfig.QueryStrings`, []],
  ['CACHE-04', `${cacheKey}.HeadersConfig.HeaderBehavior`, 'whitelist'],
  ['CACHE-04', `${cacheKey}.CookiesConfig.CookieBehavior`, 'all'],
  ['CACHE-05', `${cacheKey}.EnableAcceptEncodingBrotli`, false],
  ['CACHE-06', `${distribution}.CacheBehaviors.3.OriginRequestPolicyId`, '216adef6-5c7f-47e4-b989-5492eafa07d3'],
  ['CACHE-06', `${distribution}.CacheBehaviors.1.OriginRequestPolicyId`, gone],
  ['CACHE-07', `${distribution}.CacheBehaviors.3.CachedMethods`, ['GET', 'HEAD', 'OPTIONS']],
  ['CACHE-08', `${distribution}.DefaultCacheBehavior.Compress`, false],
  ['CACHE-09', `${distribution}.DefaultCacheBehavior.CachePolicyId`, cachingDisabled],
  ['CACHE-10', `${distribution}.CustomErrorResponses.2.ErrorCachingMinTTL`, 10],
  ['CACHE-10', `${distribution}.CustomErrorResponses.4.ErrorCachingMinTTL`, gone],
  ['CACHE-10', `${distribution}.CustomErrorResponses.0.ErrorCachingMinTTL`, 86_400],
];

export const headersSabotages: readonly Sabotage[] = [
  ['HEADERS-01', `${distribution}.DefaultCacheBehavior.ResponseHeadersPolicyId`, gone],
  ['HEADERS-01', `${distribution}.CacheBehaviors.0.ResponseHeadersPolicyId`, '67f7725c-6f97-4210-82d7-5512b31e9d03'],
  ['HEADERS-02', `${pages}.ContentSecurityPolicy`, gone],
  ['HEADERS-02', `${photos}.ContentSecurityPolicy.ContentSecurityPolicy`, "default-src 'self'; sandbox"],
  [
    'HEADERS-03',
    `${pages}.ContentSecurityPolicy.ContentSecurityPolicy`,
    "default-src 'none'; script-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ],
  [
    'HEADERS-03',
    `${pages}.ContentSecurityPolicy.ContentSecurityPolicy`,
    "default-src 'none'; script-src *; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ],
  ['HEADERS-04', `${photos}.ContentSecurityPolicy.ContentSecurityPolicy`, "default-src 'none'"],
  ['HEADERS-05', `${pages}.StrictTransportSecurity.AccessControlMaxAgeSec`, 300],
  ['HEADERS-05', `${pages}.StrictTransportSecurity.IncludeSubdomains`, false],
  ['HEADERS-05', `${photos}.StrictTransportSecurity`, gone],
  ['HEADERS-06', `${pages}.ContentTypeOptions`, gone],
  ['HEADERS-07', `${pages}.FrameOptions.FrameOption`, 'SAMEORIGIN'],
  ['HEADERS-08', `${photos}.ReferrerPolicy.ReferrerPolicy`, 'unsafe-url'],
  ['HEADERS-09', `${pages}.ContentSecurityPolicy.Override`, false],
  ['HEADERS-09', `${photos}.ContentTypeOptions.Override`, false],
];

export const apiSabotages: readonly Sabotage[] = [
  ['API-01', 'SavePostFunction.Events.Route.Properties.Auth', {Authorizer: 'NONE'}],
  ['API-01', 'DeletePostFunction.Events.Route.Properties.Auth', {Authorizer: 'NONE'}],
  ['API-01', 'CreatePhotoFunction.Events.Route.Properties.Auth', {Authorizer: 'NONE'}],
  ['API-02', 'ListAuthorPostsFunction.Events.Route.Properties.Auth', {Authorizer: 'NONE'}],
  ['API-03', 'BlogApi.Auth.DefaultAuthorizer', gone],
  ['API-03', 'BlogApi.Auth.DefaultAuthorizer', 'NONE'],
  ['API-04', `${authorizer}.Identity.ReauthorizeEvery`, 3_600],
  ['API-04', `${authorizer}.Identity.ReauthorizeEvery`, gone],
  ['API-05', `${authorizer}.FunctionPayloadType`, 'REQUEST'],
  ['API-05', `${authorizer}.Identity.Header`, 'X-Token'],
  ['API-05', `${authorizer}.FunctionArn`, 'arn:aws:lambda:eu-central-1:111111111111:function:other'],
  ['API-06', 'Globals.Api.OpenApiVersion', gone],
  ['API-06', 'Globals.Api', gone],
  ['API-07', 'BlogApi.EndpointConfiguration.Type', 'EDGE'],
  ['API-07', 'BlogApi.EndpointConfiguration', gone],
  ['API-08', `${gateway}.ACCESS_DENIED`, gone],
  ['API-08', `${gateway}.MISSING_AUTHENTICATION_TOKEN.StatusCode`, gone],
  ['API-08', `${gateway}.DEFAULT_4XX.StatusCode`, 403],
  ['API-09', `${gateway}.DEFAULT_5XX`, gone],
  ['API-10', `${gateway}.UNAUTHORIZED.StatusCode`, 400],
  ['API-10', `${gateway}.UNAUTHORIZED.ResponseParameters.Headers.Cache-Control`, gone],
  ['API-10', `${gateway}.THROTTLED.ResponseParameters.Headers.Content-Type`, "'text/html'"],
  ['API-11', 'BlogApi.MethodSettings', gone],
  ['API-11', 'BlogApi.MethodSettings.0.ThrottlingRateLimit', 10_000],
  ['API-12', 'BlogApi.MethodSettings.1', gone],
  ['API-12', 'BlogApi.MethodSettings.1.ThrottlingBurstLimit', 5_000],
  ['API-13', 'BlogApi.MinimumCompressionSize', gone],
  ['API-14', 'ListPostsFunction.Events.Route.Properties.Path', '/posts'],
  ['API-14', 'ListPostsFunction.Events.Route.Properties.RestApiId', gone],
  ['API-15', 'ReadPostFunction.Events.Route.Properties.Path', '/api/posts'],
  ['API-16', `${grant('ListPostsRole', 0)}.Action`, ['dynamodb:Query', 'dynamodb:DeleteItem']],
  ['API-17', 'ReadPostFunction.Timeout', 60],
  ['API-10', `${gateway}.DEFAULT_5XX.ResponseTemplates`, gone],
  ['API-18', 'SubscribeFunction.Events.Route.Properties.Auth', gone],
  ['API-18', 'ShowUnsubscribeFunction.Events.Route.Properties.Auth.Authorizer', 'AuthorAuthorizer'],
];
