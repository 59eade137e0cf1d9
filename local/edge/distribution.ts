// What a deployed distribution says to the edge. Forwarding, header policies and plain functions stay the engine's.
import {unescape as decode} from 'node:querystring';
import type {CachePolicyConfig, DefaultCacheBehavior, DistributionConfig, Origin} from '@aws-sdk/client-cloudfront';
import {wildcard} from '../wildcards.ts';
import type {CloudFront} from './cloudfront.ts';
import {importsCloudFront, type ViewerFunction, viewerFunction} from './viewer-function.ts';

export type Encoding = 'br' | 'gzip';

export type CachePolicy = {
  readonly minTtlSeconds: number;
  readonly defaultTtlSeconds: number;
  readonly maxTtlSeconds: number;
  /** Best first. */
  readonly encodings: readonly Encoding[];
  /** Lower case. */
  readonly headerNames: readonly string[];
  readonly keysCookie: (name: string) => boolean;
  readonly keysQuery: (name: string) => boolean;
};

export type Behavior = {
  readonly pathPattern: RegExp;
  readonly methods: readonly string[];
  readonly compress: boolean;
  readonly policy: CachePolicy;
  /** By the status that the viewer sees. */
  readonly errorTtls: ReadonlyMap<number, ErrorTtl>;
  readonly originId: string;
  /** Only who signs with a trusted key may ask. */
  readonly isSigned: boolean;
  /** The viewer-request function, where the engine cannot run it or is not asked. */
  readonly run?: ViewerFunction;
};

/** An origin as the edge needs it where it speaks to it itself. */
export type OriginSettings = {
  readonly id: string;
  readonly connectionAttempts: number;
  readonly connectionTimeoutSeconds: number;
  /** The bucket of an S3 origin with an origin access control. */
  readonly bucket?: string;
};

/** How long an error is kept; `isPage`: its headers are those of an error page, not of the origin's error. */
export type ErrorTtl = {readonly seconds: number; readonly isPage: boolean};

export type Distribution = {
  readonly arn: string;
  readonly domainName: string;
  readonly origins: ReadonlyMap<string, OriginSettings>;
  /** In the order in which they are tried; the last one takes every path. */
  readonly behaviors: readonly [...Behavior[], Behavior];
};

type BehaviorConfig = Omit<DefaultCacheBehavior, 'TargetOriginId' | 'ViewerProtocolPolicy'> &
  Partial<Pick<DefaultCacheBehavior, 'TargetOriginId'>>;

/** What CloudFront takes where a template says nothing. */
const defaults = {
  methods: ['GET', 'HEAD'],
  errorTtlSeconds: 10,
  defaultTtlSeconds: 86_400,
  maxTtlSeconds: 31_536_000,
  connectionAttempts: 3,
  connectionTimeoutSeconds: 10,
};

/** A path pattern, whose leading slash may be missing; case counts. */
const pathPatternOf = (pattern: string): RegExp => wildcard(pattern.replace(/^\/?/, '/'));

const choice = (behavior: string | undefined, names: readonly string[] = []) => {
  if (behavior === 'all') return () => true;
  if (behavior === 'allExcept') return (name: string) => !names.includes(name);
  return (name: string) => behavior === 'whitelist' && names.includes(name);
};

const cachePolicyOf = ({MinTTL, DefaultTTL, MaxTTL, ...config}: CachePolicyConfig): CachePolicy => {
  const key = config.ParametersInCacheKeyAndForwardedToOrigin;
  return {
    minTtlSeconds: MinTTL ?? 0,
    defaultTtlSeconds: DefaultTTL ?? defaults.defaultTtlSeconds,
    maxTtlSeconds: MaxTTL ?? defaults.maxTtlSeconds,
    encodings: [
      ...(key?.EnableAcceptEncodingBrotli ? (['br'] as const) : []),
      ...(key?.EnableAcceptEncodingGzip ? (['gzip'] as const) : []),
    ],
    headerNames: (key?.HeadersConfig?.Headers?.Items ?? []).map((name) => name.toLowerCase()),
    keysCookie: choice(key?.CookiesConfig?.CookieBehavior, key?.CookiesConfig?.Cookies?.Items),
    keysQuery: choice(key?.QueryStringsConfig?.QueryStringBehavior, key?.QueryStringsConfig?.QueryStrings?.Items),
  };
};

/** A bucket refuses, by 403, whoever may not list it and asks for what is not there: its own 404 never comes. */
const isAnsweredBy = (origin: OriginSettings | undefined, status: number | undefined): boolean =>
  origin?.bucket === undefined || status !== 404;

const errorTtlsOf = (
  {CustomErrorResponses}: DistributionConfig,
  origin: OriginSettings | undefined,
): ReadonlyMap<number, ErrorTtl> => {
  const ttls = new Map<number, ErrorTtl>();
  const rules = (CustomErrorResponses?.Items ?? []).filter(({ErrorCode}) => isAnsweredBy(origin, ErrorCode));
  for (const {ErrorCode, ResponseCode, ResponsePagePath, ErrorCachingMinTTL} of rules) {
    const isPage = Boolean(ResponsePagePath);
    const status = Number(isPage ? ResponseCode : ErrorCode);
    const seconds = ErrorCachingMinTTL ?? defaults.errorTtlSeconds;
    const other = ttls.get(status);
    // Two rules can end in one status, and the engine does not say which one did: the shorter time is the safe one.
    ttls.set(status, {seconds: Math.min(seconds, other?.seconds ?? seconds), isPage: isPage || Boolean(other?.isPage)});
  }
  return ttls;
};

const originOf = ({Id = '', DomainName = '', ...config}: Origin): OriginSettings => {
  const bucket = config.OriginAccessControlId ? /^(.+)\.s3[.-]/.exec(DomainName)?.[1] : undefined;
  return {
    id: Id,
    connectionAttempts: config.ConnectionAttempts ?? defaults.connectionAttempts,
    connectionTimeoutSeconds: config.ConnectionTimeout ?? defaults.connectionTimeoutSeconds,
    ...(bucket && {bucket}),
  };
};

/** The distribution as it is deployed. Throws where a behavior has no cache policy (the old ForwardedValues). */
export const readDistribution = async (cloudFront: CloudFront): Promise<Distribution> => {
  const {arn, domainName, config} = await cloudFront.distribution();
  const origins = new Map((config.Origins?.Items ?? []).map((one) => [one.Id ?? '', originOf(one)]));
  const behaviorOf = async (behavior: BehaviorConfig, pathPattern: string): Promise<Behavior> => {
    if (!behavior.CachePolicyId) throw new Error(`expected a cache policy on behavior ${pathPattern}, got none`);
    const {TargetOriginId: originId = ''} = behavior;
    const isSigned = (behavior.TrustedKeyGroups?.Items ?? []).length > 0;
    const associations = behavior.FunctionAssociations?.Items ?? [];
    const association = associations.find(({EventType}) => EventType === 'viewer-request');
    const code = association?.FunctionARN ? await cloudFront.functionCode(association.FunctionARN) : '';
    return {
      pathPattern: pathPatternOf(pathPattern),
      methods: behavior.AllowedMethods?.Items ?? defaults.methods,
      compress: behavior.Compress ?? false,
      policy: cachePolicyOf(await cloudFront.cachePolicy(behavior.CachePolicyId)),
      errorTtls: errorTtlsOf(config, origins.get(originId)),
      originId,
      isSigned,
      ...((importsCloudFront(code) || (isSigned && code)) && {run: viewerFunction(code)}),
    };
  };
  const ordered = (config.CacheBehaviors?.Items ?? []).map((behavior) =>
    behaviorOf(behavior, behavior.PathPattern ?? ''),
  );
  const last = behaviorOf(config.DefaultCacheBehavior ?? {}, '*');
  return {
    arn,
    domainName,
    origins,
    behaviors: [...(await Promise.all(ordered)), await last],
  };
};

/** The first behavior whose pattern takes the decoded path, as CloudFront normalizes it before it compares. */
export const behaviorFor = ({behaviors}: Distribution, path: string): Behavior => {
  const decoded = decode(path);
  return behaviors.find(({pathPattern}) => pathPattern.test(decoded)) ?? (behaviors.at(-1) as Behavior);
};
