import * as z from 'zod/mini';
import {deliverer} from '../adapters/deliverer.ts';
import {readNews} from '../adapters/news.ts';
import {sweepMails} from '../domain/mail-sweeps.ts';
import {taskHandler} from '../lambda/task-handler.ts';

/** The schedule says nothing but that it is time. */
const input = z.unknown();

export const handler = taskHandler(input, () => sweepMails(deliverer({readNews}), () => new Date()));
