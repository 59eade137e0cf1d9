import {grantsOf, isByWayOfService, permits, roleOf} from './view/access.ts';
import {settingOf} from './view/functions.ts';
import {eachTask, machineOf, machineType, statesOf} from './view/states.ts';
import {at, entries, list, nameIn, number, same, spelling, text} from './view/values.ts';
import {each, type Item, itemOf, type Machine, ofType, type Rule, type View} from './view/view.ts';

const retries = (task: unknown): readonly unknown[] => list(at(task, 'Retry'));
const catches = (task: unknown): readonly unknown[] => list(at(task, 'Catch'));
const errors = (handler: unknown): readonly unknown[] => list(at(handler, 'ErrorEquals'));

const invoked = (view: View, task: unknown): Item | undefined => {
  const placeholder = /\$\{(\w+)\}/.exec(text(at(task, 'Arguments.FunctionName')))?.[1];

  return ofType(view, machineType)
    .map((machine) => itemOf(view, nameIn(machine.get(`DefinitionSubstitutions.${placeholder}`))))
    .find((item) => item !== undefined);
};

const nextOf = (state: unknown): readonly string[] =>
  [
    at(state, 'Next'),
    at(state, 'Default'),
    ...list(at(state, 'Choices')).map((choice) => at(choice, 'Next')),
    ...catches(state).map((handler) => at(handler, 'Next')),
  ].flatMap((name) => (typeof name === 'string' ? name : []));

const reached = (machine: Machine): ReadonlySet<string> => {
  const states = new Map(statesOf(machine));
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (!found.has(name)) {
      found.add(name);
      nextOf(states.get(name)).forEach(visit);
    }
  };

  visit(text(at(machine.document, 'StartAt')));

  return found;
};

const callsOf = (view: View, item: Item) => machineOf(view, item)?.workflow.calls ?? [];

/** Whether the way on from a state, if nothing else goes wrong, leads to the end of a failed run. */
const failsIn = (machine: Machine, name: string, seen: readonly string[] = []): boolean => {
  const state = new Map(statesOf(machine)).get(name);

  return (
    at(state, 'Type') === 'Fail' || (!seen.includes(name) && failsIn(machine, text(at(state, 'Next')), [...seen, name]))
  );
};

/** How a function ends that ran out of time or memory, or crashed. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const killed = ['Sandbox.Timedout', 'States.Timeout', 'Lambda.Unknown', 'Runtime.ExitError', 'Runtime.OutOfMemory'];

const daySeconds = 86_400;

/** Mails to many wait for tomorrow's quota, day after day. */
const longestSeconds: Readonly<Record<string, number>> = {'statemachines/new-post-mail.asl.json': 30 * daySeconds};

export const workflowRules: readonly Rule[] = [
  {
    id: 'WORKFLOW-01',
    of: 'home',
    sentence: 'a task that hangs is given up',
    check: eachTask((task) => number(at(task, 'TimeoutSeconds')) <= 300),
  },
  {
    id: 'WORKFLOW-02',
    of: 'home',
    sentence: 'a task is given the time that its function has',
    check: eachTask((task, view) => {
      const item = invoked(view, task);

      return (
        at(task, 'Resource') !== 'arn:aws:states:::lambda:invoke' ||
        number(at(task, 'TimeoutSeconds')) >= number(settingOf(view, item, 'Timeout'))
      );
    }),
  },
  {
    id: 'WORKFLOW-03',
    of: 'home',
    sentence: 'a task is tried again, later and later, with jitter and a limit',
    check: eachTask(
      (task) =>
        retries(task).length > 0 &&
        retries(task).every(
          (retry) =>
            number(at(retry, 'BackoffRate')) >= 1.5 &&
            number(at(retry, 'MaxAttempts')) >= 3 &&
            number(at(retry, 'MaxDelaySeconds')) <= 300 &&
            at(retry, 'JitterStrategy') === 'FULL',
        ),
    ),
  },
  {
    id: 'WORKFLOW-04',
    of: 'home',
    sentence: 'a throttled function is tried again',
    check: eachTask(
      (task) =>
        at(task, 'Resource') !== 'arn:aws:states:::lambda:invoke' ||
        retries(task).some((retry) => errors(retry).includes('Lambda.TooManyRequestsException')),
    ),
  },
  {
    id: 'WORKFLOW-05',
    of: 'home',
    sentence: 'no error leaves a task unseen: the last catch takes all',
    check: eachTask((task) => same(errors(catches(task).at(-1)), ['States.ALL'])),
  },
  {
    id: 'WORKFLOW-06',
    of: 'home',
    sentence: 'a run ends within a day, one of new-post mails within thirty',
    check: ({machines}) =>
      machines.flatMap(({path, document}) =>
        number(at(document, 'TimeoutSeconds')) <= (longestSeconds[path] ?? daySeconds)
          ? []
          : `TimeoutSeconds in ${path}`,
      ),
  },
  {
    id: 'WORKFLOW-07',
    of: 'home',
    sentence: 'every state is reached, every next one exists, and every state can end',
    check: ({machines}) =>
      machines.flatMap((machine) => {
        const names = statesOf(machine).map(([name]) => name);

        return [
          ...names.filter((name) => !reached(machine).has(name)),
          ...[...reached(machine)].filter((name) => !names.includes(name)),
          ...statesOf(machine).flatMap(([name, state]) =>
            ['Succeed', 'Fail'].includes(text(at(state, 'Type'))) ||
            at(state, 'End') === true ||
            at(state, 'Next') !== undefined ||
            at(state, 'Default') !== undefined
              ? []
              : name,
          ),
        ];
      }),
  },
  {
    id: 'WORKFLOW-08',
    sentence: 'the machine may do what its tasks call',
    check: (view) =>
      ofType(view, machineType).flatMap((machine) =>
        callsOf(view, machine).flatMap(({action, placeholder}) =>
          permits(roleOf(view, machine), action, nameIn(machine.get(`DefinitionSubstitutions.${placeholder}`)))
            ? []
            : `${machine.id} ${action} ${placeholder}`,
        ),
      ),
  },
  {
    id: 'WORKFLOW-09',
    sentence: 'and nothing that no task calls, but deliver its log',
    check: (view) =>
      ofType(view, machineType).flatMap((machine) =>
        grantsOf(roleOf(view, machine)).flatMap(({actions, resources, ...grant}) =>
          actions.filter(
            (action) =>
              !action.startsWith('logs:') &&
              !isByWayOfService({actions, resources, ...grant}) &&
              !callsOf(view, machine).some(
                (call) =>
                  call.action === action &&
                  nameIn(machine.get(`DefinitionSubstitutions.${call.placeholder}`)) === nameIn(resources),
              ),
          ),
        ),
      ),
  },
  {
    id: 'WORKFLOW-10',
    sentence: 'every machine runs a workflow of ours; every placeholder has a value, and every value a placeholder',
    check: each(machineType, (item, view) => {
      const given = entries(item.get('DefinitionSubstitutions')).map(([name]) => name);

      return same(given.toSorted(), machineOf(view, item)?.workflow.placeholders.toSorted());
    }),
  },
  {
    id: 'WORKFLOW-11',
    sentence: 'every step of a run is logged; what was in it only where no other history has it, of an express machine',
    check: each(
      machineType,
      (item, view) =>
        item.get('Logging.Level') === 'ALL' &&
        item.get('Logging.IncludeExecutionData') === (item.get('Type') === 'EXPRESS') &&
        itemOf(view, nameIn(item.get('Logging.Destinations')))?.type === 'AWS::Logs::LogGroup',
    ),
  },
  {
    id: 'WORKFLOW-12',
    sentence: 'it is said whether a machine is a standard or an express one',
    check: each(machineType, (item) => ['STANDARD', 'EXPRESS'].includes(text(item.get('Type')))),
  },
  {
    id: 'WORKFLOW-13',
    sentence: 'a machine that logs may deliver its log',
    check: each(machineType, (item, view) =>
      ['CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery', 'PutResourcePolicy', 'DescribeLogGroups'].every(
        (name) =>
          grantsOf(roleOf(view, item)).some(
            ({actions, resources}) => actions.includes(`logs:${name}`) && same(resources, ['*']),
          ),
      ),
    ),
  },
  {
    id: 'WORKFLOW-14',
    sentence: "a machine's log group is one of those that need no line of their own in the policy of CloudWatch Logs",
    check: each(machineType, (item, view) =>
      spelling(itemOf(view, nameIn(item.get('Logging.Destinations')))?.get('LogGroupName')).startsWith(
        '/aws/vendedlogs/',
      ),
    ),
  },
  {
    id: 'WORKFLOW-15',
    of: 'home',
    sentence: 'a fault of ours ends a run as failed, whatever task it was in',
    check: eachTask((task, _view, machine) => failsIn(machine, text(at(catches(task).at(-1), 'Next')))),
  },
  {
    id: 'WORKFLOW-16',
    sentence: 'a photo that kills who decodes it is refused, and not tried again',
    check: eachTask(
      (task, view) =>
        !list(invoked(view, task)?.attribute('Metadata.BuildProperties.External')).includes('sharp') ||
        (catches(task).some(
          (handler) =>
            killed.every((error) => errors(handler).includes(error)) &&
            at(handler, 'Next') !== at(catches(task).at(-1), 'Next'),
        ) &&
          !retries(task).some((retry) => [...killed, 'States.ALL'].some((error) => errors(retry).includes(error)))),
    ),
  },
];
