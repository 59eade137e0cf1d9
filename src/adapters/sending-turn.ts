import {ConditionalCheckFailedException, UpdateItemCommand} from '@aws-sdk/client-dynamodb';
import {marshall} from '@aws-sdk/util-dynamodb';
import type {SendingTurn} from '../domain/post-mails.ts';
import {dynamodb} from './dynamodb.ts';
import {requiredEnv} from './env.ts';

/** One item, beside the subscribers; times are ISO 8601. */
export const sendingTurn = {
  async take(post, {now, until}) {
    try {
      await dynamodb().send(
        new UpdateItemCommand({
          TableName: requiredEnv('SUBSCRIBERS_TABLE'),
          Key: marshall({pk: 'turn', sk: 'new-post'}),
          UpdateExpression: 'SET kind = :kind, holder = :post, heldUntil = :until ADD version :one',
          ConditionExpression: 'attribute_not_exists(pk) OR holder = :post OR heldUntil <= :now',
          ExpressionAttributeValues: marshall({
            ':kind': 'turn',
            ':post': post,
            ':until': until,
            ':now': now,
            ':one': 1,
          }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
} satisfies SendingTurn;
