/** A person at the site: requests through the edge, as a browser or curl would send them. */
export type Visitor = {
  readonly siteUrl: string;
  send(method: string, path: string, options?: SendOptions): Promise<Answer>;
};

type SendOptions = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** Sends the author's token along. */
  readonly asAuthor?: boolean;
};

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly bytes: number;
  readonly milliseconds: number;
  json<T = Record<string, unknown>>(): T;
  /** Whether the edge answered without asking the origin. */
  readonly isHit: boolean;
};

export const visitor = (siteUrl: string, authorToken: string): Visitor => ({
  siteUrl,
  send: async (method, path, {headers = {}, json, form, asAuthor = false} = {}) => {
    const startedAt = performance.now();
    const body = json !== undefined ? JSON.stringify(json) : form && new URLSearchParams(form).toString();
    const answer = await fetch(new URL(path, siteUrl), {
      method,
      redirect: 'manual',
      headers: {
        ...(json !== undefined && {'Content-Type': 'application/json'}),
        ...(form && {'Content-Type': 'application/x-www-form-urlencoded'}),
        ...(asAuthor && {Authorization: `Bearer ${authorToken}`}),
        ...headers,
      },
      ...(body !== undefined && {body}),
    });
    const buffer = Buffer.from(await answer.arrayBuffer());
    const text = buffer.toString('utf8');
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      bytes: buffer.length,
      milliseconds: Math.round(performance.now() - startedAt),
      json: <T>() => JSON.parse(text) as T,
      isHit: (answer.headers.get('x-cache') ?? '').startsWith('Hit'),
    };
  },
});

/** The answer, if its status is the wanted one; otherwise an Error that says who answered what. */
export const expectStatus = (answer: Answer, status: number, what: string): Answer => {
  if (answer.status !== status)
    throw new Error(`expected ${status} for ${what}, got ${answer.status}: ${answer.text.slice(0, 300)}`);
  return answer;
};
