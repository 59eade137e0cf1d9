import {DynamoDBClient} from '@aws-sdk/client-dynamodb';
import {once} from './once.ts';

/** One client for the tables of a process: its connections are kept alive. */
export const dynamodb = once(() => new DynamoDBClient({}));
