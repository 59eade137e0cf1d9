import type {AttributeValue, QueryCommandInput, TransactWriteItem} from '@aws-sdk/client-dynamodb';
import {marshall, unmarshall} from '@aws-sdk/util-dynamodb';
import type {DynamoDBRecord} from 'aws-lambda';
import {BlogError} from '../domain/errors.ts';
import {type EntryKey, entriesOf, listOf, postKey, vanishedEntries} from '../domain/post-entries.ts';
import type {AuthorListing, Listing, Page, PageRequest, Post, PostTable} from '../domain/posts.ts';
import type {Slug} from '../domain/slugs.ts';
import {requiredEnv} from './env.ts';
import {transact} from './post-transactions.ts';
import {postsClient} from './posts-client.ts';

type Item = Record<string, AttributeValue>;

const table = () => ({TableName: requiredEnv('POSTS_TABLE')});

const parsePost = (item: Item): Post => {
  const {pk, sk, kind, ...post} = unmarshall(item);
  return post as Post;
};

const parseListing = (item: Item): Listing => {
  const {pk, sk, kind, version, ...listing} = unmarshall(item);
  return listing as Listing;
};

const parseAuthorListing = (item: Item): AuthorListing => {
  const {pk, sk, kind, ...listing} = unmarshall(item);
  return listing as AuthorListing;
};

const query = async (pk: string, options: Partial<QueryCommandInput> = {}) =>
  (await postsClient()).query({
    ...table(),
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: marshall({':pk': pk}),
    ...options,
  });

/** One more is read than is shown, so that the last page knows that it is the last. */
const list = async <T>(
  pk: string,
  {limit, after}: PageRequest,
  parse: (item: Item) => T,
  options: Partial<QueryCommandInput> = {},
): Promise<Page<T>> => {
  const {Items = []} = await query(pk, {
    ...options,
    ScanIndexForward: false,
    Limit: limit + 1,
    ...(after !== undefined && {
      KeyConditionExpression: 'pk = :pk AND sk < :after',
      ExpressionAttributeValues: marshall({':pk': pk, ':after': after}),
    }),
  });
  const shown = Items.slice(0, limit);
  const next = Items.length > limit ? shown.at(-1)?.['sk']?.S : undefined;
  return {items: shown.map(parse), ...(next !== undefined && {next})};
};

/** The whole list, however many pages of DynamoDB's it takes. */
const everyItem = async (pk: string, options: Partial<QueryCommandInput> = {}): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let next: Item | undefined;
  do {
    const answer = await query(pk, {...options, ConsistentRead: true, ...(next && {ExclusiveStartKey: next})});
    items.push(...(answer.Items ?? []));
    next = answer.LastEvaluatedKey;
  } while (next);
  return items;
};

const putItem = (content: EntryKey): TransactWriteItem => ({Put: {...table(), Item: marshall(content)}});
const deleteItem = ({pk, sk}: EntryKey): TransactWriteItem => ({Delete: {...table(), Key: marshall({pk, sk})}});

/** The condition that nothing was written since `previous` was read. */
const isStill = (previous: Post | undefined) =>
  previous
    ? {
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: {'#version': 'version'},
        ExpressionAttributeValues: marshall({':version': previous.version}),
      }
    : {ConditionExpression: 'attribute_not_exists(pk)'};

const readPost = async (slug: Slug, consistent: boolean): Promise<Post | undefined> => {
  const client = await postsClient();
  const {Item} = await client.getItem({...table(), Key: marshall(postKey(slug)), ConsistentRead: consistent});
  return Item && parsePost(Item);
};

const isOutdated = (slug: Slug, previous: Post | undefined) => async (): Promise<boolean> =>
  (await readPost(slug, true))?.version !== previous?.version;

const conflict = (slug: Slug, previous: Post | undefined): BlogError =>
  previous
    ? new BlogError(
        'version-conflict',
        `expected version ${previous.version}, got a change by another request, at ${slug}`,
      )
    : new BlogError('already-exists', `expected no post yet, got one from another request, at ${slug}`);

export const postTable = {
  read: (slug, {consistent} = {consistent: false}) => readPost(slug, consistent),
  async write(post, previous) {
    const key = postKey(post.slug);
    const isWritten = await transact(
      [
        {Put: {...table(), Item: marshall({...key, kind: 'post', ...post}), ...isStill(previous)}},
        ...vanishedEntries(previous, post).map(deleteItem),
        ...entriesOf(post).map(putItem),
      ],
      isOutdated(post.slug, previous),
    );
    if (!isWritten) throw conflict(post.slug, previous);
  },
  async remove(post) {
    const isDeleted = await transact(
      [{Delete: {...table(), Key: marshall(postKey(post.slug)), ...isStill(post)}}, ...entriesOf(post).map(deleteItem)],
      isOutdated(post.slug, post),
    );
    if (!isDeleted) throw conflict(post.slug, post);
  },
  listPublished: (request) => list(listOf.published, request, parseListing),
  listTagged: (tag, request) => list(listOf.tag(tag), request, parseListing),
  listAll: (request) => list(listOf.all, request, parseAuthorListing, {ConsistentRead: true}),
  async everyPublished() {
    return (await everyItem(listOf.published, {ScanIndexForward: false})).map(parseListing);
  },
  async slugsShowing(photo) {
    return (await everyItem(listOf.photo(photo))).map((item) => unmarshall(item)['slug']);
  },
} satisfies PostTable;

/** The post before and after a change, from a record of the table's stream; empty for an entry's record. */
export const parsePostChange = ({
  dynamodb: images,
}: DynamoDBRecord): {readonly before?: Post; readonly after?: Post} => {
  const [before, after] = [images?.OldImage, images?.NewImage].map((image) =>
    image?.['kind']?.S === 'post' ? parsePost(image as Item) : undefined,
  );
  return {...(before && {before}), ...(after && {after})};
};
