// Who may start a run of which workflow, and who may ask about one.

import {workflowPaths} from '../generate.ts';
import {grantsOf, permits, roleOf} from './view/access.ts';
import {consumerOf, envOf, functionsOf, knownAs, mappingsOf, routesOf} from './view/functions.ts';
import {machineType} from './view/states.ts';
import {nameIn, namesIn, same, sameNames, spelling, text} from './view/values.ts';
import {each, type Item, itemOf, ofType, type Rule, type View} from './view/view.ts';

const isToldOf =
  (view: View, machine: Item) =>
  (id: string): boolean =>
    namesIn(itemOf(view, id)?.get('Environment.Variables')).includes(machine.id);

/** What the clock calls, of those who know the machine: another sweep has other work. */
const sweeps = (view: View, machine: Item): readonly string[] =>
  ofType(view, 'AWS::Scheduler::Schedule')
    .map((item) => nameIn(item.get('Target.Arn')))
    .filter(isToldOf(view, machine));

/** The author changes or deletes a photo, and its thumbnails are to follow. */
const changes = (view: View): readonly string[] =>
  routesOf(view)
    .filter(({method, path}) => ['PATCH', 'DELETE'].includes(method) && path.startsWith('/api/photos/'))
    .map(({item}) => item.id);

/** Who reads the stream of the posts, of those who know the machine. */
const readers = (view: View, machine: Item): readonly string[] =>
  mappingsOf(view, 'AWS::DynamoDB::GlobalTable')
    .filter((mapping) => knownAs(view, 'POSTS_TABLE').some(({id}) => id === nameIn(mapping.get('EventSourceArn'))))
    .flatMap((mapping) => consumerOf(view, mapping)?.id ?? [])
    .filter(isToldOf(view, machine));

const isOfPhotos = (item: Item): boolean => item.get('DefinitionUri') === workflowPaths.photosWorkflow;
const isOfPosts = (item: Item): boolean => item.get('DefinitionUri') === workflowPaths.newPostMailWorkflow;

const starters = (view: View, item: Item): readonly string[] => [
  ...(isOfPhotos(item) ? [...changes(view), ...sweeps(view, item)] : []),
  ...(isOfPosts(item) ? readers(view, item) : []),
];

const who = (view: View, holds: (role: Item | undefined) => boolean): readonly string[] =>
  functionsOf(view).flatMap((item) => (holds(roleOf(view, item)) ? item.id : []));

const describes = ({actions}: {readonly actions: readonly string[]}): boolean =>
  actions.includes('states:DescribeExecution');

const isExpress = (item: Item): boolean => item.get('Type') === 'EXPRESS';

export const runRules: readonly Rule[] = [
  {
    id: 'RUN-01',
    sentence:
      'a run of the photos is started by who changes or deletes one and by their sweep, one of mails by who reads what becomes of posts; by no other function',
    check: each(machineType, (item, view) =>
      sameNames(
        who(view, (role) => permits(role, 'states:StartExecution', item.id)),
        starters(view, item),
      ),
    ),
  },
  {
    id: 'RUN-02',
    sentence:
      'only the sweep of the photos asks about a run, and of an express machine nobody, who would get no answer',
    check: (view) => {
      const asked = ofType(view, machineType).filter((item) => isOfPhotos(item) && !isExpress(item));

      return sameNames(
        who(view, (role) => grantsOf(role).some(describes)),
        asked.flatMap((item) => sweeps(view, item)),
      )
        ? []
        : ['states:DescribeExecution'];
    },
  },
  {
    id: 'RUN-03',
    sentence: 'who may ask about runs may ask about those of the one machine of the photos',
    check: each('AWS::IAM::Role', (role, view) =>
      grantsOf(role)
        .filter(describes)
        .every(({actions, resources}) =>
          ofType(view, machineType)
            .filter(isOfPhotos)
            .some(
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
        .filter(({id}) => sweeps(view, item).includes(id))
        .every((sweep) =>
          envOf(sweep).some(
            ([name, value]) => name === 'PHOTOS_WORKFLOW' && value === text(item.get('Type')).toLowerCase(),
          ),
        ),
    ),
  },
  {
    id: 'RUN-05',
    sentence: 'a run of mails may wait for days, which no express one may',
    check: each(machineType, (item) => !isOfPosts(item) || !isExpress(item)),
  },
];
