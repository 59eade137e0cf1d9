import {paginateQuery} from '@aws-sdk/client-dynamodb';
import {marshall} from '@aws-sdk/util-dynamodb';
import type {SubscriberId} from '../domain/addresses.ts';
import type {ConfirmedReaders} from '../domain/post-mails.ts';
import {dynamodb} from './dynamodb.ts';
import {requiredEnv} from './env.ts';

/** By the index of those who are confirmed, which holds keys alone and follows the table within a second. */
export const confirmedReaders = {
  async listAfter(after, limit) {
    const ids: SubscriberId[] = [];
    const pages = paginateQuery(
      {client: dynamodb()},
      {
        TableName: requiredEnv('SUBSCRIBERS_TABLE'),
        IndexName: 'confirmed',
        Limit: limit,
        KeyConditionExpression:
          after === undefined ? 'confirmed = :confirmed' : 'confirmed = :confirmed AND id > :after',
        ExpressionAttributeValues: marshall({
          ':confirmed': 'confirmed',
          ...(after !== undefined && {':after': after}),
        }),
      },
    );
    for await (const {Items = []} of pages) {
      ids.push(...Items.flatMap(({id}) => (id?.S === undefined ? [] : (id.S as SubscriberId))));
      if (ids.length >= limit) break;
    }
    return ids.slice(0, limit);
  },
} satisfies ConfirmedReaders;
