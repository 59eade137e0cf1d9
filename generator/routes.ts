// The HTTP interface. One function a route; `caller` says who may call it, and anyone is the exception.

export type Route = {
  readonly method: 'get' | 'put' | 'post' | 'patch' | 'delete';
  readonly path: `/api/${string}`;
  readonly handler: string;
  readonly caller: 'anyone' | 'author';
  /** Fewer than the API allows elsewhere: for what makes mail leave the house. */
  readonly maxPerSecond?: number;
  /** Answered in every region, from its replica of the tables; all else is the home region's. */
  readonly everywhere?: true;
};

export const routes = [
  {method: 'get', path: '/api/posts', handler: 'list-posts', caller: 'anyone', everywhere: true},
  {method: 'get', path: '/api/posts/{slug}', handler: 'read-post', caller: 'anyone', everywhere: true},
  {method: 'put', path: '/api/posts/{slug}', handler: 'save-post', caller: 'author'},
  {method: 'delete', path: '/api/posts/{slug}', handler: 'delete-post', caller: 'author'},
  {method: 'get', path: '/api/author/posts', handler: 'list-author-posts', caller: 'author'},
  {method: 'get', path: '/api/author/posts/{slug}', handler: 'read-author-post', caller: 'author'},
  {method: 'post', path: '/api/photos', handler: 'create-photo', caller: 'author'},
  {method: 'get', path: '/api/photos/{id}', handler: 'read-photo', caller: 'anyone', everywhere: true},
  {method: 'patch', path: '/api/photos/{id}', handler: 'change-photo', caller: 'author'},
  {method: 'delete', path: '/api/photos/{id}', handler: 'delete-photo', caller: 'author'},
  {method: 'get', path: '/api/author/photos', handler: 'list-author-photos', caller: 'author'},
  {method: 'post', path: '/api/subscribers', handler: 'subscribe', caller: 'anyone', maxPerSecond: 5},
  {method: 'get', path: '/api/subscribers/confirm', handler: 'show-confirm', caller: 'anyone'},
  {method: 'post', path: '/api/subscribers/confirm', handler: 'confirm-subscriber', caller: 'anyone'},
  {method: 'get', path: '/api/subscribers/unsubscribe', handler: 'show-unsubscribe', caller: 'anyone'},
  {method: 'post', path: '/api/subscribers/unsubscribe', handler: 'unsubscribe', caller: 'anyone'},
  {method: 'get', path: '/api/subscribers/return', handler: 'show-return', caller: 'anyone'},
  {method: 'post', path: '/api/subscribers/return', handler: 'return-subscriber', caller: 'anyone'},
] as const satisfies readonly Route[];

export type RouteHandler = (typeof routes)[number]['handler'];

type EverywhereRoute = Extract<(typeof routes)[number], {readonly everywhere: true}>;

export type EverywhereHandler = EverywhereRoute['handler'];

export const isEverywhere = (route: (typeof routes)[number]): route is EverywhereRoute => 'everywhere' in route;
