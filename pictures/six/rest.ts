import {idsOfType} from '../blog.ts';
import {functionsFor} from '../callers.ts';
import {arrow, group, type PictureOf, part, person, targetsOf} from '../picture.ts';

export const rest: PictureOf = (scene) => ({
  name: '3-rest',
  title: 'REST: API Gateway, Lambda and DynamoDB behind the same address',
  about:
    'The public REST API: one function a route, each with a role of its own. Reads are kept at the edge; what the author asks for needs a token.',
  nodes: [
    person('reader'),
    person('author'),
    part('Distribution', {note: 'keeps public reads'}),
    part('BlogApi', {note: 'REST, regional'}),
    group('reads', functionsFor(scene, 'reader')),
    group('authors', functionsFor(scene, 'author')),
    group('subscribing', functionsFor(scene, 'subscriber')),
    part('AuthorizeAuthorFunction', {note: 'authorizer'}),
    group('cache', idsOfType(scene.blog, 'AWS::DAX::Cluster'), {isOptional: true, note: 'keeps items'}),
    group('originKey', targetsOf(scene, 'Distribution', 'reads'), {isOptional: true}),
    group('content', ['PostsTable', 'PhotosTable']),
    part('SubscribersTable'),
    part('AuthorTokenSecret'),
  ],
  arrows: [
    arrow('reader', 'asks', 'Distribution', {label: 'GET'}),
    arrow('author', 'asks', 'Distribution', {label: 'token'}),
    arrow('Distribution', 'fetches', 'BlogApi', {label: '/api/*'}),
    arrow('BlogApi', 'routes', 'reads', {label: 'public reads'}),
    arrow('BlogApi', 'routes', 'authors', {label: 'with a token'}),
    arrow('BlogApi', 'routes', 'subscribing', {label: '/api/subscribers'}),
    arrow('BlogApi', 'authorizes', 'AuthorizeAuthorFunction', {label: 'whose token?'}),
    arrow('reads', 'reads', 'content', {label: 'reads'}),
    arrow('reads', 'reads', 'cache', {label: 'reads'}),
    arrow('authors', 'writes', 'cache', {label: 'writes'}),
    arrow('cache', ['reads', 'writes'], 'content', {label: 'on a miss'}),
    arrow('Distribution', 'reads', 'originKey', {label: 'in a header'}),
    arrow('authors', 'writes', 'content', {label: 'writes'}),
    arrow('subscribing', 'writes', 'SubscribersTable', {label: 'writes'}),
    arrow('AuthorizeAuthorFunction', 'reads', 'AuthorTokenSecret', {label: 'reads'}),
  ],
});
