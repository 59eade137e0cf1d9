import {CreateTableCommand, DynamoDBClient} from '@aws-sdk/client-dynamodb';
import {CreateBucketCommand, S3Client} from '@aws-sdk/client-s3';
import {CreateSecretCommand, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import type {Context} from 'aws-lambda';
import {clientConfig} from '../../operate/engine-clients.ts';
import type {Reply} from '../../src/lambda/replies.ts';
import {blogUnderTest} from './blog.ts';

/** Tables, a bucket and a token of the test's own on the engine under test, set up as the environment of the handlers. */
export const postPlace = async () => {
  const {engine} = blogUnderTest();
  const name = `posts-${process.pid}-${Date.now()}`;
  const config = clientConfig(engine);
  const dynamodb = new DynamoDBClient(config);
  for (const table of ['posts', 'photos'])
    await dynamodb.send(
      new CreateTableCommand({
        TableName: `${name}-${table}`,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({AttributeName, AttributeType: 'S'})),
        KeySchema: [
          {AttributeName: 'pk', KeyType: 'HASH'},
          {AttributeName: 'sk', KeyType: 'RANGE'},
        ],
      }),
    );
  await new S3Client(config).send(new CreateBucketCommand({Bucket: `${name}-uploads`}));
  const secrets = new SecretsManagerClient(config);
  const {ARN = ''} = await secrets.send(new CreateSecretCommand({Name: name, SecretString: 'the-first-token'}));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: engine.endpoint,
    AWS_REGION: engine.region,
    AWS_ACCESS_KEY_ID: config.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: config.credentials.secretAccessKey,
    POSTS_TABLE: `${name}-posts`,
    PHOTOS_TABLE: `${name}-photos`,
    UPLOADS_BUCKET: `${name}-uploads`,
    PHOTO_LADDER: JSON.stringify({avifWidthsPx: [320], jpegWidthsPx: [320], squarePx: 160, animated: false}),
    AUTHOR_TOKEN_SECRET: ARN,
  });
  return {dynamodb, secrets};
};

type Handler = (event: object, context: Context) => Promise<Reply>;
type Change = {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** Calls a handler with its sample event, changed; `headers` replace the sample's, `body` is sent as JSON. */
export const call = async (handler: unknown, sample: object, {path, query, headers, body}: Change = {}) => {
  const event = {
    ...sample,
    ...(path && {pathParameters: path}),
    ...(query && {queryStringParameters: query}),
    ...(headers && {headers: {'Content-Type': 'application/json', ...headers}}),
    ...(body !== undefined && {body: JSON.stringify(body)}),
  };
  const reply = await (handler as Handler)(event, {} as Context);
  return {...reply, content: reply.body === '' ? undefined : JSON.parse(reply.body)};
};
