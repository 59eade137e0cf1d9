// People stand in no template; what they can do does.

import {at, list} from '../../generator/rules/view/values.ts';
import {type Blog, type Part, type PartId, partsOfType} from '../blog.ts';
import {policiesOf, statementsOfPolicy} from '../policies.ts';
import {type Relation, relation} from '../relation.ts';
import {authorOnly} from './api.ts';
import {actionsAdmitted} from './edge.ts';

export const people = ['reader', 'author', 'subscriber', 'stranger'] as const;

export type Person = (typeof people)[number];

const blocks = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/** Refused: nothing is public, and every permission of the policy is one distribution's. */
const refusals = (blog: Blog, bucket: Part): readonly Relation[] => {
  const distributions = partsOfType(blog, 'AWS::CloudFront::Distribution').map(({id}) => id);
  const isClosed = blocks.every((block) => bucket.get(`PublicAccessBlockConfiguration.${block}`) === true);

  return policiesOf(blog, bucket.id).flatMap((policy) => {
    const allowed = statementsOfPolicy(policy).filter(({isAllowed}) => isAllowed);
    const ours = distributions.flatMap((id) => actionsAdmitted(blog, policy, id));
    const isOursAlone = ours.length === allowed.flatMap(({actions}) => actions).length;

    return isClosed && isOursAlone ? [relation('stranger', 'is refused by', policy.id)] : [];
  });
};

/** A function behind the author's routes that may put objects signs the author's ticket, and browsers may use it. */
const uploads = (
  bucket: Part,
  relations: readonly Relation[],
  isAuthors: (id: PartId) => boolean,
): readonly Relation[] => {
  const isPosted = list(bucket.get('CorsConfiguration.CorsRules')).some((rule) =>
    list(at(rule, 'AllowedMethods')).includes('POST'),
  );

  const isTicketed = relations.some(({from, flow, to}) => flow === 'writes' && to === bucket.id && isAuthors(from));

  return isPosted && isTicketed ? [relation('author', 'uploads', bucket.id)] : [];
};

const signedPaths = (distribution: Part): readonly Relation[] =>
  list(distribution.get('DistributionConfig.CacheBehaviors'))
    .filter((behavior) => list(at(behavior, 'TrustedKeyGroups')).length > 0)
    .filter((behavior) => list(at(behavior, 'AllowedMethods')).includes('PUT'))
    .map((behavior) => relation('author', 'uploads', distribution.id, {says: [String(at(behavior, 'PathPattern'))]}));

export const peopleRelations = (blog: Blog, relations: readonly Relation[]): readonly Relation[] => {
  const routes = relations.filter(({flow}) => flow === 'routes');
  const distributions = partsOfType(blog, 'AWS::CloudFront::Distribution');
  const buckets = partsOfType(blog, 'AWS::S3::Bucket');

  const isAuthors = (id: PartId): boolean => routes.some(({to, says}) => to === id && says.includes(authorOnly));

  const visits = distributions.flatMap(({id}): readonly Relation[] => {
    const apis = relations.filter(({from, flow}) => from === id && flow === 'fetches').map(({to}) => to);
    const behind = routes.filter(({from}) => apis.includes(from));
    const open = behind.filter(({says}) => !says.includes(authorOnly));

    return [
      relation('reader', 'asks', id),
      ...(behind.length > open.length ? [relation('author', 'asks', id)] : []),
      ...(open.some(({says}) => says[0]?.startsWith('POST')) ? [relation('subscriber', 'asks', id)] : []),
    ];
  });

  const mails = relations
    .filter(({flow, to}) => flow === 'mails' && blog.parts.get(to)?.type === 'AWS::SES::EmailIdentity')
    .map(({to}) => relation(to, 'mails', 'subscriber'));

  return [
    ...visits,
    ...mails,
    ...distributions.flatMap(signedPaths),
    ...buckets.flatMap((bucket) => [...refusals(blog, bucket), ...uploads(bucket, relations, isAuthors)]),
  ];
};
