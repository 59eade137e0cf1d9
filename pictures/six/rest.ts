import {partsOfType} from '../blog.ts';
import {arrow, group, type PictureOf, part, person, type Scene, targetsOf} from '../picture.ts';
import {authorOnly} from '../relations/api.ts';

const routed = (scene: Scene, isMeant: (route: string, isAuthors: boolean) => boolean) =>
  targetsOf(scene, 'BlogApi', 'routes', ({says}) => isMeant(says[0] ?? '', says.includes(authorOnly)));

const isSubscribers = (route: string): boolean => route.includes('/api/subscribers');

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
    group(
      'reads',
      routed(scene, (route, isAuthors) => !isAuthors && !isSubscribers(route)),
    ),
    group(
      'authors',
      routed(scene, (_, isAuthors) => isAuthors),
    ),
    group(
      'subscribing',
      routed(scene, (route, isAuthors) => !isAuthors && isSubscribers(route)),
    ),
    part('AuthorizeAuthorFunction', {note: 'authorizer'}),
    group(
      'cache',
      partsOfType(scene.blog, 'AWS::DAX::Cluster').map(({id}) => id),
      {isOptional: true, note: 'keeps items'},
    ),
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
