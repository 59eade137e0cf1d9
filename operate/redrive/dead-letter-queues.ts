// Pure: which queues of a template hold what could not be delivered, and where that was meant to go.
import {at} from '../json-values.ts';
import type {TemplateResource, TemplateResources} from '../stack-handles.ts';

/** `queue`: what a consumer gave up. `workflow`: events that started no run. `schedule`: calls that a schedule could not make. */
export type DeadLetterQueue = {
  readonly id: string;
  readonly from: 'queue' | 'workflow' | 'schedule';
  /** The resource that it was meant for: a queue, a state machine, a function. */
  readonly to: string;
};

/** The logical id that `Ref` or `Fn::GetAtt` names. */
export const named = (value: unknown): string => {
  const attribute = at(value, 'Fn::GetAtt');
  const name = at(value, 'Ref') ?? (Array.isArray(attribute) ? attribute[0] : attribute);
  return String(name ?? '').split('.', 1)[0] ?? '';
};

const uses: Readonly<Record<string, (id: string, properties: unknown) => readonly DeadLetterQueue[]>> = {
  'AWS::SQS::Queue': (id, properties) => [
    {id: named(at(properties, 'RedrivePolicy', 'deadLetterTargetArn')), from: 'queue', to: id},
  ],
  'AWS::SNS::Subscription': (_, properties) => [
    {
      id: named(at(properties, 'RedrivePolicy', 'deadLetterTargetArn')),
      from: 'queue',
      to: named(at(properties, 'Endpoint')),
    },
  ],
  'AWS::Events::Rule': (_, properties) =>
    [at(properties, 'Targets')].flat().map((target) => ({
      id: named(at(target, 'DeadLetterConfig', 'Arn')),
      from: 'workflow',
      to: named(at(target, 'Arn')),
    })),
  'AWS::Scheduler::Schedule': (_, properties) => [
    {
      id: named(at(properties, 'Target', 'DeadLetterConfig', 'Arn')),
      from: 'schedule',
      to: named(at(properties, 'Target', 'Arn')),
    },
  ],
};

const usesOf = ([id, {Type, Properties}]: readonly [string, TemplateResource]): readonly DeadLetterQueue[] =>
  uses[Type]?.(id, Properties) ?? [];

/** Once each; what a queue and its subscription both give up goes back into that queue. */
export const deadLetterQueues = (resources: TemplateResources): readonly DeadLetterQueue[] => {
  const found = Object.entries(resources)
    .flatMap(usesOf)
    .filter(({id, to}) => resources[id] && resources[to]);
  return [...new Map(found.map((queue) => [queue.id, queue])).values()];
};
