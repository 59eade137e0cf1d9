import type {Deployed} from './differences.ts';
import type {Visitor} from './visitor.ts';

/** A stack as it stands, in the region of its `engine`. */
export type DeployedStack = Deployed & {
  readonly stackName: string;
  readonly outputs: Readonly<Record<string, string>>;
};

/** A blog that runs on this machine, its home stack first of all: what its checks, its tests and its seed are given. */
export type Blog = DeployedStack & {
  /** The stack of every further region. */
  readonly replicas: readonly DeployedStack[];
  readonly authorToken: string;
  readonly visitor: Visitor;
};

/** Home first. */
export const regionsOf = ({engine, replicas}: Pick<Blog, 'engine' | 'replicas'>): readonly [string, ...string[]] => [
  engine.region,
  ...replicas.map((replica) => replica.engine.region),
];

/** A stack's output; its absence is a fault of the template. */
export const output = ({outputs}: Pick<Blog, 'outputs'>, name: string): string => {
  const value = outputs[name];
  if (!value) throw new Error(`expected the stack output ${name}, got ${Object.keys(outputs).join(', ')}`);
  return value;
};
