import {DynamoDBClient, UpdateItemCommand} from '@aws-sdk/client-dynamodb';
import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import {marshall} from '@aws-sdk/util-dynamodb';
import {clientConfig} from '../../../operate/engine-clients.ts';
import type {Blog} from '../../blog.ts';
import {type PhotoAnswer, untilReady, uploadPhoto} from '../../photo-upload.ts';
import {expectStatus} from '../../visitor.ts';
import {allRunsAreOver} from './finished-runs.ts';
import {smallPhoto} from './small-photo.ts';

const twoDaysMs = 2 * 24 * 60 * 60 * 1000;

/** A module that a function loads first, and whose clock is two days ahead from then on. */
const laterClock = `data:text/javascript,${encodeURIComponent(
  `const Now = Date;
   globalThis.Date = class extends Now {
     constructor(...parts) { parts.length > 0 ? super(...parts) : super(Now.now() + ${twoDaysMs}); }
     static now() { return Now.now() + ${twoDaysMs}; }
   };`,
)}`;

const letTwoDaysPass = async ({engine, physicalIds}: Blog, id: string): Promise<void> => {
  const lambda = new LambdaClient(clientConfig(engine));
  const FunctionName = physicalIds[id];
  const {Environment} = await lambda.send(new GetFunctionConfigurationCommand({FunctionName}));
  const Variables = {...Environment?.Variables, NODE_OPTIONS: `--import=${laterClock}`};
  await lambda.send(new UpdateFunctionConfigurationCommand({FunctionName, Environment: {Variables}}));
};

const readyPhoto = async ({visitor}: Blog, alt: string): Promise<PhotoAnswer> =>
  untilReady(visitor, await uploadPhoto(visitor, {contentType: 'image/png', body: await smallPhoto(), alt}));

/** A photo whose first crop nothing refers to any more. */
const movedPhoto = async (blog: Blog): Promise<void> => {
  const {id} = await readyPhoto(blog, 'Moved');
  const json = {focalPoint: {x: 0, y: 0.5}};
  const answer = await blog.visitor.send('PATCH', `/api/photos/${id}`, {json, asAuthor: true});
  expectStatus(answer, 200, 'a new focal point');
};

/** A photo that was made, in another status. */
const photoLeft = async (blog: Blog, status: 'processing' | 'failed'): Promise<string> => {
  const {id} = await readyPhoto(blog, `Left ${status}`);
  await new DynamoDBClient(clientConfig(blog.engine)).send(
    new UpdateItemCommand({
      TableName: blog.physicalIds['PhotosTable'],
      Key: marshall({pk: `photo#${id}`, sk: 'photo'}),
      UpdateExpression: 'SET #status = :status, dueAt = :now',
      ExpressionAttributeNames: {'#status': 'status'},
      ExpressionAttributeValues: marshall({':status': status, ':now': new Date().toISOString()}),
    }),
  );
  return id;
};

const deletedPhoto = async (blog: Blog): Promise<void> => {
  const {id} = await readyPhoto(blog, 'Deleted');
  expectStatus(await blog.visitor.send('DELETE', `/api/photos/${id}`, {asAuthor: true}), 204, 'deleting a photo');
};

/** Two days later: what was left unfinished is finished, and what nothing refers to is removed. */
export const walkSweep = async (blog: Blog): Promise<void> => {
  await movedPhoto(blog);
  const stuck = await photoLeft(blog, 'processing');
  await photoLeft(blog, 'failed');
  await deletedPhoto(blog);
  await allRunsAreOver(blog);
  for (const id of ['SweepPhotosFunction', 'RemovePhotoFunction']) await letTwoDaysPass(blog, id);
  const {FunctionError, Payload} = await new LambdaClient(clientConfig(blog.engine)).send(
    new InvokeCommand({FunctionName: blog.physicalIds['SweepPhotosFunction']}),
  );
  const said = Buffer.from(Payload ?? []).toString();
  if (FunctionError !== undefined) throw new Error(`expected the sweep to come to its end, got ${said}`);
  const {started = 0, tidied = 0} = JSON.parse(said) as {started?: number; tidied?: number};
  if (started < 2 || tidied < 2) throw new Error(`expected two photos to be started again and two tidied, got ${said}`);
  await untilReady(blog.visitor, stuck);
  await allRunsAreOver(blog);
};
