// The HTTP interface. One function a route; `caller` says who may call it, and anyone is the exception.

type Route = {
  readonly method: 'get' | 'put' | 'post' | 'delete';
  readonly path: `/api/${string}`;
  readonly handler: string;
  readonly caller: 'anyone' | 'author';
  /** Fewer than the API allows elsewhere: for what makes mail leave the house. */
  readonly maxPerSecond?: number;
};

export const routes = [
  {method: 'get', path: '/api/posts', handler: 'list-posts', caller: 'anyone'},
  {method: 'get', path: '/api/posts/{slug}', handler: 'read-post', caller: 'anyone'},
  {method: 'put', path: '/api/posts/{slug}', handler: 'save-post', caller: 'author'},
  {method: 'delete', path: '/api/posts/{slug}', handler: 'delete-post', caller: 'author'},
  {method: 'get', path: '/api/author/posts', handler: 'list-author-posts', caller: 'author'},
  {method: 'get', path: '/api/author/posts/{slug}', handler: 'read-author-post', caller: 'author'},
  {method: 'post', path: '/api/photos', handler: 'create-photo', caller: 'author'},
  {method: 'get', path: '/api/photos/{id}', handler: 'read-photo', caller: 'anyone'},
  {method: 'post', path: '/api/subscribers', handler: 'subscribe', caller: 'anyone', maxPerSecond: 5},
  {method: 'get', path: '/api/subscribers/confirm', handler: 'show-confirm', caller: 'anyone'},
  {method: 'post', path: '/api/subscribers/confirm', handler: 'confirm-subscriber', caller: 'anyone'},
  {method: 'get', path: '/api/subscribers/unsubscribe', handler: 'show-unsubscribe', caller: 'anyone'},
  {method: 'post', path: '/api/subscribers/unsubscribe', handler: 'unsubscribe', caller: 'anyone'},
] as const satisfies readonly Route[];

export type RouteHandler = (typeof routes)[number]['handler'];
