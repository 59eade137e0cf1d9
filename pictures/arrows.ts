// The arrows of a picture that the templates make. There is no way to draw another.

import {UserError} from '../operate/user-error.ts';
import type {PartId} from './blog.ts';
import type {Box} from './nodes.ts';
import type {Arrow, Picture, Scene} from './picture.ts';
import type {Relation} from './relation.ts';

export type Line = {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly isRefused: boolean;
  readonly isVertical: boolean;
};

export type Drawn = {
  readonly line: Line;
  /** The parts that this arrow stands for. */
  readonly by: readonly PartId[];
};

const between = ({relations}: Scene, froms: readonly PartId[], tos: readonly PartId[]): readonly Relation[] =>
  relations.filter(({from, to}) => froms.includes(from) && tos.includes(to));

/** All that the arrow claims, hop by hop; undefined if a piece of it is not derived. */
const evidenceFor = (
  scene: Scene,
  {flows, through = [], isOfEach = false}: Arrow,
  from: readonly PartId[],
  to: readonly PartId[],
): readonly Relation[] | undefined => {
  const stops = [from, ...through.map((id) => [id])];
  const hops = stops.slice(1).map((stop, i) => between(scene, stops[i] ?? [], stop));
  const last = between(scene, stops.at(-1) ?? [], to);
  const claims = flows.map((flow) => last.filter((relation) => relation.flow === flow));
  const isOfAll = !isOfEach || to.every((id) => claims.every((found) => found.some((one) => one.to === id)));

  return isOfAll && [...hops, ...claims].every((found) => found.length > 0) ? [...hops, ...claims].flat() : undefined;
};

const labelOf = ({label, flows}: Arrow, evidence: readonly Relation[]): string => {
  const patterns = flows.includes('fetches') ? [...new Set(evidence.flatMap(({says}) => says))] : [];

  return label ?? (patterns.join(' ') || flows.join(', '));
};

/** Those of an option that is not there are left out. @throws UserError naming the arrow that the templates do not make. */
export const drawnArrows = (scene: Scene, {name, nodes, arrows}: Picture, boxes: readonly Box[]): readonly Drawn[] => {
  const keys = nodes.flatMap(({key, rows = []}) => [key, ...rows]);
  const places = new Map(boxes.flatMap((box) => [box, ...box.rows]).map(({key, parts}) => [key, parts]));

  return arrows.flatMap((arrow) => {
    const said = `'${arrow.from} ${arrow.flows.join(' and ')} ${arrow.to}'`;
    const stranger = [arrow.from, arrow.to].find((key) => !keys.includes(key));

    if (stranger !== undefined) {
      throw new UserError(`expected an arrow between nodes of picture ${name}, got ${said} without a node ${stranger}`);
    }

    const from = places.get(arrow.from);
    const to = places.get(arrow.to);

    if (from === undefined || to === undefined) {
      return [];
    }

    const evidence = evidenceFor(scene, arrow, from, to);

    if (evidence === undefined) {
      const known = [...new Set(between(scene, from, to).map(({flow}) => flow))].join(', ') || 'none';

      throw new UserError(
        `expected an arrow that the templates make, got ${said} where they make ${known}, in picture ${name}`,
      );
    }

    const line = {
      from: arrow.from,
      to: arrow.to,
      label: labelOf(arrow, evidence),
      isRefused: arrow.flows.includes('is refused by'),
      isVertical: arrow.isVertical ?? false,
    };

    return [{line, by: [...evidence.flatMap(({by}) => by), ...(arrow.through ?? [])]}];
  });
};
