// Every arrow that the templates know. A picture picks from these; there is no other way to an arrow.

import type {Blog, PartId} from './blog.ts';
import {apiRelations} from './relations/api.ts';
import {bucketRelations} from './relations/buckets.ts';
import {edgeRelations} from './relations/edge.ts';
import {grantRelations} from './relations/grants.ts';
import {messageRelations} from './relations/messages.ts';
import {peopleRelations} from './relations/people.ts';
import {regionRelations} from './relations/regions.ts';
import {workflowRelations} from './relations/workflow.ts';

/** What an arrow means, as a verb of its start. */
export type Flow =
  | 'asks'
  | 'uploads'
  | 'is refused by'
  | 'runs'
  | 'fetches'
  | 'stores'
  | 'signs with'
  | 'is known to'
  | 'admits to'
  | 'guards'
  | 'routes'
  | 'authorizes'
  | 'reads'
  | 'writes'
  | 'lists'
  | 'purges'
  | 'mails'
  | 'publishes'
  | 'invokes'
  | 'starts'
  | 'uses'
  | 'takes'
  | 'streams'
  | 'delivers'
  | 'keeps failures in'
  | 'gives up to'
  | 'notifies'
  | 'then'
  | 'else'
  | 'deploys'
  | 'replicates'
  | 'picks';

export type Relation = {
  readonly from: PartId;
  readonly flow: Flow;
  readonly to: PartId;
  /** Details from the template, such as path patterns or routes. */
  readonly says: readonly string[];
  /** Resources that are this arrow and nothing else: a mapping, a subscription. */
  readonly by: readonly PartId[];
};

export const relation = (
  from: PartId,
  flow: Flow,
  to: PartId,
  {says = [], by = []}: Partial<Pick<Relation, 'says' | 'by'>> = {},
): Relation => ({from, flow, to, says, by});

export const relationsOf = (blog: Blog): readonly Relation[] => {
  const ofParts = [
    edgeRelations,
    bucketRelations,
    apiRelations,
    grantRelations,
    messageRelations,
    workflowRelations,
    regionRelations,
  ].flatMap((derive) => derive(blog));

  return [...ofParts, ...peopleRelations(blog, ofParts)];
};
