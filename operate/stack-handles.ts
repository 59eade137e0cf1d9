import {CloudFormationClient, GetTemplateCommand} from '@aws-sdk/client-cloudformation';
import {GetFunctionConfigurationCommand, LambdaClient} from '@aws-sdk/client-lambda';
import {S3Client} from '@aws-sdk/client-s3';
import {SFNClient} from '@aws-sdk/client-sfn';
import {SQSClient} from '@aws-sdk/client-sqs';
import {parseYaml} from '../generator/yaml.ts';
import {clientConfig} from './engine-clients.ts';
import type {Variables} from './invoke/invocations.ts';
import {type Place, placeConfig} from './place.ts';
import {listStackResources} from './stack-resources.ts';
import {UserError} from './user-error.ts';

/** A resource of a template; references in its properties name other resources of it. */
export type TemplateResource = {readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>>};

export type TemplateResources = Readonly<Record<string, TemplateResource>>;

/** A deployed stack as its owner may touch it, by logical ids. */
export type StackHandles = {
  readonly place: Place;
  /** What the stack was deployed from, after SAM. */
  readonly resources: TemplateResources;
  /** Logical id → what AWS calls it: a name, an ARN, the URL of a queue. */
  readonly physicalIds: Readonly<Record<string, string>>;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  readonly sfn: SFNClient;
  readonly sqs: SQSClient;
};

export const openStack = async (place: Place): Promise<StackHandles> => {
  const {stackName} = place;
  const config = placeConfig(place);
  const client = new CloudFormationClient(config);
  const all = await listStackResources(client, stackName);
  const physicalIds = Object.fromEntries(all.map(({id, physicalId}) => [id, physicalId]));
  const {TemplateBody = '{}'} = await client.send(
    new GetTemplateCommand({StackName: stackName, TemplateStage: 'Processed'}),
  );
  const {Resources = {}} = parseYaml(TemplateBody) as {readonly Resources?: TemplateResources};
  return {
    place,
    physicalIds,
    resources: Object.fromEntries(Object.entries(Resources).filter(([id]) => physicalIds[id])),
    lambda: new LambdaClient(config),
    s3: new S3Client(config),
    sfn: new SFNClient(config),
    sqs: new SQSClient(config),
  };
};

/** Throws a UserError if the stack has no such resource. */
export const physicalId = ({physicalIds, place}: Pick<StackHandles, 'physicalIds' | 'place'>, id: string): string => {
  const found = physicalIds[id];
  if (found) return found;
  throw new UserError(
    `expected the stack ${place.stackName} to have a ${id}, got none: is it the one of the home region?`,
  );
};

/** The environment of a function as it is deployed. */
export const readVariables = async (stack: StackHandles, functionId: string): Promise<Variables> => {
  const command = new GetFunctionConfigurationCommand({FunctionName: physicalId(stack, functionId)});
  return (await stack.lambda.send(command)).Environment?.Variables ?? {};
};

/**
 * Sets this process up as the function is, but with the rights of whoever runs it: the adapters of `src` then work on this stack.
 */
export const workAs = async (stack: StackHandles, functionId: string): Promise<void> => {
  const {endpoint, region} = stack.place;
  Object.assign(process.env, await readVariables(stack, functionId), {AWS_REGION: region});
  if (!endpoint) return;
  const {accessKeyId, secretAccessKey} = clientConfig({endpoint, region}).credentials;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  });
  // Each would be stronger than the key of the engine.
  for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN']) delete process.env[name];
};

export const workAsSweep = (stack: StackHandles): Promise<void> => workAs(stack, 'SweepPhotosFunction');
