// Policies of roles and of resources, as statements.

import {at, entries, list, text} from '../generator/rules/view/values.ts';
import type {Blog, Part, PartId} from './blog.ts';
import {partsOfType} from './blog.ts';

export type Statement = {
  readonly isAllowed: boolean;
  readonly services: readonly string[];
  readonly actions: readonly string[];
  readonly resource: unknown;
  readonly condition: unknown;
};

const statementsIn = (document: unknown): readonly Statement[] =>
  list(at(document, 'Statement')).map((statement) => ({
    isAllowed: at(statement, 'Effect') === 'Allow',
    services: list(at(statement, 'Principal.Service')).map(text),
    actions: list(at(statement, 'Action')).map(text),
    resource: at(statement, 'Resource'),
    condition: at(statement, 'Condition'),
  }));

export const statementsOfPolicy = (policy: Part): readonly Statement[] => statementsIn(policy.get('PolicyDocument'));

export const statementsOfRole = (role: Part): readonly Statement[] =>
  list(role.get('Policies')).flatMap((policy) => statementsIn(at(policy, 'PolicyDocument')));

/** The value of a condition on this key, whatever operator compares it. */
export const conditionOn = ({condition}: Statement, key: string): unknown =>
  entries(condition).flatMap(([, keys]) => entries(keys).flatMap(([name, value]) => (name === key ? [value] : [])))[0];

/** The policies of a bucket, queue or topic. */
export const policiesOf = (blog: Blog, id: PartId): readonly Part[] =>
  partsOfType(blog, 'AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy').filter((policy) =>
    ['Bucket', 'Queues', 'Topics'].some((property) => blog.named(policy, policy.get(property)).includes(id)),
  );

/** The policies of `id` that let this service do this to it. */
export const policiesAdmitting = (blog: Blog, id: PartId, service: string, action: string): readonly Part[] =>
  policiesOf(blog, id).filter((policy) =>
    statementsOfPolicy(policy).some(
      ({isAllowed, services, actions}) => isAllowed && services.includes(service) && actions.includes(action),
    ),
  );

/** The role that a value of this part names. */
export const roleOf = (blog: Blog, part: Part, value: unknown): Part | undefined =>
  blog.parts.get(blog.named(part, value)[0] ?? '');

/** Whether it may do this to `id`. */
export const roleMay = (blog: Blog, role: Part | undefined, action: string, id: PartId): boolean =>
  role !== undefined &&
  statementsOfRole(role).some(
    ({isAllowed, actions, resource}) =>
      isAllowed && actions.includes(action) && blog.named(role, resource).includes(id),
  );
