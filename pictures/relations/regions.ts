// Replicas of the global tables.

import {type Blog, partsOfType} from '../blog.ts';
import {type Relation, relation} from '../relation.ts';

/** A global table carries what is written to one replica to all others. Ours are written at home, whose replica comes first. */
export const regionRelations = (blog: Blog): readonly Relation[] =>
  Object.values(Object.groupBy(partsOfType(blog, 'AWS::DynamoDB::GlobalTable'), ({logicalId}) => logicalId)).flatMap(
    (replicas = []) =>
      replicas.flatMap((from, i) => replicas.slice(i + 1).map((to) => relation(from.id, 'replicates', to.id))),
  );
