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
import type {Bucket} from './buckets.ts';
import type {Layer} from './layers.ts';
import {logGroup} from './log-groups.ts';
import type {Network} from './networks.ts';
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
  /** Where it runs, if what it calls is only to be reached from there. */
  readonly network?: Network | undefined;
  /** The most that may run at once, with the profile that limits them: ten, unless many readers wait for it. */
  readonly concurrency?: number;
  readonly events?: Value<NonNullable<ServerlessFunctionProperties['Events']>>;
  /** Where a call goes, whole, that nobody waits for and that failed twice, a minute apart. */
  readonly failures?: Bucket;
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

const daxClient = '@amazon-dax-sdk/lib-dax';

const esbuild = (handler: string, leftOut: readonly string[]) => ({
  BuildMethod: 'esbuild',
  BuildProperties: {
    EntryPoints: [`handlers/${handler}.ts`],
    Format: 'esm',
    Target: 'node24',
    Minify: true,
    MainFields: 'module,main',
    OutExtension: ['.js=.mjs'],
    External: leftOut,
    // React brings its development build along otherwise.
    Define: ['process.env.NODE_ENV="production"'],
    // CommonJS dependencies call require, which an ES module does not have.
    Banner: ["js=import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"],
  },
});

/** A function with its role, which allows the grants and writing its own log, and its log group. */
export const lambda = (config: Config, spec: LambdaSpec): LambdaFunction => {
  const {handler, env, grants = [], layers = [], network, concurrency = 10, events, failures, versioned = false} = spec;
  const id = logicalId(handler, 'function');
  const arn = getAtt(id, 'Arn');
  const roleId = logicalId(handler, 'role');
  const log = logGroup(config, handler, sub`/aws/lambda/${stack.name}/${handler}`);
  const leftOut = [
    ...layers.map(({module}) => module),
    ...unusedCredentialProviders,
    ...(network === undefined ? [daxClient] : []),
  ];

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
          ...(config.profile === 'hardened' && {ReservedConcurrentExecutions: concurrency}),
          ...(network && {
            VpcConfig: {SubnetIds: network.subnetIds, SecurityGroupIds: [network.securityGroupId]},
          }),
          LoggingConfig: {LogGroup: ref(log.id)},
          ...(failures && {
            EventInvokeConfig: {
              MaximumEventAgeInSeconds: 600,
              MaximumRetryAttempts: 1,
              DestinationConfig: {OnFailure: {Type: 'S3Bucket' as const, Destination: failures.arn}},
            },
          }),
          ...(versioned && {AutoPublishAlias: 'live', AutoPublishAliasAllProperties: true}),
          ...(events && {Events: events}),
        },
        {
          metadata: esbuild(handler, leftOut),
          notes: {
            'Metadata.BuildProperties.External':
              "A function's credentials come from its environment: without the SDK's other ways to them a bundle is a third smaller.",
            ...(config.profile === 'hardened' && {
              'Properties.ReservedConcurrentExecutions':
                'What one function can take from the others, and cost, is bounded. All of them leave 100 of the 1,000 of an account.',
            }),
          },
        },
      ),
      role({
        id: roleId,
        service: 'lambda.amazonaws.com',
        grants: [
          ...grants,
          log.grants.write,
          ...(network?.grants ?? []),
          ...(failures ? [failures.grants.putObject(), failures.grants.listBucket] : []),
        ],
      }),
      ...log.resources,
    ],
    grants: {invoke: {actions: ['lambda:InvokeFunction'], resource: arn}},
    target: {placeholder: `${id}Arn`, value: arn, arn},
  };
};
