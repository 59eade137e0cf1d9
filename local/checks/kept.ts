import {until} from '../until.ts';
import type {Answer, Visitor} from '../visitor.ts';

/** The answer for a path out of the edge. The purge of an earlier write may come between two requests, so more than one may miss. */
export const untilKept = (visitor: Visitor, path: string): Promise<Answer> =>
  until(`a hit for ${path}`, async () => {
    const answer = await visitor.send('GET', path);
    return answer.isHit ? answer : undefined;
  });
