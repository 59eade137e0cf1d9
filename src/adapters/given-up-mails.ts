// Mails that nobody could send, for the owner who has mended why.
import {type AttributeValue, paginateQuery} from '@aws-sdk/client-dynamodb';
import {marshall} from '@aws-sdk/util-dynamodb';
import type {Delivery} from '../domain/deliveries.ts';
import {dynamodb} from './dynamodb.ts';
import {requiredEnv} from './env.ts';
import {deliveryOf, failedCondition, neverDue, update} from './mail-ledger.ts';

export const listGivenUpMails = async (): Promise<readonly Delivery[]> => {
  const keys: Record<string, AttributeValue>[] = [];
  const pages = paginateQuery(
    {client: dynamodb()},
    {
      TableName: requiredEnv('SUBSCRIBERS_TABLE'),
      IndexName: 'due',
      KeyConditionExpression: 'kind = :kind AND dueAt = :never',
      ExpressionAttributeValues: marshall({':kind': 'mail', ':never': neverDue}),
    },
  );
  for await (const {Items = []} of pages) keys.push(...Items);
  return keys.map(deliveryOf);
};

/** The next sweep sends it, if it is still wanted. False if somebody was faster. */
export const reopenMail = async (delivery: Delivery, now: Date): Promise<boolean> => {
  try {
    await update(delivery, 'SET #state = :waiting, dueAt = :now', '#state = :closed AND dueAt = :never', {
      ...{':waiting': 'waiting', ':closed': 'closed'},
      ...{':now': now.toISOString(), ':never': neverDue},
    });
    return true;
  } catch (error) {
    failedCondition(error);
    return false;
  }
};
