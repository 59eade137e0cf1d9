import {
  type GetAtt,
  getAtt,
  type LogicalId,
  logicalId,
  type Ref,
  type Resource,
  ref,
  resource,
  stack,
  sub,
  type Value,
} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Grant} from '../iam.ts';
import type {ServerlessFunctionProperties} from '../sam.ts';
import type {Target} from '../workflow.ts';
import type {Layer} from './layers.ts';
import {logGroup} from './log-groups.ts';
import {role} from './roles.ts';

export type Env = Readonly<Record<string, Value<string>>>;

export type LambdaSpec = {
  /** The file in src/handlers without its ending; every other name follows from it. */
  readonly handler: string;
  readonly env?: Env;
  readonly grants?: readonly Grant[];
  readonly timeoutSeconds?: number;
  readonly memoryMb?: number;
  readonly layers?: readonly Layer[];
  readonly events?: Value<NonNullable<ServerlessFunctionProperties['Events']>>;
  /** A new version whenever code or settings change, for whoever must notice. */
  readonly versioned?: boolean;
};

export type LambdaFunction = {
  readonly id: LogicalId;
  readonly arn: GetAtt;
  /** The version of the code as it is now; only of a function that is `versioned`. */
  readonly version: Ref;
  readonly resources: readonly Resource[];
  readonly grants: {readonly invoke: Grant};
  readonly target: Target;
};

const unusedCredentialProviders = ['http', 'ini', 'login', 'process', 'sso', 'web-identity'].map(
  (name) => `@aws-sdk/credential-provider-${name}`,
);

const esbuild = (handler: string, layers: readonly Layer[]) => ({
  BuildMethod: 'esbuild',
  BuildProperties: {
    EntryPoints: [`handlers/${handler}.ts`],
    Format: 'esm',
    Target: 'node24',
    Minify: true,
    MainFields: 'module,main',
    OutExtension: ['.js=.mjs'],
    External: [...layers.map(({module}) => module), ...unusedCredentialProviders],
    // CommonJS dependencies call require, which an ES module does not have.
    Banner: ["js=import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"],
  },
});

/** A function with its role, which allows the grants and writing its own log, and its log group. */
export const lambda = (config: Config, spec: LambdaSpec): LambdaFunction => {
  const {handler, env, grants = [], layers = [], events, versioned = false} = spec;
  const id = logicalId(handler, 'function');
  const arn = getAtt(id, 'Arn');
  const roleId = logicalId(handler, 'role');
  const log = logGroup(config, handler, sub`/aws/lambda/${stack.name}/${handler}`);

  return {
    id,
    arn,
    version: {Ref: `${id}.Version`},
    resources: [
      resource(
        id,
        'AWS::Serverless::Function',
        {
          CodeUri: 'src',
          Handler: `${handler}.handler`,
          Role: getAtt(roleId, 'Arn'),
          ...(spec.timeoutSeconds !== undefined && {Timeout: spec.timeoutSeconds}),
          ...(spec.memoryMb !== undefined && {MemorySize: spec.memoryMb}),
          ...(layers.length > 0 && {Layers: layers.map((layer) => ref(layer.id))}),
          ...(env && {Environment: {Variables: env}}),
          LoggingConfig: {LogGroup: ref(log.id)},
          ...(versioned && {AutoPublishAlias: 'live', AutoPublishAliasAllProperties: true}),
          ...(events && {Events: events}),
        },
        {
          metadata: esbuild(handler, layers),
          notes: {
            'Metadata.BuildProperties.External':
              "A function's credentials come from its environment: without the SDK's other ways to them a bundle is a third smaller.",
          },
        },
      ),
      role({id: roleId, service: 'lambda.amazonaws.com', grants: [...grants, log.grants.write]}),
      ...log.resources,
    ],
    grants: {invoke: {actions: ['lambda:InvokeFunction'], resource: arn}},
    target: {placeholder: `${id}Arn`, value: arn, arn},
  };
};
