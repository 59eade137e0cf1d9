import {CreateTableCommand, DynamoDBClient} from '@aws-sdk/client-dynamodb';
import {CreateBucketCommand, PutBucketVersioningCommand, S3Client} from '@aws-sdk/client-s3';
import {clientConfig} from '../../operate/engine-clients.ts';
import {blogUnderTest} from '../helpers/blog.ts';

const attributes = ['pk', 'sk', 'kind', 'id', 'dueAt'];
const keys = (hash: string, range: string) => [
  {AttributeName: hash, KeyType: 'HASH' as const},
  {AttributeName: range, KeyType: 'RANGE' as const},
];

/** A table and versioned buckets of the test's own on the engine under test, set up as the environment of the handlers. */
export const photoPlace = async () => {
  const {engine} = blogUnderTest();
  const config = clientConfig(engine);
  const name = `photos-${process.pid}-${Date.now()}`;
  const [dynamodb, s3] = [new DynamoDBClient(config), new S3Client(config)];
  await dynamodb.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes.map((AttributeName) => ({AttributeName, AttributeType: 'S'})),
      KeySchema: keys('pk', 'sk'),
      GlobalSecondaryIndexes: Object.entries({list: 'id', due: 'dueAt'}).map(([IndexName, range]) => ({
        IndexName,
        KeySchema: keys('kind', range),
        Projection: {ProjectionType: 'KEYS_ONLY'},
      })),
    }),
  );
  const buckets = {uploads: `${name}-uploads`, thumbnails: `${name}-thumbnails`};
  for (const Bucket of Object.values(buckets)) {
    await s3.send(new CreateBucketCommand({Bucket}));
    await s3.send(new PutBucketVersioningCommand({Bucket, VersioningConfiguration: {Status: 'Enabled'}}));
  }
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: engine.endpoint,
    AWS_REGION: engine.region,
    AWS_ACCESS_KEY_ID: config.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: config.credentials.secretAccessKey,
    PHOTOS_TABLE: name,
    UPLOADS_BUCKET: buckets.uploads,
    THUMBNAILS_BUCKET: buckets.thumbnails,
  });
  return {s3, buckets};
};
