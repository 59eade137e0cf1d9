// A visitor whose every answer is looked through: what somebody sent may come back to them, in the body, and to nobody else.
import type {Document} from './places.ts';
import type {Search} from './spellings.ts';

export type Ask = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

export type Told = {readonly status: number; readonly text: string; readonly isHit: boolean};

export type Listener = {
  ask(request: Ask): Promise<Told>;
  /** Headers, and bodies that say what nobody has asked with. */
  readonly documents: readonly Document[];
  readonly count: number;
};

/** `search` is asked for canaries as they are known at the time. */
export const listener = (siteUrl: string, search: () => Search): Listener => {
  const documents: Document[] = [];
  let count = 0;
  return {
    documents,
    get count() {
      return count;
    },
    ask: async ({method, path, headers = {}, body}) => {
      const answer = await fetch(new URL(path, siteUrl), {
        ...{method, headers: {...headers}, redirect: 'manual'},
        ...(body !== undefined && {body}),
      });
      const text = await answer.text();
      count += 1;
      const where = `${count}: ${answer.status} to ${method} ${path.replace(/\?.*/, '')}`;
      documents.push({kind: 'header', where, content: JSON.stringify([...answer.headers])});
      const sent = new Set(search()(`${path}\n${body ?? ''}`).map(({word}) => word));
      const strangers = search()(text).filter(({word}) => !sent.has(word));
      documents.push({kind: 'body', where, content: strangers.map(({word}) => word).join(' ')});
      const isHit = (answer.headers.get('x-cache') ?? '').startsWith('Hit');
      if (sent.size > 0 && isHit) documents.push({kind: 'edge cache', where, content: [...sent].join(' ')});
      return {status: answer.status, text, isHit};
    },
  };
};
