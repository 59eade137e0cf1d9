// The nodes of a picture that the templates have, and what is written on them.

import {UserError} from '../operate/user-error.ts';
import type {PartId} from './blog.ts';
import type {Node, Picture, Scene} from './picture.ts';
import {stateId} from './relations/workflow.ts';
import {personService, type Service, serviceOf} from './services.ts';

export type Row = {readonly key: string; readonly service: Service; readonly parts: readonly PartId[]};

export type Box = {
  readonly key: string;
  readonly parts: readonly PartId[];
  readonly service: Service;
  readonly title: string;
  readonly names: readonly string[];
  readonly note?: string;
  /** The frame around it. */
  readonly in?: string;
  readonly rows: readonly Row[];
  /** From row to row: the way on, and where it leads when something is wrong. */
  readonly steps: readonly {readonly from: string; readonly to: string; readonly isElse: boolean}[];
};

const namesShown = 3;

const plainName = (id: PartId): string => id.replace(/^.*[/.]/, '');

/** `SavePostFunction` among functions is SavePost. */
const memberName = (id: PartId): string => plainName(id).replace(/(Function|Table|BucketPolicy|Bucket)$/, '');

const namesOf = (ids: readonly PartId[]): readonly string[] => {
  if (ids.length === 1) {
    return ids.map(plainName);
  }

  const members = ids.map(memberName);

  return members.length <= namesShown + 1
    ? members
    : [...members.slice(0, namesShown), `and ${members.length - namesShown} more`];
};

const isPresent = ({blog, relations}: Scene, id: PartId): boolean =>
  blog.parts.has(id) || relations.some(({from, to}) => from === id || to === id);

const isStep = (flow: string): boolean => flow === 'then' || flow === 'else';

/** A state looks like what it calls. The function that only it calls is shown by it; a table is more than one state. */
const rowOf = (scene: Scene, machine: PartId, state: string, where: string): Row => {
  const id = stateId(machine, state);

  if (!isPresent(scene, id)) {
    throw new UserError(`expected a state of the workflow, got ${state}, in ${where}`);
  }

  const called = scene.relations.find(({from, flow}) => from === id && !isStep(flow))?.to ?? machine;
  const type = scene.blog.parts.get(called)?.type ?? '';

  return {
    key: state,
    service: serviceOf(type),
    parts: type === 'AWS::Serverless::Function' ? [id, called] : [id],
  };
};

const stepsBetween = ({relations}: Scene, rows: readonly Row[]): Box['steps'] =>
  relations
    .filter(({flow}) => isStep(flow))
    .flatMap(({from, flow, to}) => {
      const [start, end] = [from, to].map((id) => rows.find(({parts}) => parts.includes(id)));

      return start === undefined || end === undefined ? [] : [{from: start.key, to: end.key, isElse: flow === 'else'}];
    });

const boxOf = (scene: Scene, node: Node, where: string): Box => {
  const [first = ''] = node.parts;
  const type = scene.blog.parts.get(first)?.type ?? '';
  const service = node.person === undefined ? serviceOf(type) : personService;
  const isOfOneKind = node.parts.every((id) => scene.blog.parts.get(id)?.type === type);
  const rows = (node.rows ?? []).map((state) => rowOf(scene, first, state, where));

  return {
    key: node.key,
    parts: node.parts,
    service,
    title: isOfOneKind && node.parts.length > 1 ? `${service.name}\u00a0×\u00a0${node.parts.length}` : service.name,
    names: namesOf(node.parts),
    ...(node.note !== undefined && {note: node.note}),
    ...(node.in !== undefined && {in: node.in}),
    rows,
    steps: stepsBetween(scene, rows),
  };
};

/** @throws UserError naming the part that the templates do not have, unless the whole node is an option. */
export const boxesOf = (scene: Scene, {name, nodes}: Picture): readonly Box[] =>
  nodes.flatMap((node) => {
    const where = `picture ${name}`;
    const missing = node.parts.filter((id) => !isPresent(scene, id));
    const isAbsent = missing.length === node.parts.length;

    if (isAbsent && node.isOptional) {
      return [];
    }

    if (isAbsent || missing.length > 0) {
      throw new UserError(
        `expected a part of the templates as ${node.key}, got ${missing.join(', ') || 'none'}, in ${where}`,
      );
    }

    return [boxOf(scene, node, where)];
  });
