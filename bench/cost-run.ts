// Counts what photos use: a blog of its own, one upload after another. Argument: the file that the counts are written to, as JSON.

import {readFileSync, writeFileSync} from 'node:fs';
import {CloudWatchLogsClient, paginateFilterLogEvents} from '@aws-sdk/client-cloudwatch-logs';
import {DynamoDBClient, GetItemCommand} from '@aws-sdk/client-dynamodb';
import {type HistoryEvent, paginateGetExecutionHistory, SFNClient} from '@aws-sdk/client-sfn';
import {type Blog, output} from '../local/blog.ts';
import {readDecisions} from '../local/grants/decisions.ts';
import {ownRun} from '../local/own-run.ts';
import {untilReady, uploadPhoto} from '../local/photo-upload.ts';
import {until} from '../local/until.ts';
import {clientConfig} from '../operate/engine-clients.ts';
import {listExecutions} from '../operate/runs/run-reader.ts';
import {type Counts, callsOf, itemBytes, keysOf, type PhotoCounts, runLogOf, statesEntered} from './cost-counts.ts';
import {type BenchPhoto, cameraPhotos, collectionPhotos} from './photos.ts';

const [outFile = ''] = process.argv.slice(2);

const upload = async ({visitor}: Blog, {name, path}: BenchPhoto): Promise<string> => {
  const body = new Uint8Array(readFileSync(path));
  const id = await uploadPhoto(visitor, {contentType: 'image/jpeg', body, alt: name});

  await untilReady(visitor, id);

  return id;
};

type Run = {readonly arn: string; readonly events: readonly HistoryEvent[]};

/** By photo. The workflow has the right number of runs once the last is over. */
const readRuns = async (blog: Blog, ids: readonly string[]): Promise<ReadonlyMap<string, Run>> => {
  const client = new SFNClient(clientConfig(blog.engine));
  const workflow = {client, stateMachineArn: output(blog, 'PhotosStateMachineArn')};
  const executions = await until('the runs to be over', async () => {
    const all = await listExecutions(workflow, 1000);

    return all.every(({status}) => status === 'SUCCEEDED') ? all : undefined;
  });
  const runs = new Map<string, Run>();

  for (const {executionArn: arn = ''} of executions) {
    const events: HistoryEvent[] = [];

    for await (const page of paginateGetExecutionHistory({client}, {executionArn: arn})) {
      events.push(...(page.events ?? []));
    }

    const id = ids.find((photo) => events[0]?.executionStartedEventDetails?.input?.includes(photo));

    if (id === undefined || runs.has(id)) {
      throw new Error(`expected one run for each photo that was uploaded, got ${arn} for ${id ?? 'none of them'}`);
    }

    runs.set(id, {arn, events});
  }

  return runs;
};

/** One a photo, in the order of the uploads. */
const readCalls = async ({engine, stackName}: Blog, handler: string, photos: number) => {
  const client = new CloudWatchLogsClient(clientConfig(engine));
  const lines: string[] = [];

  for await (const {events = []} of paginateFilterLogEvents(
    {client},
    {logGroupName: `/aws/lambda/${stackName}/${handler}`},
  )) {
    lines.push(...events.map(({message = ''}) => message));
  }

  const calls = callsOf(lines);

  if (calls.length !== photos) {
    throw new Error(`expected ${photos} calls of ${handler}, one for each photo, got ${calls.length} in its log`);
  }

  return calls;
};

const readRecordBytes = async (blog: Blog, id: string): Promise<number> => {
  const client = new DynamoDBClient(clientConfig(blog.engine));
  const {Item} = await client.send(
    new GetItemCommand({
      TableName: output(blog, 'PhotosTableName'),
      Key: {pk: {S: `photo#${id}`}, sk: {S: 'photo'}},
      ConsistentRead: true,
    }),
  );

  return itemBytes(Item as Parameters<typeof itemBytes>[0]);
};

await ownRun('bench-cost', async ({startBlog, inFolder}) => {
  const decisionsFile = inFolder('decisions.jsonl');
  const blog = await startBlog({engine: {decisionsFile}});
  const photos = [...cameraPhotos(), ...collectionPhotos];
  const [first] = photos;
  // The first calls pay for the start of the functions: it is not counted.
  const uploads = [...(first ? [first] : []), ...photos];
  const ids: string[] = [];

  for (const photo of uploads) {
    ids.push(await upload(blog, photo));
  }

  const runs = await readRuns(blog, ids);
  const decisions = await readDecisions(decisionsFile);
  const validations = await readCalls(blog, 'validate-photo', ids.length);
  const resizings = await readCalls(blog, 'resize-photo', ids.length);
  const counts: PhotoCounts[] = [];

  for (const [i, {name}] of uploads.entries()) {
    const id = ids[i] ?? '';
    const run = runs.get(id);
    const [validate, resize] = [validations[i], resizings[i]];

    if (!run || !validate || !resize) {
      throw new Error(`expected a run with its two calls for ${name}, got some of it at most`);
    }

    const ofRun = decisions.filter(({role}) => /(?:Validate|Resize)Photo/.test(role));

    counts.push({
      name,
      states: statesEntered(run.events),
      puts: keysOf(ofRun, 's3:PutObject', id),
      gets: keysOf(ofRun, 's3:GetObject', id).length,
      runLog: runLogOf(run.events, run.arn),
      callLog: validate.logBytes + resize.logBytes,
      billedMs: {validate: validate.billedMs, resize: resize.billedMs},
      recordBytes: await readRecordBytes(blog, id),
    });
  }

  const purges = decisions.filter(
    ({role, action}) => action === 'cloudfront:CreateInvalidation' && /RenderPhotoPages/.test(role),
  );

  writeFileSync(
    outFile,
    JSON.stringify({photos: counts.slice(1), purges: purges.length / uploads.length} satisfies Counts),
  );

  return 0;
});
