// The owner's tags.

import {at, entries, list, once, same} from './view/values.ts';
import type {Documents, Rule} from './view/view.ts';

/** Types that take none, or take them where this blog has no use for any. */
const untagged: readonly string[] = [
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::UsagePlanKey',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::KeyGroup',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::PublicKey',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudWatch::Dashboard',
  'AWS::DAX::ParameterGroup',
  'AWS::DAX::SubnetGroup',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::Route53::RecordSet',
  'AWS::S3::BucketPolicy',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
  'AWS::Serverless::LayerVersion',
];

type Tags = readonly string[];

/** `key=value`, sorted, whichever way the type writes them. */
const spelled = (tags: unknown): Tags =>
  (Array.isArray(tags)
    ? tags.map((tag) => `${at(tag, 'Key')}=${at(tag, 'Value')}`)
    : entries(tags).map(([key, value]) => `${key}=${value}`)
  ).toSorted();

/** A table has them in each region. */
const tagsOf = (properties: unknown): readonly Tags[] => {
  const replicas = list(at(properties, 'Replicas'));

  return replicas.length > 0
    ? replicas.map((replica) => spelled(at(replica, 'Tags')))
    : [spelled(at(properties, 'Tags'))];
};

/** Those of whatever has any: of the distribution, if that has not lost its own. */
const wanted = once((documents: Documents): Tags => {
  const bodies = Object.values(documents).flatMap((document) => entries(at(document, 'Resources')));

  return bodies.flatMap(([, body]) => tagsOf(at(body, 'Properties'))).find((tags) => tags.length > 0) ?? [];
});

export const tagRules: readonly Rule[] = [
  {
    id: 'TAGS-01',
    sentence: 'what can be tagged has the tags of the owner, all of them',
    check: (view) => {
      const all = wanted(view.documents);

      return view.items.flatMap(({id, type, properties}) =>
        untagged.includes(type) || type.startsWith('Custom::') || tagsOf(properties).every((tags) => same(tags, all))
          ? []
          : id,
      );
    },
  },
];
