import {functionsFor} from '../callers.ts';
import {type Arrow, arrow, group, type Node, type PictureOf, part, person, type Scene} from '../picture.ts';

const tables = ['PostsTable', 'PhotosTable', 'SubscribersTable'];

const nodesOf = (scene: Scene, region: string): readonly Node[] => [
  part(`${region}/BlogApi`, {in: region, isOptional: true}),
  group(`${region}/reads`, functionsFor(scene, 'reader', `${region}/BlogApi`), {in: region, isOptional: true}),
  group(
    `${region}/tables`,
    tables.map((table) => `${region}/${table}`),
    {in: region, note: 'replicas'},
  ),
];

/** The region's frame stands under the one before it because requests lead to both. */
const arrowsOf = (region: string, tablesBefore: string, isVertical: boolean): readonly Arrow[] => [
  arrow('Distribution', 'fetches', `${region}/BlogApi`, {label: 'GET /api/*'}),
  arrow(`${region}/BlogApi`, 'routes', `${region}/reads`, {label: 'reads'}),
  arrow(`${region}/reads`, 'reads', `${region}/tables`, {label: 'reads'}),
  arrow(tablesBefore, 'replicates', `${region}/tables`, {label: 'replicates', isVertical, isOfEach: true}),
];

export const global: PictureOf = (scene) => ({
  name: '4-global',
  title: 'Global: every region answers readers, one region writes',
  about:
    scene.blog.furtherRegions.length === 0
      ? 'One region so far. The tables are global already, so that another can be added without moving them.'
      : 'Reads of the API are answered by the nearest region. Everything is written in the home region; global tables carry it to the others.',
  frames: [
    {id: 'edge', title: 'Edge, near every reader'},
    {id: 'home', title: `Home region ${scene.blog.homeRegion}`},
    ...scene.blog.furtherRegions.map((region) => ({id: region, title: region})),
  ],
  nodes: [
    person('reader'),
    person('author'),
    part('Distribution', {in: 'edge'}),
    part('NearestRegionFunction', {in: 'edge', isOptional: true}),
    part('BlogApi', {in: 'home'}),
    group('reads', functionsFor(scene, 'reader'), {in: 'home'}),
    group('writes', functionsFor(scene, 'author'), {in: 'home'}),
    group('tables', tables, {in: 'home'}),
    ...scene.blog.furtherRegions.flatMap((region) => nodesOf(scene, region)),
  ],
  arrows: [
    arrow('reader', 'asks', 'Distribution', {label: 'reads'}),
    arrow('author', 'asks', 'Distribution', {label: 'writes'}),
    arrow('Distribution', 'runs', 'NearestRegionFunction', {label: 'which region?', isVertical: true}),
    arrow('Distribution', 'fetches', 'BlogApi', {label: '/api/*'}),
    arrow('BlogApi', 'routes', 'reads', {label: 'public'}),
    arrow('BlogApi', 'routes', 'writes', {label: 'author’s'}),
    arrow('reads', 'reads', 'tables', {label: 'reads'}),
    arrow('writes', 'writes', 'tables', {label: 'writes'}),
    ...scene.blog.furtherRegions.flatMap((region, i, regions) =>
      arrowsOf(region, i === 0 ? 'tables' : `${regions[i - 1]}/tables`, scene.blog.parts.has(`${region}/BlogApi`)),
    ),
  ],
});
