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

type BehaviorSpec = {
  readonly origin: string;
  readonly headersPolicyId: Value<string>;
  /** Sees the request before the cache does. */
  readonly viewerRequest?: {readonly arn: GetAtt};
};

/** What sets one kind of behavior apart. */
type Kind = Pick<
  Value<DefaultCacheBehavior>,
  'AllowedMethods' | 'CachePolicyId' | 'Compress' | 'OriginRequestPolicyId' | 'TrustedKeyGroups'
>;

const behavior = ({origin, headersPolicyId, viewerRequest}: BehaviorSpec, kind: Kind): Value<DefaultCacheBehavior> => ({
  TargetOriginId: origin,
  ViewerProtocolPolicy: 'redirect-to-https',
  Compress: true,
  CachedMethods: cachedMethods,
  ...kind,
  ResponseHeadersPolicyId: headersPolicyId,
  ...(viewerRequest && {
    FunctionAssociations: [{EventType: 'viewer-request', FunctionARN: viewerRequest.arn}],
  }),
});

/** Files, whose own Cache-Control says how long they are kept. */
export const filesBehavior = (spec: BehaviorSpec): Value<DefaultCacheBehavior> =>
  behavior(spec, {AllowedMethods: cachedMethods, CachePolicyId: managedCachePolicies.CachingOptimized});

/** Answers of the API, kept as `cachePolicyId` says, or not at all. */
export const apiBehavior = (
  path: string,
  spec: BehaviorSpec,
  cachePolicyId: Value<string> = managedCachePolicies.CachingDisabled,
): Value<CacheBehavior> => ({
  PathPattern: path,
  ...behavior(spec, {
    AllowedMethods: everyMethod,
    CachePolicyId: cachePolicyId,
    OriginRequestPolicyId: managedOriginRequestPolicies.AllViewerExceptHostHeader,
  }),
});

/** What is put into a bucket by whoever holds a ticket signed with the key group. */
export const uploadsBehavior = (path: string, spec: BehaviorSpec, keyGroupId: Ref): Value<CacheBehavior> => ({
  PathPattern: path,
  ...behavior(spec, {
    AllowedMethods: everyMethod,
    CachePolicyId: managedCachePolicies.CachingDisabled,
    Compress: false,
    TrustedKeyGroups: [keyGroupId],
  }),
});
