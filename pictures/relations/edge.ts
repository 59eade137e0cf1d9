// The distribution: its origins by path pattern, the functions that it runs, what it signs with.

import {at, list, text} from '../../generator/rules/view/values.ts';
import {type Blog, type Part, type PartId, partsOfType} from '../blog.ts';
import {conditionOn, policiesOf, statementsOfPolicy} from '../policies.ts';
import {type Relation, relation} from '../relation.ts';

type Behavior = {readonly pattern: string; readonly originId: string; readonly functions: readonly Part[]};

const behaviorsOf = (blog: Blog, distribution: Part): readonly Behavior[] =>
  [
    ...list(distribution.get('DistributionConfig.CacheBehaviors')),
    distribution.get('DistributionConfig.DefaultCacheBehavior'),
  ].map((behavior) => ({
    pattern: text(at(behavior, 'PathPattern')) || '/',
    originId: text(at(behavior, 'TargetOriginId')),
    functions: list(at(behavior, 'FunctionAssociations')).flatMap((association) =>
      blog.named(distribution, at(association, 'FunctionARN')).flatMap((id) => blog.parts.get(id) ?? []),
    ),
  }));

const isInCode = (name: string, edgeFunction: Part): boolean =>
  new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(JSON.stringify(edgeFunction.get('FunctionCode') ?? ''));

/** What the policy of a bucket lets this distribution, and no other, do. */
export const actionsAdmitted = (blog: Blog, policy: Part, distribution: PartId): readonly string[] =>
  statementsOfPolicy(policy).flatMap((statement) =>
    statement.isAllowed &&
    statement.services.includes('cloudfront.amazonaws.com') &&
    blog.named(policy, conditionOn(statement, 'aws:SourceArn')).includes(distribution)
      ? statement.actions
      : [],
  );

const flowsToBucket = {fetches: 's3:GetObject', stores: 's3:PutObject'} as const;

/** A bucket that does not admit the distribution is no origin, whatever the distribution says. */
const toBucket = (blog: Blog, distribution: Part, origin: unknown, bucket: PartId, patterns: readonly string[]) => {
  const controls = blog.named(distribution, at(origin, 'OriginAccessControlId'));

  return policiesOf(blog, bucket).flatMap((policy): readonly Relation[] => {
    const actions = actionsAdmitted(blog, policy, distribution.id);

    if (actions.length === 0 || controls.length === 0) {
      return [];
    }

    const flows = (['fetches', 'stores'] as const).filter((flow) => actions.includes(flowsToBucket[flow]));

    return [
      ...flows.map((flow) => relation(distribution.id, flow, bucket, {says: patterns, by: [...controls, policy.id]})),
      ...controls.flatMap((control) => [
        relation(distribution.id, 'signs with', control),
        relation(control, 'is known to', policy.id),
      ]),
      relation(policy.id, 'admits to', bucket, {says: actions}),
    ];
  });
};

/** What it tells an origin in a header, so that the origin knows it. */
const keysOf = (blog: Blog, distribution: Part): readonly Relation[] =>
  list(distribution.get('DistributionConfig.Origins'))
    .flatMap((origin) => blog.named(distribution, at(origin, 'OriginCustomHeaders')))
    .map((secret) => relation(distribution.id, 'reads', secret));

/** Its access log, which CloudWatch delivers to a bucket. */
const visitsOf = (blog: Blog, distribution: Part): readonly Relation[] =>
  partsOfType(blog, 'AWS::Logs::Delivery').flatMap((delivery) => {
    const ends = [delivery.get('DeliverySourceName'), delivery.get('DeliveryDestinationArn')]
      .flatMap((end) => blog.named(delivery, end))
      .flatMap((id) => blog.parts.get(id) ?? []);

    const isOurs = ends.some((end) => blog.named(end, end.get('ResourceArn')).includes(distribution.id));
    const buckets = ends.flatMap((end) => blog.named(end, end.get('DestinationResourceArn')));

    return isOurs ? buckets.map((bucket) => relation(distribution.id, 'writes', bucket)) : [];
  });

const ofDistribution = (blog: Blog, distribution: Part): readonly Relation[] => {
  const behaviors = behaviorsOf(blog, distribution);

  const toOrigins = list(distribution.get('DistributionConfig.Origins')).flatMap((origin) => {
    const originId = text(at(origin, 'Id'));
    const direct = behaviors.filter((behavior) => behavior.originId === originId);
    const picking = behaviors.filter(({functions}) => functions.some((one) => isInCode(originId, one)));
    const patterns = [...new Set([...direct, ...picking].map(({pattern}) => pattern))];

    return blog.named(distribution, at(origin, 'DomainName')).flatMap((target): readonly Relation[] => {
      if (patterns.length === 0) {
        return [];
      }

      return blog.parts.get(target)?.type === 'AWS::S3::Bucket'
        ? toBucket(blog, distribution, origin, target, patterns)
        : [relation(distribution.id, 'fetches', target, {says: patterns})];
    });
  });

  const toFunctions = behaviors.flatMap(({pattern, functions}) =>
    functions.map(({id}) => relation(distribution.id, 'runs', id, {says: [pattern]})),
  );

  const guards = blog
    .named(distribution, distribution.get('DistributionConfig.WebACLId'))
    .map((id) => relation(id, 'guards', distribution.id));

  return [...toOrigins, ...toFunctions, ...guards, ...keysOf(blog, distribution), ...visitsOf(blog, distribution)];
};

export const edgeRelations = (blog: Blog): readonly Relation[] =>
  partsOfType(blog, 'AWS::CloudFront::Distribution').flatMap((distribution) => ofDistribution(blog, distribution));
