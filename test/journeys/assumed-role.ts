// A role of the blog as somebody else's: what IAM lets it do is then tried from outside of its function.
import {DynamoDBClient} from '@aws-sdk/client-dynamodb';
import {GetRoleCommand, IAMClient, UpdateAssumeRolePolicyCommand} from '@aws-sdk/client-iam';
import {LambdaClient} from '@aws-sdk/client-lambda';
import {S3Client} from '@aws-sdk/client-s3';
import {SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import {SESClient} from '@aws-sdk/client-ses';
import {SFNClient} from '@aws-sdk/client-sfn';
import {SQSClient} from '@aws-sdk/client-sqs';
import type {Blog} from '../../local/blog.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {query} from '../../prove/canaries/engine-queries.ts';

/** Clients that sign with a session of the role. It trusts its service alone, so whoever tests it is trusted for a moment. */
export const assumeRole = async ({engine, physicalIds}: Pick<Blog, 'engine' | 'physicalIds'>, role: string) => {
  const iam = new IAMClient(clientConfig(engine));
  const RoleName = physicalIds[role] ?? '';
  const {Role: {Arn = '', AssumeRolePolicyDocument = ''} = {}} = await iam.send(new GetRoleCommand({RoleName}));
  const own = decodeURIComponent(AssumeRolePolicyDocument);
  const {Statement, ...rest} = JSON.parse(own) as {Statement: readonly object[]};
  const tester = {
    Effect: 'Allow',
    Principal: {AWS: `arn:aws:iam::${Arn.split(':')[4]}:root`},
    Action: 'sts:AssumeRole',
  };
  const trust = (PolicyDocument: string) => iam.send(new UpdateAssumeRolePolicyCommand({RoleName, PolicyDocument}));

  await trust(JSON.stringify({...rest, Statement: [...Statement, tester]}));
  const session = await query(engine, 'sts', '2011-06-15', {
    ...{Action: 'AssumeRole', RoleArn: Arn, RoleSessionName: 'tester'},
  }).finally(() => trust(own));

  const part = (name: string): string => new RegExp(`<${name}>([^<]+)</${name}>`).exec(session)?.[1] ?? '';
  const config = {
    ...clientConfig(engine),
    credentials: {
      ...{accessKeyId: part('AccessKeyId'), secretAccessKey: part('SecretAccessKey')},
      sessionToken: part('SessionToken'),
    },
  };
  return {
    dynamodb: new DynamoDBClient(config),
    lambda: new LambdaClient(config),
    s3: new S3Client(config),
    secrets: new SecretsManagerClient(config),
    ses: new SESClient(config),
    sfn: new SFNClient(config),
    sqs: new SQSClient(config),
  };
};

export type AssumedRole = Awaited<ReturnType<typeof assumeRole>>;
