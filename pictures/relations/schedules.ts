// What the clock calls, and what becomes of a call that could not be made or that failed.

import {type Blog, type Part, partsOfType} from '../blog.ts';
import {roleMay, roleOf} from '../policies.ts';
import {type Relation, relation} from '../relation.ts';

/** Only where the role of the schedule may do it. */
const ofSchedule = (blog: Blog, schedule: Part): readonly Relation[] => {
  const role = roleOf(blog, schedule, schedule.get('Target.RoleArn'));

  const allowed = (path: string, action: string) =>
    blog.named(schedule, schedule.get(path)).filter((id) => roleMay(blog, role, action, id));

  return [
    ...allowed('Target.Arn', 'lambda:InvokeFunction').map((id) => relation(schedule.id, 'invokes', id)),
    ...allowed('Target.DeadLetterConfig.Arn', 'sqs:SendMessage').map((id) => relation(schedule.id, 'gives up to', id)),
  ];
};

const failuresOf = (blog: Blog, lambda: Part): readonly Relation[] =>
  blog
    .named(lambda, lambda.get('EventInvokeConfig.DestinationConfig.OnFailure.Destination'))
    .map((bucket) => relation(lambda.id, 'keeps failures in', bucket));

export const scheduleRelations = (blog: Blog): readonly Relation[] => [
  ...partsOfType(blog, 'AWS::Scheduler::Schedule').flatMap((one) => ofSchedule(blog, one)),
  ...partsOfType(blog, 'AWS::Serverless::Function').flatMap((one) => failuresOf(blog, one)),
];
