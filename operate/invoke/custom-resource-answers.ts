import {createServer} from 'node:http';
import {json} from 'node:stream/consumers';
import {portOf} from './forward.ts';
import type {Answer} from './invocation-outcome.ts';

/** Stands in for CloudFormation where a custom resource answers: keeps the last answer until it is taken. */
export const startAnswers = async () => {
  let last: Answer | undefined;
  const server = createServer(async (request, response) => {
    last = (await json(request).catch(() => ({Status: 'expected a JSON document'}))) as Answer;
    response.end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  server.unref();
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    take: (): Answer | undefined => {
      const taken = last;
      last = undefined;
      return taken;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
