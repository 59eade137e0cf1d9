// Replicas of the global tables.

import {type Blog, partsOfType} from '../blog.ts';
import {type Relation, relation} from '../relations.ts';

/** Every replica of a global table carries what it is written to every other; ours are written at home. */
export const regionRelations = (blog: Blog): readonly Relation[] =>
  Object.values(Object.groupBy(partsOfType(blog, 'AWS::DynamoDB::GlobalTable'), ({logicalId}) => logicalId)).flatMap(
    (replicas = []) =>
      replicas.flatMap((from, i) => replicas.slice(i + 1).map((to) => relation(from.id, 'replicates', to.id))),
  );
