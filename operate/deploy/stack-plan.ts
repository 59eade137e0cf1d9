// Pure: which stacks a blog consists of, in which order they are deployed, and what they tell each other.
import {logicalId} from '../../generator/cfn.ts';
import {fileNames} from '../../generator/file-names.ts';

export type Role = 'edge' | 'home' | 'replica';

export type Stack = {
  readonly name: string;
  readonly role: Role;
  readonly region: string;
  readonly templateFile: string;
};

/** A parameter of a stack that is an output of another one. */
export type Wire = {readonly parameter: string; readonly from: string; readonly output: string};

export type Step = {
  readonly stack: Stack;
  readonly wires: readonly Wire[];
  /** The stack was deployed by an earlier step, and learns what was not known then. */
  readonly again: boolean;
};

export type BlogStacks = {
  readonly stackName: string;
  /** The first one is home. */
  readonly regions: readonly string[];
  /** Parameters that the template of a role declares; nothing if there is no such template. */
  readonly declared: Readonly<Record<Role, readonly string[] | undefined>>;
};

/** Certificates, web ACLs and log deliveries of CloudFront exist in this region only. */
const edgeRegion = 'us-east-1';

const stacksOf = ({stackName, regions: [homeRegion = edgeRegion, ...furtherRegions]}: BlogStacks) => {
  const stack = (role: Role, name: string, region: string): Stack => ({
    role,
    name,
    region,
    templateFile: fileNames[role],
  });
  return {
    edge: stack('edge', `${stackName}-edge`, edgeRegion),
    home: stack('home', stackName, homeRegion),
    replicas: furtherRegions.map((region) => stack('replica', `${stackName}-${region}`, region)),
  };
};

type Stacks = ReturnType<typeof stacksOf>;

const wiresOf = ({edge, home, replicas}: Stacks): Record<Role, readonly Wire[]> => {
  const same = (from: Stack, ...names: readonly string[]) =>
    names.map((name) => ({parameter: name, from: from.name, output: name}));
  return {
    edge: same(home, 'DistributionArn'),
    home: [
      ...same(edge, 'CertificateArn', 'WebAclArn'),
      ...replicas.map(({region, name}) => ({
        parameter: logicalId(region, 'api-domain-name'),
        from: name,
        output: 'ApiDomainName',
      })),
    ],
    replica: same(home, 'PostsTableName', 'PhotosTableName', 'OriginKeySecretName'),
  };
};

/** Why no stack can have this name; nothing if one can. */
export const wrongStackName = ({stackName}: Pick<BlogStacks, 'stackName'>): string | undefined =>
  /^[a-z][a-z0-9-]*$/i.test(stackName)
    ? undefined
    : `expected a letter, then letters, digits and hyphens, got '${stackName}', at --stack-name`;

/** Why there is no plan; nothing if there is one. */
export const missingTemplate = ({regions, declared}: BlogStacks): string | undefined => {
  if (!declared.home) return `expected ${fileNames.home}, got nothing: run npm run generate first`;
  if (regions.length > 1 && !declared.replica)
    return `expected ${fileNames.replica} for ${regions.slice(1).join(', ')}, got nothing: run npm run generate first`;
  return undefined;
};

/**
 * Deploys in order: what CloudFront needs, home, every further region, and once more those that could not know enough the first
 * time. The same plan holds for a blog that is deployed already.
 */
export const planDeploy = (blog: BlogStacks): readonly Step[] => {
  const stacks = stacksOf(blog);
  const wires = wiresOf(stacks);
  const step = (stack: Stack, again = false): Step => ({
    stack,
    again,
    wires: wires[stack.role].filter(({parameter}) => blog.declared[stack.role]?.includes(parameter)),
  });
  const edge = blog.declared.edge ? [step(stacks.edge)] : [];
  const first = [...edge, step(stacks.home), ...stacks.replicas.map((stack) => step(stack))];
  const learnsLater = ({stack, wires: known}: Step, index: number): boolean =>
    known.some(({from}) => first.findIndex(({stack: {name}}) => name === from) > index && from !== stack.name);
  const again = first.filter(learnsLater).map(({stack}) => step(stack, true));
  return [...first, ...again.sort(({stack: {role}}) => (role === 'home' ? -1 : 1))];
};

/** Outputs of the stacks that are deployed: stack → output → value. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Parameters = Readonly<Record<string, string>>;

/** What a step passes now: a stack that is not deployed yet says nothing, and the template's default holds. */
export const parametersOf = ({wires}: Step, outputs: Outputs): Parameters =>
  Object.fromEntries(
    wires.flatMap(({parameter, from, output}) => {
      const value = outputs[from]?.[output];
      return value ? [[parameter, value]] : [];
    }),
  );

/** What a step needs of stacks that were deployed just now, and that they do not say; one deployed long ago may not say it yet. */
export const missingOutputs = ({wires}: Step, deployedNow: Outputs): readonly Wire[] =>
  wires.filter(({from, output}) => deployedNow[from] && !deployedNow[from][output]);

/**
 * What each step will pass, as far as it is known before: a value that an earlier step brings stands as `<output of stack>`.
 * A step that would tell a stack nothing new is left out.
 */
export const foretell = (
  steps: readonly Step[],
  outputs: Outputs,
): readonly {readonly step: Step; readonly parameters: Parameters}[] => {
  const passed = new Map<string, string>();
  return steps.flatMap((step) => {
    const brought = step.wires.filter(({from}) => passed.has(from));
    const parameters = {
      ...Object.fromEntries(brought.map(({parameter, from, output}) => [parameter, `<${output} of ${from}>`])),
      ...parametersOf(step, outputs),
    };
    const isNews = passed.get(step.stack.name) !== JSON.stringify(parameters);
    passed.set(step.stack.name, JSON.stringify(parameters));
    return isNews ? [{step, parameters}] : [];
  });
};
