import {CloudFormationClient, DescribeStacksCommand} from '@aws-sdk/client-cloudformation';
import {GetFunctionConfigurationCommand, LambdaClient} from '@aws-sdk/client-lambda';
import {HeadObjectCommand, ListObjectsV2Command, S3Client} from '@aws-sdk/client-s3';
import {GetSecretValueCommand, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import {linkKey, signLink} from '../src/domain/links.ts';
import type {Actual, Variables} from './invoke/invocations.ts';
import {type Place, placeConfig} from './place.ts';
import {listStackResources} from './stack-resources.ts';

/** The environment of every function of the stack, as it is deployed: logical id → variables. */
export const readEnvironments = async (place: Place): Promise<Readonly<Record<string, Variables>>> => {
  const resources = await listStackResources(new CloudFormationClient(placeConfig(place)), place.stackName);
  const lambda = new LambdaClient(placeConfig(place));
  const environments = resources
    .filter(({type}) => type === 'AWS::Lambda::Function')
    .map(async ({id, physicalId}) => {
      const {Environment} = await lambda.send(new GetFunctionConfigurationCommand({FunctionName: physicalId}));
      return [id, Environment?.Variables ?? {}] as const;
    });
  return Object.fromEntries(await Promise.all(environments));
};

const newestUpload = async (place: Place, bucket: string): Promise<Actual['upload']> => {
  const s3 = new S3Client(placeConfig(place));
  const {Contents = []} = await s3.send(new ListObjectsV2Command({Bucket: bucket, Prefix: 'uploads/'}));
  const [newest] = Contents.toSorted((one, other) => Number(other.LastModified) - Number(one.LastModified));
  if (!newest?.Key) return undefined;
  const {ETag = '', ContentLength = 0} = await s3.send(new HeadObjectCommand({Bucket: bucket, Key: newest.Key}));
  return {photoId: newest.Key.replace('uploads/', ''), etag: ETag.replaceAll('"', ''), bytes: ContentLength};
};

/** What the examples in events/ stand for, on this blog. */
export const readActual = async (place: Place): Promise<Omit<Actual, 'responseUrl'>> => {
  const {Stacks: [stack] = []} = await new CloudFormationClient(placeConfig(place)).send(
    new DescribeStacksCommand({StackName: place.stackName}),
  );
  const output = (name: string): string => stack?.Outputs?.find(({OutputKey}) => OutputKey === name)?.OutputValue ?? '';
  const secrets = new SecretsManagerClient(placeConfig(place));
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
