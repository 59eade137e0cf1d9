// What a distribution does with a path: whom it asks, what it keeps, and what it tells the browser.

import type {
  CacheBehavior,
  CustomErrorResponse,
  DefaultCacheBehavior,
} from '@awboost/cfn-resource-types/AWS-CloudFront-Distribution';
import type {GetAtt, Ref, Value} from '../cfn.ts';
import {managedCachePolicies, managedOriginRequestPolicies} from '../managed-policies.ts';

/** How long CloudFront keeps an error that says nothing about it (10 s unless told). */
export const errorResponses: readonly Value<CustomErrorResponse>[] = [
  {ErrorCode: 403, ResponseCode: 404, ResponsePagePath: '/404.html', ErrorCachingMinTTL: 60},
  // About one request, or about something that the next write brings.
  ...[400, 404, 405].map((ErrorCode) => ({ErrorCode, ErrorCachingMinTTL: 0})),
  // Long enough to spare an origin in trouble.
  ...[500, 502, 503, 504].map((ErrorCode) => ({ErrorCode, ErrorCachingMinTTL: 1})),
];

const cachedMethods = ['GET', 'HEAD'];
const everyMethod = [...cachedMethods, 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const secured = {ViewerProtocolPolicy: 'redirect-to-https', Compress: true, CachedMethods: cachedMethods};

type BehaviorSpec = {
  readonly origin: string;
  readonly headersPolicyId: Value<string>;
  /** Sees the request before the cache does. */
  readonly viewerRequest?: {readonly arn: GetAtt};
};

const common = ({origin, headersPolicyId, viewerRequest}: BehaviorSpec) => ({
  TargetOriginId: origin,
  ...secured,
  ResponseHeadersPolicyId: headersPolicyId,
  ...(viewerRequest && {
    FunctionAssociations: [{EventType: 'viewer-request' as const, FunctionARN: viewerRequest.arn}],
  }),
});

/** Files, whose own Cache-Control says how long they are kept. */
export const filesBehavior = (spec: BehaviorSpec): Value<DefaultCacheBehavior> => ({
  ...common(spec),
  AllowedMethods: cachedMethods,
  CachePolicyId: managedCachePolicies.CachingOptimized,
});

/** Answers of the API, kept as `cachePolicyId` says, or not at all. */
export const apiBehavior = (
  path: string,
  {
    cachePolicyId = managedCachePolicies.CachingDisabled,
    ...spec
  }: BehaviorSpec & {readonly cachePolicyId?: Value<string>},
): Value<CacheBehavior> => ({
  PathPattern: path,
  ...common(spec),
  AllowedMethods: everyMethod,
  CachePolicyId: cachePolicyId,
  OriginRequestPolicyId: managedOriginRequestPolicies.AllViewerExceptHostHeader,
});

/** What is put into a bucket by whoever holds a ticket signed with the key group. */
export const uploadsBehavior = (
  path: string,
  {keyGroupId, ...spec}: BehaviorSpec & {readonly keyGroupId: Ref},
): Value<CacheBehavior> => ({
  PathPattern: path,
  ...common(spec),
  Compress: false,
  AllowedMethods: everyMethod,
  CachePolicyId: managedCachePolicies.CachingDisabled,
  TrustedKeyGroups: [keyGroupId],
});
