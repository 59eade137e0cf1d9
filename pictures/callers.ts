// The functions behind an API, by whom they are for.

import type {PartId} from './blog.ts';
import {type Scene, targetsOf} from './picture.ts';
import type {Relation} from './relation.ts';
import {authorOnly} from './relations/api.ts';

export type Caller = 'reader' | 'author' | 'subscriber';

const callerOf = ({says: [route = '', ...others]}: Relation): Caller => {
  if (others.includes(authorOnly)) {
    return 'author';
  }

  return route.includes('/api/subscribers') ? 'subscriber' : 'reader';
};

export const functionsFor = (scene: Scene, caller: Caller, api: PartId = 'BlogApi'): readonly PartId[] =>
  targetsOf(scene, api, 'routes', (route) => callerOf(route) === caller);
