// Several origins as one: who is asked, who is not there, and who is asked next.
import {setTimeout as pause} from 'node:timers/promises';
import type {OriginSettings} from './distribution.ts';
import type {Origin} from './origin.ts';
import {EdgeError} from './reply.ts';

/** An origin whose answers say which one it is. */
export const named = (originId: string, {ask, forward}: Origin): Origin => ({
  ask: async (...question) => ({...(await ask(...question)), originId}),
  forward: (viewer, reply, replace) =>
    forward(viewer, reply, (status, headers) => replace(status, {...headers, 'x-local-origin': originId})),
});

/** An origin in a region that is down: nobody takes the connection, for as long as it is tried. */
export const deadOrigin = ({id, connectionAttempts, connectionTimeoutSeconds}: OriginSettings): Origin => {
  const fail = async (): Promise<never> => {
    const seconds = connectionAttempts * connectionTimeoutSeconds;
    await pause(seconds * 1000, undefined, {ref: false});
    throw new EdgeError(504, `the origin ${id} did not take the connection within ${seconds} s`);
  };
  return {ask: fail, forward: fail};
};

/** What else a viewer asks for could be done twice. */
const methodsThatFailOver: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Two origins: the second is asked where the first cannot be reached or answers with one of the statuses.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorOriginGroups.html
 */
export const originGroup = (first: Origin, second: Origin, failoverStatuses: readonly number[]): Origin => {
  const ask: Origin['ask'] = async (...question) => {
    const answer = await first.ask(...question).catch(() => undefined);
    return answer && !failoverStatuses.includes(answer.status) ? answer : second.ask(...question);
  };
  return {
    ask,
    forward: async (viewer, reply, replace) => {
      const {method = 'GET', url = '/', headers} = viewer;
      if (!methodsThatFailOver.includes(method)) return first.forward(viewer, reply, replace);
      const answer = await ask(method, url, headers);
      const origin = answer.originId && {'x-local-origin': answer.originId};
      reply.writeHead(answer.status, replace(answer.status, {...answer.headers, ...origin})).end(answer.body);
    },
  };
};
