// Every place of a blog on this machine where something may be written down, document by document.
import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join, relative} from 'node:path';
import {
  CloudWatchLogsClient,
  paginateDescribeLogGroups,
  paginateDescribeLogStreams,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import {DynamoDBClient, paginateListTables, paginateScan} from '@aws-sdk/client-dynamodb';
import {LambdaClient, paginateListFunctions} from '@aws-sdk/client-lambda';
import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {GetSecretValueCommand, paginateListSecrets, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import {
  DescribeExecutionCommand,
  paginateGetExecutionHistory,
  paginateListExecutions,
  paginateListStateMachines,
  SFNClient,
} from '@aws-sdk/client-sfn';
import {unmarshall} from '@aws-sdk/util-dynamodb';
import {type Blog, regionsOf} from '../../local/blog.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {jsonQuery, query} from './engine-queries.ts';

/** `kind` is that of the place, `where` the very document. */
export type Document = {readonly kind: string; readonly where: string; readonly content: Buffer | string};

type Engine = {readonly endpoint: string; readonly region: string};

async function* logs(engine: Engine): AsyncGenerator<Document> {
  const client = new CloudWatchLogsClient(clientConfig(engine));
  for await (const {logGroups = []} of paginateDescribeLogGroups({client}, {}))
    for (const {logGroupName = ''} of logGroups) {
      for await (const {logStreams = []} of paginateDescribeLogStreams({client}, {logGroupName}))
        yield {kind: 'log', where: `${logGroupName}, its streams`, content: JSON.stringify([logGroupName, logStreams])};
      for await (const {events = []} of paginateFilterLogEvents({client}, {logGroupName}))
        for (const {message = ''} of events) yield {kind: 'log', where: logGroupName, content: message};
    }
}

async function* metrics(engine: Engine): AsyncGenerator<Document> {
  const content = await query(engine, 'monitoring', '2010-08-01', {Action: 'ListMetrics'});
  yield {kind: 'metric', where: `metrics in ${engine.region}`, content};
  const alarms = await query(engine, 'monitoring', '2010-08-01', {Action: 'DescribeAlarms'});
  yield {kind: 'metric', where: `alarms in ${engine.region}`, content: alarms};
}

async function* runs(engine: Engine): AsyncGenerator<Document> {
  const client = new SFNClient(clientConfig(engine));
  for await (const {stateMachines = []} of paginateListStateMachines({client}, {}))
    for (const {stateMachineArn} of stateMachines)
      for await (const {executions = []} of paginateListExecutions({client}, {stateMachineArn}))
        for (const {executionArn, name = ''} of executions) {
          const described = await client.send(new DescribeExecutionCommand({executionArn}));
          yield {kind: 'run', where: name, content: JSON.stringify(described)};
          for await (const {events = []} of paginateGetExecutionHistory({client}, {executionArn}))
            yield {kind: 'run', where: `${name}, its history`, content: JSON.stringify(events)};
        }
}

const versionsIn = async (client: S3Client, Bucket: string) => {
  const versions = [];
  for (let KeyMarker: string | undefined, VersionIdMarker: string | undefined, isMore = true; isMore; ) {
    const page = await client.send(new ListObjectVersionsCommand({Bucket, KeyMarker, VersionIdMarker}));
    versions.push(...(page.Versions ?? []));
    ({NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker} = page);
    isMore = page.IsTruncated === true;
  }
  return versions;
};

async function* objects(engine: Engine): AsyncGenerator<Document> {
  const client = new S3Client(clientConfig(engine));
  const {Buckets = []} = await client.send(new ListBucketsCommand({BucketRegion: engine.region}));
  for (const {Name: Bucket = ''} of Buckets)
    for (const {Key = '', VersionId} of await versionsIn(client, Bucket)) {
      const object = {Bucket, Key, ...(VersionId !== 'null' && {VersionId})};
      const {Body, Metadata, ContentDisposition, WebsiteRedirectLocation} = await client.send(
        new GetObjectCommand(object),
      );
      const {TagSet} = await client.send(new GetObjectTaggingCommand(object));
      const about = JSON.stringify([Key, Metadata, ContentDisposition, WebsiteRedirectLocation, TagSet]);
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      yield {
        kind: `object in ${Bucket}`,
        where: `s3://${Bucket}/${Key}`,
        content: Buffer.concat([Buffer.from(about), bytes]),
      };
    }
}

/** Without receiving a message, which would hide it from its consumer. */
async function* messages({endpoint}: Engine): AsyncGenerator<Document> {
  const answer = await fetch(`${endpoint}/_ministack/sqs/messages`);
  if (!answer.ok) throw new Error(`expected the engine to show its messages, got ${answer.status}`);
  const {messages: byAccount} = (await answer.json()) as {messages: Record<string, Record<string, object>>};
  const queues = Object.values(byAccount).flatMap((byRegion) => Object.values(byRegion));
  for (const held of queues)
    for (const [url, waiting] of Object.entries(held)) {
      const name = url.slice(url.lastIndexOf('/') + 1);
      yield {kind: `message in ${name}`, where: name, content: JSON.stringify([url, waiting])};
    }
}

async function* items(engine: Engine): AsyncGenerator<Document> {
  const client = new DynamoDBClient(clientConfig(engine));
  for await (const {TableNames = []} of paginateListTables({client}, {}))
    for (const TableName of TableNames)
      for await (const {Items = []} of paginateScan({client}, {TableName}))
        for (const item of Items.map((each) => unmarshall(each)))
          yield {
            kind: `${item['kind']} in ${TableName}`,
            where: `${TableName} ${item['pk']} ${item['sk']}`,
            content: JSON.stringify(item),
          };
}

async function* settings(engine: Engine): AsyncGenerator<Document> {
  const lambda = new LambdaClient(clientConfig(engine));
  for await (const {Functions = []} of paginateListFunctions({client: lambda}, {}))
    for (const each of Functions)
      yield {kind: 'setting', where: `function ${each.FunctionName}`, content: JSON.stringify(each)};
  const secrets = new SecretsManagerClient(clientConfig(engine));
  for await (const {SecretList = []} of paginateListSecrets({client: secrets}, {}))
    for (const {ARN, Name = '', ...about} of SecretList) {
      const {SecretString} = await secrets
        .send(new GetSecretValueCommand({SecretId: ARN}))
        .catch(() => ({SecretString: ''}));
      yield {kind: `secret ${Name}`, where: Name, content: JSON.stringify([Name, about, SecretString])};
    }
  const path = {Path: '/', Recursive: true, WithDecryption: true};
  const parameters = await jsonQuery(engine, 'ssm', 'AmazonSSM.GetParametersByPath', path);
  yield {kind: 'setting', where: `parameters in ${engine.region}`, content: parameters};
  const topics = await query(engine, 'sns', '2010-03-31', {Action: 'ListSubscriptions'});
  yield {kind: 'setting', where: `subscriptions of topics in ${engine.region}`, content: topics};
  const rules = await jsonQuery(engine, 'events', 'AWSEvents.ListRules', {});
  yield {kind: 'setting', where: `rules in ${engine.region}`, content: rules};
  const stacks = await query(engine, 'cloudformation', '2010-05-15', {Action: 'DescribeStacks'});
  yield {kind: 'setting', where: `stacks in ${engine.region}`, content: stacks};
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => join(parentPath, name));

/** With their names; one that is gone by now is nobody's. */
export function* files(folder: string): Generator<Document> {
  for (const file of filesIn(folder)) {
    const name = relative(folder, file);
    const size = statSync(file, {throwIfNoEntry: false})?.size;
    if (size === undefined) continue;
    yield {kind: 'file', where: name, content: Buffer.concat([Buffer.from(`${name}\n`), readFileSync(file)])};
  }
}

/** Everything that the engine holds, in every region. */
export async function* engineDocuments(blog: Blog): AsyncGenerator<Document> {
  const engines = regionsOf(blog).map((region) => ({endpoint: blog.engine.endpoint, region}));
  for (const engine of engines) for (const read of [logs, metrics, runs, objects, items, settings]) yield* read(engine);
  yield* messages(blog.engine);
}
