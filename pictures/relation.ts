// One arrow that the templates know.

import type {PartId} from './blog.ts';

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
  | 'replicates';

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
