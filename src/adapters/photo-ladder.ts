import * as z from 'zod/mini';
import {ladder} from '../domain/ladder.ts';
import {requiredEnv} from './env.ts';
import {once} from './once.ts';

export const photoLadder = once(() => z.parse(ladder, JSON.parse(requiredEnv('PHOTO_LADDER'))));
