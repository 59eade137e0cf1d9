// The templates as one set of parts: what stands in which stack and region, and which part a value names.

import {logicalId} from '../generator/cfn.ts';
import {at, entries, list, text} from '../generator/rules/view/values.ts';
import {UserError} from '../operate/user-error.ts';

/** A logical id; with its region before it where it stands in a further one (`us-west-2/BlogApi`), `edge/` for the edge's stack. */
export type PartId = string;

export type Part = {
  readonly id: PartId;
  readonly logicalId: string;
  readonly type: string;
  readonly stack: string;
  /** A property by its path: `StreamSpecification.StreamViewType`. */
  readonly get: (path: string) => unknown;
};

export type Sources = {
  readonly home: unknown;
  /** One template for every further region, if there are any. */
  readonly replica?: unknown;
  readonly edge?: unknown;
  /** By the path that a state machine has as its `DefinitionUri`. */
  readonly workflows: Readonly<Record<string, unknown>>;
};

export type Blog = {
  readonly parts: ReadonlyMap<PartId, Part>;
  readonly homeRegion: string;
  readonly furtherRegions: readonly string[];
  /** What a state machine runs. */
  readonly workflowOf: (machine: Part) => unknown;
  /** The parts that the references in a value of this part lead to, through parameters and outputs of other stacks too. */
  readonly named: (part: Part, value: unknown) => readonly PartId[];
};

const home = '';

const edge = 'edge';

const inStack = (stack: string, logicalId: string): PartId => (stack === home ? logicalId : `${stack}/${logicalId}`);

const partsOf = (stack: string, template: unknown): readonly Part[] =>
  entries(at(template, 'Resources')).map(([logicalId, body]) => ({
    id: inStack(stack, logicalId),
    logicalId,
    type: text(at(body, 'Type')),
    stack,
    get: (path) => at(at(body, 'Properties'), path),
  }));

const isTable = ({type}: Part): boolean => type === 'AWS::DynamoDB::GlobalTable';

const regionsOf = (table: Part): readonly string[] =>
  list(table.get('Replicas')).map((replica) => text(at(replica, 'Region')));

/** The home stack makes a global table's replicas: they are parts of their regions without a resource of their own. */
const replicasOf = (table: Part): readonly Part[] =>
  regionsOf(table)
    .slice(1)
    .map((region) => ({...table, id: inStack(region, table.logicalId), stack: region}));

const referencesIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }

  return entries(value).flatMap(([key, inner]) => {
    switch (key) {
      case 'Ref':
        return [text(inner)];
      case 'Fn::GetAtt':
        return [text(Array.isArray(inner) ? inner[0] : inner).replace(/\..*$/, '')];
      case 'Fn::Sub':
        return [...JSON.stringify(inner).matchAll(/\$\{(\w+)[.}]/g)].map(([, name]) => name ?? '');
      case 'Fn::If':
        // As it is once every stack stands: the other branch is for the first deploy.
        return referencesIn(list(inner)[1]);
      default:
        return referencesIn(inner);
    }
  });
};

/** @throws UserError if the home template has no resources: a wrong file would be six empty pictures. */
export const blogOf = (sources: Sources): Blog => {
  if (entries(at(sources.home, 'Resources')).length === 0) {
    throw new UserError('expected a template with Resources, got none: npm run generate');
  }

  const homeParts = partsOf(home, sources.home);
  const [homeRegion = 'home region', ...furtherRegions] = [...new Set(homeParts.filter(isTable).flatMap(regionsOf))];

  const templates = new Map<string, unknown>([
    [home, sources.home],
    ...(sources.edge === undefined ? [] : [[edge, sources.edge] as const]),
    ...(sources.replica === undefined ? [] : furtherRegions.map((region) => [region, sources.replica] as const)),
  ]);

  const all = [
    ...homeParts,
    ...homeParts.filter(isTable).flatMap(replicasOf),
    ...[...templates].flatMap(([stack, template]) => (stack === home ? [] : partsOf(stack, template))),
  ];

  const parts = new Map(all.map((part) => [part.id, part]));

  const outputOf = (stack: string, name: string): readonly PartId[] =>
    namedIn(stack, at(templates.get(stack), `Outputs.${name}.Value`));

  /** A parameter is named after the output that it is given: of home, of the edge, or of a region, whose name it starts with. */
  const parameter = (stack: string, name: string): readonly PartId[] => {
    if (stack !== home) {
      return outputOf(home, name).map((id) => (parts.has(`${stack}/${id}`) ? `${stack}/${id}` : id));
    }

    const ofRegions = furtherRegions
      .filter((region) => name.startsWith(logicalId(region)))
      .flatMap((region) => outputOf(region, name.slice(logicalId(region).length)));

    return [...ofRegions, ...outputOf(edge, name)];
  };

  const namedIn = (stack: string, value: unknown): readonly PartId[] => {
    const ids = referencesIn(value).flatMap((name) => {
      const isParameter = at(templates.get(stack), `Parameters.${name}`) !== undefined;
      const id = inStack(stack, name);

      return isParameter ? parameter(stack, name) : parts.has(id) ? [id] : [];
    });

    return [...new Set(ids)];
  };

  return {
    parts,
    homeRegion,
    furtherRegions,
    workflowOf: (machine) => sources.workflows[String(machine.get('DefinitionUri'))],
    named: ({stack}, value) => namedIn(stack, value),
  };
};

export const partsOfType = ({parts}: Blog, ...types: readonly string[]): readonly Part[] =>
  [...parts.values()].filter(({type}) => types.includes(type));

export const idsOfType = (blog: Blog, type: string): readonly PartId[] => partsOfType(blog, type).map(({id}) => id);
