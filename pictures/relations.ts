// Every arrow that the templates know. A picture picks from these; there is no other way to an arrow.

import type {Blog} from './blog.ts';
import type {Relation} from './relation.ts';
import {apiRelations} from './relations/api.ts';
import {bucketRelations} from './relations/buckets.ts';
import {edgeRelations} from './relations/edge.ts';
import {grantRelations} from './relations/grants.ts';
import {messageRelations} from './relations/messages.ts';
import {peopleRelations} from './relations/people.ts';
import {regionRelations} from './relations/regions.ts';
import {scheduleRelations} from './relations/schedules.ts';
import {workflowRelations} from './relations/workflow.ts';

export const relationsOf = (blog: Blog): readonly Relation[] => {
  const ofParts = [
    edgeRelations,
    bucketRelations,
    apiRelations,
    grantRelations,
    messageRelations,
    scheduleRelations,
    workflowRelations,
    regionRelations,
  ].flatMap((derive) => derive(blog));

  return [...ofParts, ...peopleRelations(blog, ofParts)];
};
