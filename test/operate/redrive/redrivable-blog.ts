// The blog under test as `npm run redrive` sees it, with photos that something went wrong with.
import {DynamoDBClient, UpdateItemCommand} from '@aws-sdk/client-dynamodb';
import {marshall} from '@aws-sdk/util-dynamodb';
import sharp from 'sharp';
import {output} from '../../../local/blog.ts';
import {untilDone, uploadPhoto} from '../../../local/photo-upload.ts';
import {until} from '../../../local/until.ts';
import {clientConfig} from '../../../operate/engine-clients.ts';
import {photoStores, photosSection} from '../../../operate/redrive/redrive-photos.ts';
import {listExecutions, readRun} from '../../../operate/runs/run-reader.ts';
import {openStack, workAsSweep} from '../../../operate/stack-handles.ts';
import {type PhotoId, photoId} from '../../../src/domain/slugs.ts';
import {blogUnderTest} from '../../helpers/blog.ts';

export const blog = blogUnderTest();
const {endpoint, region} = blog.engine;
export const stack = await openStack({endpoint, region, stackName: blog.stackName});
await workAsSweep(stack);
export const stores = {
  ...(await photoStores(stack)),
  pollMilliseconds: 100,
  wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  signal: new AbortController().signal,
};
const dynamodb = new DynamoDBClient(clientConfig(blog.engine));
export const workflow = {client: stack.sfn, stateMachineArn: output(blog, 'PhotosStateMachineArn')};
export const quiet = () => {};

const body = new Uint8Array(
  await sharp({create: {width: 60, height: 40, channels: 3, background: 'teal'}})
    .jpeg()
    .toBuffer(),
);

export const makePhoto = async (): Promise<PhotoId> => {
  const id = await uploadPhoto(blog.visitor, {contentType: 'image/jpeg', alt: 'A test', body});
  await untilDone(blog.visitor, id);
  return photoId.parse(id);
};

/** As a failed run, a lost event or another ladder would leave it. */
export const setBack = (id: PhotoId, name: 'status' | 'ladder', value: string) =>
  dynamodb.send(
    new UpdateItemCommand({
      TableName: output(blog, 'PhotosTableName'),
      Key: marshall({pk: `photo#${id}`, sk: 'photo'}),
      UpdateExpression: 'SET #name = :value, #version = #version + :one',
      ExpressionAttributeNames: {'#name': name, '#version': 'version'},
      ExpressionAttributeValues: marshall({':value': value, ':one': 1}),
    }),
  );

/** How its runs ended, once none is under way. */
export const runsOf = (id: PhotoId): Promise<readonly string[]> =>
  until(`the runs of ${id}`, async () => {
    const executions = await listExecutions(workflow, 100);
    const runs = await Promise.all(executions.map((execution) => readRun(workflow, execution)));
    const own = runs.filter(({photo}) => photo === id).map(({status}) => status);
    return own.includes('running') ? undefined : own.sort();
  });

export const photosOf = (id: PhotoId) => photosSection(stores, [], (other) => other === id);
