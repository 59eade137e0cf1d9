// The words in which a picture is written down: which parts it shows, and which of the derived arrows.

import type {Blog, PartId} from './blog.ts';
import type {Flow, Relation} from './relation.ts';
import type {Person} from './relations/people.ts';

export type Frame = {readonly id: string; readonly title: string};

type Place = {
  /** The frame that it stands in. */
  readonly in?: string;
  /** One short line of explanation under the names. */
  readonly note?: string;
  /** Left out, with its arrows, where the template has no such part: an option of the config. */
  readonly isOptional?: boolean;
};

export type Node = Place & {
  /** What arrows call it. */
  readonly key: string;
  readonly parts: readonly PartId[];
  readonly person?: Person;
  /** States of this state machine, drawn as rows in it: the way through, then where it leads when something is wrong. */
  readonly rows?: readonly string[];
};

export type Arrow = {
  readonly from: string;
  readonly flows: readonly Flow[];
  readonly to: string;
  readonly label?: string;
  /** Parts that a longer way leads through and that this picture leaves out. */
  readonly through?: readonly PartId[];
  /** Straight up or down, between nodes that stand one above the other: it has no say in the order from left to right. */
  readonly isVertical?: boolean;
  /** True of every part that it leads to, not of one at least. */
  readonly isOfEach?: boolean;
};

export type Picture = {
  /** `1-basic`. */
  readonly name: string;
  readonly title: string;
  /** Said to those who cannot see it, and under it. */
  readonly about: string;
  readonly frames?: readonly Frame[];
  readonly nodes: readonly Node[];
  readonly arrows: readonly Arrow[];
};

export type Scene = {readonly blog: Blog; readonly relations: readonly Relation[]};

export type PictureOf = (scene: Scene) => Picture;

export const person = (key: Person, place: Place = {}): Node => ({
  key,
  parts: [key],
  person: key,
  ...place,
});

export const part = (id: PartId, place: Place & {readonly rows?: readonly string[]} = {}): Node => ({
  key: id,
  parts: [id],
  ...place,
});

/** Several parts of one kind as one node. */
export const group = (key: string, parts: readonly PartId[], place: Place = {}): Node => ({
  key,
  parts,
  ...place,
});

type Manner = Pick<Arrow, 'label' | 'through' | 'isOfEach' | 'isVertical'>;

export const arrow = (from: string, flow: Flow | readonly Flow[], to: string, manner: Manner = {}): Arrow => ({
  from,
  flows: typeof flow === 'string' ? [flow] : flow,
  to,
  ...manner,
});

/** Where relations of this kind lead from a part. */
export const targetsOf = (
  {relations}: Scene,
  from: PartId,
  flow: Flow,
  isMeant: (relation: Relation) => boolean = () => true,
): readonly PartId[] => [
  ...new Set(relations.filter((one) => one.from === from && one.flow === flow && isMeant(one)).map(({to}) => to)),
];
