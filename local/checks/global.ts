import {DescribeTableCommand, DynamoDBClient, GetItemCommand} from '@aws-sdk/client-dynamodb';
import {clientConfig} from '../../operate/engine-clients.ts';
import {type Blog, output} from '../blog.ts';
import {until} from '../until.ts';
import {expectStatus} from '../visitor.ts';
import {removeLeftPost} from './left-posts.ts';

const slug = 'written-at-home';

/** Picture 4: what is written in the home region is read in every other region of the tables. */
export const checkGlobal = async (blog: Blog): Promise<string> => {
  const {visitor, engine} = blog;
  const TableName = output(blog, 'PostsTableName');
  const home = new DynamoDBClient(clientConfig(engine));
  const {Table} = await home.send(new DescribeTableCommand({TableName}));
  const regions = (Table?.Replicas ?? []).flatMap(({RegionName}) =>
    RegionName && RegionName !== engine.region ? [RegionName] : [],
  );
  if (regions.length === 0) return `${engine.region} is the only region of blog.config.ts`;
  await removeLeftPost(visitor, slug);
  const startedAt = performance.now();
  expectStatus(
    await visitor.send('PUT', `/api/posts/${slug}`, {
      json: {title: 'Written at home', markdown: 'Read elsewhere.', status: 'draft'},
      headers: {'If-None-Match': '*'},
      asAuthor: true,
    }),
    201,
    'a draft written at home',
  );
  for (const region of regions) {
    const elsewhere = new DynamoDBClient(clientConfig({...engine, region}));
    const key = {pk: {S: `post#${slug}`}, sk: {S: 'post'}};
    await until(
      `the draft in ${region}`,
      async () => (await elsewhere.send(new GetItemCommand({TableName, Key: key}))).Item,
    );
  }
  const readMs = Math.round(performance.now() - startedAt);
  expectStatus(await visitor.send('DELETE', `/api/posts/${slug}`, {asAuthor: true}), 204, 'deleting the draft');
  return `written in ${engine.region}, read in ${regions.join(', ')} after ${readMs} ms`;
};
