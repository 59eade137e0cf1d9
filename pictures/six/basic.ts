import {arrow, type PictureOf, part, person} from '../picture.ts';

export const basic: PictureOf = () => ({
  name: '1-basic',
  title: 'Basic: CloudFront in front of a bucket of static files',
  about:
    'Readers get pages from the edge. A page is rendered once, when something is written, put into a bucket, and purged from the edge.',
  frames: [{id: 'edge', title: 'Edge, near every reader'}],
  nodes: [
    person('reader'),
    part('Distribution', {in: 'edge', note: 'keeps what it has fetched'}),
    part('ViewerRequestFunction', {in: 'edge'}),
    part('SiteBucket', {note: 'pages, style, feed'}),
    part('ThumbnailsBucket'),
    part('RenderPagesFunction'),
    part('PublishSiteFunction'),
    part('PostsTable'),
    part('Site', {note: 'on every deploy'}),
  ],
  arrows: [
    arrow('reader', 'asks', 'Distribution', {label: 'HTTPS'}),
    arrow('Distribution', 'runs', 'ViewerRequestFunction', {label: 'each path', isVertical: true}),
    arrow('Distribution', 'fetches', 'SiteBucket', {label: '/ on a miss'}),
    arrow('Distribution', 'fetches', 'ThumbnailsBucket'),
    arrow('RenderPagesFunction', 'writes', 'SiteBucket', {label: 'pages'}),
    arrow('PublishSiteFunction', 'writes', 'SiteBucket', {label: 'every file'}),
    arrow('RenderPagesFunction', 'purges', 'Distribution', {label: 'purges'}),
    arrow('PostsTable', 'streams', 'RenderPagesFunction', {label: 'stream'}),
    arrow('Site', 'deploys', 'PublishSiteFunction', {label: 'runs'}),
  ],
});
