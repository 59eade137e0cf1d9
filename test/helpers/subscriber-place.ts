import {CreateTableCommand, DynamoDBClient} from '@aws-sdk/client-dynamodb';
import {CreateSecretCommand, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import {SESClient, VerifyEmailIdentityCommand} from '@aws-sdk/client-ses';
import {clientConfig} from '../../operate/engine-clients.ts';
import {blogUnderTest} from './blog.ts';

/** A table, a key and a sender of the test's own on the engine under test, set up as the environment of the handlers. */
export const subscriberPlace = async () => {
  const {engine} = blogUnderTest();
  const name = `Subscribers-${process.pid}-${Date.now()}`;
  const config = clientConfig(engine);
  await new DynamoDBClient(config).send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        {AttributeName: 'pk', AttributeType: 'S'},
        {AttributeName: 'sk', AttributeType: 'S'},
        {AttributeName: 'kind', AttributeType: 'S'},
        {AttributeName: 'dueAt', AttributeType: 'S'},
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: [
            {AttributeName: 'kind', KeyType: 'HASH'},
            {AttributeName: 'dueAt', KeyType: 'RANGE'},
          ],
          Projection: {ProjectionType: 'KEYS_ONLY'},
        },
      ],
      KeySchema: [
        {AttributeName: 'pk', KeyType: 'HASH'},
        {AttributeName: 'sk', KeyType: 'RANGE'},
      ],
    }),
  );
  const secrets = new SecretsManagerClient(config);
  const {ARN = ''} = await secrets.send(new CreateSecretCommand({Name: name, SecretString: `key of ${name}`}));
  const sender = `${name.toLowerCase()}@blog.example`;
  await new SESClient(config).send(new VerifyEmailIdentityCommand({EmailAddress: sender}));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: engine.endpoint,
    AWS_REGION: engine.region,
    AWS_ACCESS_KEY_ID: config.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: config.credentials.secretAccessKey,
    SUBSCRIBERS_TABLE: name,
    LINK_KEY_SECRET: ARN,
    SENDER: sender,
    CONFIRMATIONS_A_DAY: '1000000',
    SITE_TITLE: 'Light and Latitude',
    SITE_LANGUAGE: 'en',
    AUTHOR_NAME: 'Robin Vale',
    SITE_URL: 'https://blog.example',
  });
  return {engine, sender};
};
