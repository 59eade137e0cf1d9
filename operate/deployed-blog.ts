import {CloudFormationClient, DescribeStacksCommand, paginateListStackResources} from '@aws-sdk/client-cloudformation';
import {GetFunctionConfigurationCommand, LambdaClient} from '@aws-sdk/client-lambda';
import {HeadObjectCommand, ListObjectsV2Command, S3Client} from '@aws-sdk/client-s3';
import {GetSecretValueCommand, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import blogConfig from '../blog.config.ts';
import {linkKey, signLink} from '../src/domain/links.ts';
import {clientConfig, givenEndpoint} from './engine-clients.ts';
import type {Actual, Variables} from './invocations.ts';
import {readLocalRun} from './local-run.ts';
import {UserError} from './user-error.ts';

/** A deployed stack: on an engine, or without an endpoint on AWS. */
export type Place = {readonly endpoint?: string; readonly region: string; readonly stackName: string};

/** The stack that is named; otherwise that of the engine in AWS_ENDPOINT_URL; otherwise that of the blog running on this machine. */
export const findPlace = (wanted: {
  readonly stackName: string | undefined;
  readonly region: string | undefined;
}): Place => {
  const endpoint = givenEndpoint();
  if (wanted.stackName || endpoint)
    return {
      stackName: wanted.stackName ?? 'myblog',
      region: wanted.region ?? blogConfig.regions[0] ?? 'us-east-1',
      ...(endpoint && {endpoint}),
    };
  const {endpoint: local, region, stackName} = readLocalRun() ?? {};
  if (local && region && stackName) return {endpoint: local, region, stackName};
  throw new UserError(
    'expected a blog for the functions to work on, got none: run npm start in another terminal until it shows its address, or name a deployed stack with --stack-name',
  );
};

const configOf = ({endpoint, region}: Place) => (endpoint ? clientConfig({endpoint, region}) : {region});

const physicalIds = async (client: CloudFormationClient, {stackName}: Place) => {
  const resources: {readonly id: string; readonly type: string; readonly physicalId: string}[] = [];
  for await (const {StackResourceSummaries = []} of paginateListStackResources({client}, {StackName: stackName}))
    for (const {LogicalResourceId: id = '', ResourceType: type = '', PhysicalResourceId = ''} of StackResourceSummaries)
      resources.push({id, type, physicalId: PhysicalResourceId});
  return resources;
};

/** The environment of every function of the stack, as it is deployed: logical id → variables. */
export const readEnvironments = async (place: Place): Promise<Readonly<Record<string, Variables>>> => {
  const resources = await physicalIds(new CloudFormationClient(configOf(place)), place);
  const lambda = new LambdaClient(configOf(place));
  const environments = resources
    .filter(({type}) => type === 'AWS::Lambda::Function')
    .map(async ({id, physicalId}) => {
      const {Environment} = await lambda.send(new GetFunctionConfigurationCommand({FunctionName: physicalId}));
      return [id, Environment?.Variables ?? {}] as const;
    });
  return Object.fromEntries(await Promise.all(environments));
};

const newestUpload = async (place: Place, bucket: string): Promise<Actual['upload']> => {
  const s3 = new S3Client(configOf(place));
  const {Contents = []} = await s3.send(new ListObjectsV2Command({Bucket: bucket, Prefix: 'uploads/'}));
  const [newest] = Contents.toSorted((one, other) => Number(other.LastModified) - Number(one.LastModified));
  if (!newest?.Key) return undefined;
  const {ETag = '', ContentLength = 0} = await s3.send(new HeadObjectCommand({Bucket: bucket, Key: newest.Key}));
  return {photoId: newest.Key.replace('uploads/', ''), etag: ETag.replaceAll('"', ''), bytes: ContentLength};
};

/** What the examples in events/ stand for, on this blog. */
export const readActual = async (place: Place): Promise<Omit<Actual, 'responseUrl'>> => {
  const {Stacks: [stack] = []} = await new CloudFormationClient(configOf(place)).send(
    new DescribeStacksCommand({StackName: place.stackName}),
  );
  const output = (name: string): string => stack?.Outputs?.find(({OutputKey}) => OutputKey === name)?.OutputValue ?? '';
  const secrets = new SecretsManagerClient(configOf(place));
  const secret = async (name: string) =>
    (await secrets.send(new GetSecretValueCommand({SecretId: output(name)}))).SecretString ?? '';
  const [authorToken, key, upload] = await Promise.all([
    secret('AuthorTokenSecretArn'),
    secret('LinkKeySecretArn').then(linkKey),
    newestUpload(place, output('UploadsBucketName')),
  ]);
  return {
    authorToken,
    ...(upload && {upload}),
    signToken: (purpose, id) => signLink(key, {purpose, id: id as Parameters<typeof signLink>[1]['id']}),
  };
};
