// What a role allows is what its owner does: there is no other way to a table, a bucket, a secret or a mail.

import {text} from '../../generator/rules/view/values.ts';
import {type Blog, type Part, type PartId, partsOfType} from '../blog.ts';
import {conditionOn, roleOf, type Statement, statementsOfRole} from '../policies.ts';
import {type Flow, type Relation, relation} from '../relation.ts';

/** The first that fits decides. */
const verbs: readonly (readonly [RegExp, Flow])[] = [
  [/^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/, 'takes'],
  [/^sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes|ChangeMessageVisibility)$/, 'takes'],
  [/^cloudfront:CreateInvalidation$/, 'purges'],
  [/^ses:Send/, 'mails'],
  [/^(sns:Publish|sqs:SendMessage)$/, 'publishes'],
  [/^lambda:Invoke/, 'invokes'],
  [/^states:Start/, 'starts'],
  [/^s3:ListBucket$/, 'lists'],
  [/^\w+:(Get|BatchGet|Query|Scan|ConditionCheck|Describe)/, 'reads'],
  [/^\w+:(Put|Update|Delete|BatchWrite|Create)/, 'writes'],
];

const flowOf = (action: string): Flow => verbs.find(([pattern]) => pattern.test(action))?.[1] ?? 'uses';

const owners = {
  'AWS::Serverless::Function': 'Role',
  'AWS::Serverless::StateMachine': 'Role',
  'AWS::DAX::Cluster': 'IAMRoleARN',
} as const;

/** SES is granted by the address in From: its identity is that address or its domain. */
const identitiesOf = (blog: Blog, statement: Statement): readonly PartId[] => {
  const from = text(conditionOn(statement, 'ses:FromAddress'));

  return partsOfType(blog, 'AWS::SES::EmailIdentity')
    .filter((identity) => [from, from.replace(/^.*@/, '')].includes(text(identity.get('EmailIdentity'))))
    .map(({id}) => id);
};

const grantsOf = (blog: Blog, owner: Part, role: Part): readonly Relation[] =>
  statementsOfRole(role).flatMap((statement) => {
    if (!statement.isAllowed) {
      return [];
    }

    const flows = [...new Set(statement.actions.map(flowOf))];
    const named = blog
      .named(role, statement.resource)
      .filter((id) => blog.parts.get(id)?.type !== 'AWS::Logs::LogGroup');
    const targets = [...named, ...identitiesOf(blog, statement)];

    return flows.flatMap((flow) =>
      targets.map((target) => relation(owner.id, flow, target, {says: statement.actions})),
    );
  });

export const grantRelations = (blog: Blog): readonly Relation[] =>
  Object.entries(owners).flatMap(([type, property]) =>
    partsOfType(blog, type).flatMap((owner) => {
      const role = roleOf(blog, owner, owner.get(property));

      return role === undefined ? [] : grantsOf(blog, owner, role);
    }),
  );
