// The parts that a distribution is put together from. Their names are account-wide, so they carry the stack's.

import {getAtt, logicalId, type Resource, ref, resource, stack, sub, type Value} from '../cfn.ts';

/** Something that a behaviour names by its id. */
type Part = {readonly id: Value<string>; readonly resources: readonly Resource[]};

const yearInSeconds = 31_536_000;

type HeadersPolicySpec = {
  readonly noun: string;
  readonly contentSecurityPolicy: readonly string[];
  readonly referrerPolicy: 'no-referrer' | 'strict-origin-when-cross-origin';
};

/** What every answer of a behaviour says to the browser, whatever its origin said. */
export const headersPolicy = ({noun, contentSecurityPolicy, referrerPolicy}: HeadersPolicySpec): Part => {
  const id = logicalId(noun, 'headers-policy');

  return {
    id: ref(id),
    resources: [
      resource(id, 'AWS::CloudFront::ResponseHeadersPolicy', {
        ResponseHeadersPolicyConfig: {
          Name: sub`${stack.name}-${noun}`,
          SecurityHeadersConfig: {
            ContentSecurityPolicy: {ContentSecurityPolicy: contentSecurityPolicy.join('; '), Override: true},
            ContentTypeOptions: {Override: true},
            FrameOptions: {FrameOption: 'DENY', Override: true},
            ReferrerPolicy: {ReferrerPolicy: referrerPolicy, Override: true},
            StrictTransportSecurity: {
              AccessControlMaxAgeSec: 2 * yearInSeconds,
              IncludeSubdomains: true,
              Override: true,
            },
          },
        },
      }),
    ],
  };
};

type CachePolicySpec = {readonly noun: string; readonly queryStrings: readonly string[]; readonly why: string};

/** Keeps an answer for as long as its Cache-Control says, and not at all without one. */
export const cachePolicy = ({noun, queryStrings, why}: CachePolicySpec): Part => {
  const id = logicalId(noun, 'cache-policy');

  return {
    id: ref(id),
    resources: [
      resource(
        id,
        'AWS::CloudFront::CachePolicy',
        {
          CachePolicyConfig: {
            Name: sub`${stack.name}-${noun}`,
            MinTTL: 0,
            DefaultTTL: 0,
            MaxTTL: yearInSeconds,
            ParametersInCacheKeyAndForwardedToOrigin: {
              QueryStringsConfig: {QueryStringBehavior: 'whitelist', QueryStrings: queryStrings},
              HeadersConfig: {HeaderBehavior: 'none'},
              CookiesConfig: {CookieBehavior: 'none'},
              EnableAcceptEncodingGzip: true,
              EnableAcceptEncodingBrotli: true,
            },
          },
        },
        {why},
      ),
    ],
  };
};

/** Code that runs at the edge; `code` is the whole file. */
export const edgeFunction = (noun: string, comment: string, code: string) => {
  const id = logicalId(noun, 'function');

  return {
    arn: getAtt(id, 'FunctionARN'),
    resources: [
      resource(id, 'AWS::CloudFront::Function', {
        Name: sub`${stack.name}-${noun}`,
        AutoPublish: true,
        FunctionConfig: {Comment: comment, Runtime: 'cloudfront-js-2.0'},
        FunctionCode: code,
      }),
    ],
  };
};

/** Lets a distribution sign what it asks a bucket for. */
export const originAccessControl = () => {
  const id = logicalId('origin-access-control');

  return {
    id: getAtt(id, 'Id'),
    resources: [
      resource(id, 'AWS::CloudFront::OriginAccessControl', {
        OriginAccessControlConfig: {
          Name: stack.name,
          OriginAccessControlOriginType: 's3',
          SigningBehavior: 'always',
          SigningProtocol: 'sigv4',
        },
      }),
    ],
  };
};
