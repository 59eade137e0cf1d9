// A bucket that tells of new objects: its own notifications, and EventBridge rules that name it.

import {at, list} from '../../generator/rules/view/values.ts';
import {type Blog, type Part, partsOfType} from '../blog.ts';
import {policiesAdmitting, roleMay, roleOf} from '../policies.ts';
import {type Relation, relation} from '../relation.ts';

const toTopics = (blog: Blog, bucket: Part): readonly Relation[] =>
  list(bucket.get('NotificationConfiguration.TopicConfigurations'))
    .flatMap((configuration) => blog.named(bucket, at(configuration, 'Topic')))
    .flatMap((topic) =>
      policiesAdmitting(blog, topic, 's3.amazonaws.com', 'sns:Publish').map(({id}) =>
        relation(bucket.id, 'notifies', topic, {by: [id]}),
      ),
    );

const toRule = (blog: Blog, rule: Part): readonly Relation[] =>
  blog
    .named(rule, rule.get('EventPattern'))
    .flatMap((id) => blog.parts.get(id) ?? [])
    .filter((bucket) => bucket.get('NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled') === true)
    .map(({id}) => relation(id, 'notifies', rule.id));

const fromRule = (blog: Blog, rule: Part): readonly Relation[] =>
  list(rule.get('Targets')).flatMap((target) => {
    const role = roleOf(blog, rule, at(target, 'RoleArn'));
    const giveUps = blog.named(rule, at(target, 'DeadLetterConfig.Arn'));

    return [
      ...blog
        .named(rule, at(target, 'Arn'))
        .filter((id) => roleMay(blog, role, 'states:StartExecution', id))
        .map((id) => relation(rule.id, 'starts', id)),
      ...giveUps.map((id) => relation(rule.id, 'gives up to', id)),
    ];
  });

export const bucketRelations = (blog: Blog): readonly Relation[] => [
  ...partsOfType(blog, 'AWS::S3::Bucket').flatMap((bucket) => toTopics(blog, bucket)),
  ...partsOfType(blog, 'AWS::Events::Rule').flatMap((rule) => [...toRule(blog, rule), ...fromRule(blog, rule)]),
];
