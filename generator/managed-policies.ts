// CloudFront's managed policies: the same ids in every account.

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
export const managedCachePolicies = {
  CachingOptimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  CachingDisabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
} as const;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
export const managedOriginRequestPolicies = {
  AllViewerExceptHostHeader: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
} as const;

/** id → name, for those who read ids. */
export const managedPolicyNames: ReadonlyMap<string, string> = new Map(
  Object.entries({...managedCachePolicies, ...managedOriginRequestPolicies}).map(([name, id]) => [id, name]),
);
