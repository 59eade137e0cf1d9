import {idsOfType} from '../blog.ts';
import {arrow, group, type PictureOf, part, person, targetsOf} from '../picture.ts';

export const secure: PictureOf = (scene) => ({
  name: '2-secure',
  title: 'Secure: the buckets answer this distribution and nobody else',
  about:
    'CloudFront signs each request to a bucket through Origin Access Control; the policy of the bucket admits this distribution only. Nobody else gets in, not even another distribution.',
  frames: [
    {id: 'edge', title: 'Edge'},
    {id: 'private', title: 'Private: all public access is blocked'},
  ],
  nodes: [
    person('reader'),
    group('firewall', idsOfType(scene.blog, 'AWS::WAFv2::WebACL'), {in: 'edge', isOptional: true}),
    part('Distribution', {in: 'edge'}),
    part('OriginAccessControl', {in: 'edge', note: 'signs with SigV4'}),
    group('visits', targetsOf(scene, 'Distribution', 'writes'), {isOptional: true, note: 'who read what'}),
    person('stranger', {note: 'or another distribution'}),
    group('policies', ['SiteBucketPolicy', 'ThumbnailsBucketPolicy'], {in: 'private', note: 'this distribution only'}),
    part('SiteBucket', {in: 'private'}),
    part('ThumbnailsBucket', {in: 'private'}),
  ],
  arrows: [
    arrow('reader', 'asks', 'Distribution', {label: 'HTTPS'}),
    arrow('firewall', 'guards', 'Distribution', {label: 'filters'}),
    arrow('Distribution', 'signs with', 'OriginAccessControl', {label: 'a miss'}),
    arrow('OriginAccessControl', 'is known to', 'policies', {label: 'signed GET', isOfEach: true}),
    arrow('Distribution', 'writes', 'visits', {label: 'access log'}),
    arrow('stranger', 'is refused by', 'policies', {label: '403', isOfEach: true}),
    arrow('policies', 'admits to', 'SiteBucket', {label: 'reads'}),
    arrow('policies', 'admits to', 'ThumbnailsBucket', {label: 'reads'}),
  ],
});
