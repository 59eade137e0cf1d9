// The distribution: which path asks which origin.

import {policiesOf} from './access.ts';
import {at, list, nameIn, namesIn, once, same, text} from './values.ts';
import {type Item, itemOf, ofType, typeIn, type View} from './view.ts';

export const distribution = 'AWS::CloudFront::Distribution';

export const originsOf = once((view: View): readonly unknown[] =>
  ofType(view, distribution).flatMap((item) => list(item.get('DistributionConfig.Origins'))),
);

export const eachOrigin =
  (holds: (origin: unknown, view: View) => boolean) =>
  (view: View): readonly string[] =>
    originsOf(view).flatMap((origin) => (holds(origin, view) ? [] : `origin ${text(at(origin, 'Id'))}`));

export const isBucketOrigin = (view: View, origin: unknown): boolean =>
  typeIn(view, at(origin, 'DomainName')) === 'AWS::S3::Bucket';

/** The API that answers, here or, for a region that has told its address, elsewhere. */
export const apiOf = (view: View, origin: unknown): Item | undefined =>
  namesIn(at(origin, 'DomainName'))
    .map((id) => itemOf(view, id))
    .find((item) => item?.type === 'AWS::Serverless::Api');

export const isApiOrigin = (view: View, origin: unknown): boolean => apiOf(view, origin) !== undefined;

export type Behavior = {
  readonly where: string;
  readonly pattern: string;
  readonly get: (path: string) => unknown;
  readonly origin: unknown;
  /** The code that sees a request before the cache does. */
  readonly viewerRequest: Item | undefined;
};

/** In the order in which CloudFront tries them, the default last. */
export const behaviorsOf = once((view: View): readonly Behavior[] =>
  ofType(view, distribution).flatMap((item) => {
    const origins = list(item.get('DistributionConfig.Origins'));
    const rest = {...(item.get('DistributionConfig.DefaultCacheBehavior') as object), PathPattern: '*'};

    return [...list(item.get('DistributionConfig.CacheBehaviors')), rest].map((behavior) => ({
      where: `${item.id} ${text(at(behavior, 'PathPattern'))}`,
      pattern: text(at(behavior, 'PathPattern')),
      get: (path: string) => at(behavior, path),
      origin: origins.find((origin) => at(origin, 'Id') === at(behavior, 'TargetOriginId')),
      viewerRequest: list(at(behavior, 'FunctionAssociations'))
        .filter((association) => at(association, 'EventType') === 'viewer-request')
        .map((association) => itemOf(view, nameIn(at(association, 'FunctionARN'))))
        .find((code) => code?.type === 'AWS::CloudFront::Function'),
    }));
  }),
);

export const eachBehavior =
  (holds: (behavior: Behavior, view: View) => boolean) =>
  (view: View): readonly string[] =>
    behaviorsOf(view).flatMap((behavior) => (holds(behavior, view) ? [] : behavior.where));

export const behaviorFor = (view: View, path: string): Behavior | undefined =>
  behaviorsOf(view).find(({pattern}) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(path));

/** What code at the edge says, '' if there is none. */
export const codeOf = (item: Item | undefined): string => text(item?.get('FunctionCode'));

/** A path whose origin is a bucket that is written to, by whoever holds a ticket. */
export const takesUploads = (view: View, {origin}: Behavior): boolean =>
  itemOf(view, nameIn(at(origin, 'DomainName')))?.get('NotificationConfiguration') !== undefined;

/** A bucket that lets a distribution in, to read or to write. */
export const isBehindEdge = (view: View, {id}: Item): boolean =>
  policiesOf(view, id).some(({principal}) => same(principal, {Service: 'cloudfront.amazonaws.com'}));
