// Who may start a run of the photo workflow, and who may ask about one.

import {grantsOf, permits, roleOf} from './view/access.ts';
import {envOf, functionsOf, routesOf} from './view/functions.ts';
import {nameIn, same, sameNames, spelling, text} from './view/values.ts';
import {each, type Item, ofType, type Rule, type View} from './view/view.ts';

const machineType = 'AWS::Serverless::StateMachine';

const sweeps = (view: View): readonly string[] =>
  ofType(view, 'AWS::Scheduler::Schedule').map((item) => nameIn(item.get('Target.Arn')));

/** The author changes or deletes a photo, and its thumbnails are to follow. */
const changes = (view: View): readonly string[] =>
  routesOf(view)
    .filter(({method, path}) => ['PATCH', 'DELETE'].includes(method) && path.startsWith('/api/photos/'))
    .map(({item}) => item.id);

const who = (view: View, holds: (role: Item | undefined) => boolean): readonly string[] =>
  functionsOf(view).flatMap((item) => (holds(roleOf(view, item)) ? item.id : []));

const describes = ({actions}: {readonly actions: readonly string[]}): boolean =>
  actions.includes('states:DescribeExecution');

const isExpress = (item: Item): boolean => item.get('Type') === 'EXPRESS';

export const runRules: readonly Rule[] = [
  {
    id: 'RUN-01',
    sentence: 'a run is started by who changes or deletes a photo and by the sweep, and by no other function',
    check: each(machineType, ({id}, view) =>
      sameNames(
        who(view, (role) => permits(role, 'states:StartExecution', id)),
        [...changes(view), ...sweeps(view)],
      ),
    ),
  },
  {
    id: 'RUN-02',
    sentence: 'only the sweep asks about a run, and of an express machine nobody, who would get no answer',
    check: each(machineType, (item, view) =>
      sameNames(
        who(view, (role) => grantsOf(role).some(describes)),
        isExpress(item) ? [] : sweeps(view),
      ),
    ),
  },
  {
    id: 'RUN-03',
    sentence: 'who may ask about runs may ask about those of one machine of this stack',
    check: each('AWS::IAM::Role', (role, view) =>
      grantsOf(role)
        .filter(describes)
        .every(({actions, resources}) =>
          ofType(view, machineType).some(
            ({id}) =>
              same(actions, ['states:DescribeExecution']) &&
              same(resources.map(spelling), [
                `arn:\${AWS::Partition}:states:\${AWS::Region}:\${AWS::AccountId}:execution:\${${id}.Name}:*`,
              ]),
          ),
        ),
    ),
  },
  {
    id: 'RUN-04',
    sentence: 'the sweep knows of which kind the machine is',
    check: each(machineType, (item, view) =>
      functionsOf(view)
        .filter(({id}) => sweeps(view).includes(id))
        .every((sweep) =>
          envOf(sweep).some(
            ([name, value]) => name === 'PHOTOS_WORKFLOW' && value === text(item.get('Type')).toLowerCase(),
          ),
        ),
    ),
  },
];
