/** What a use case's result becomes on the wire; the only place that knows status codes of successes. */
export type Reply = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const noStore = {'Cache-Control': 'no-store'};

/** The edge keeps it for `seconds` at most and is purged by the write that changes it; browsers always ask the edge. */
export const cachedFor = (seconds: number) => ({
  'Cache-Control': `public, max-age=0, s-maxage=${seconds}, stale-while-revalidate=60, stale-if-error=86400`,
});

export const json = (body: unknown, headers: Readonly<Record<string, string>> = noStore, statusCode = 200): Reply => ({
  statusCode,
  headers: {'Content-Type': 'application/json', ...headers},
  body: JSON.stringify(body),
});

export const created = (body: unknown, headers: Readonly<Record<string, string>> = {}): Reply =>
  json(body, {...noStore, ...headers}, 201);

export const accepted = (body: unknown): Reply => json(body, noStore, 202);

export const noContent = (): Reply => ({statusCode: 204, headers: noStore, body: ''});

/** An HTML page that no cache keeps and whose address, with its token, no other page learns. */
export const page = (html: string, statusCode = 200): Reply => ({
  statusCode,
  headers: {'Content-Type': 'text/html; charset=utf-8', 'Referrer-Policy': 'no-referrer', ...noStore},
  body: html,
});
