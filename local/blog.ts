import type {Deployed} from './differences.ts';
import type {Visitor} from './visitor.ts';

/** A blog that runs on this machine: what its checks, its tests and its seed are given. */
export type Blog = Deployed & {
  readonly stackName: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly authorToken: string;
  readonly visitor: Visitor;
};

/** A stack's output; its absence is a fault of the template. */
export const output = ({outputs}: Pick<Blog, 'outputs'>, name: string): string => {
  const value = outputs[name];
  if (!value) throw new Error(`expected the stack output ${name}, got ${Object.keys(outputs).join(', ')}`);
  return value;
};
