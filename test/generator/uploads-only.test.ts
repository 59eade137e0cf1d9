import {runInNewContext} from 'node:vm';
import test from 'ava';
import {sources} from './sample.ts';

const answerTo = (method: string): {readonly method?: string; readonly statusCode?: number} =>
  runInNewContext(`${sources.edgeCode.uploadsOnly};handler(event)`, {event: {request: {method, uri: '/uploads/x'}}});

test('under /uploads/ a PUT passes, and every other method is refused', (t) => {
  t.is(answerTo('PUT').method, 'PUT');
  for (const method of ['GET', 'HEAD', 'POST', 'DELETE', 'PATCH', 'OPTIONS']) t.is(answerTo(method).statusCode, 405);
});
