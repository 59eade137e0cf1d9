import {runInNewContext} from 'node:vm';
import test from 'ava';
import {nearestRegionCode} from '../../generator/nearest-region.ts';
import {nearestFirst, type Region} from '../../generator/region-places.ts';
import {bodiesOf, sources, templateOf} from './sample.ts';

type Group = {readonly originIds: readonly {readonly originId: string}[]};

/** The origins that a request is sent to, in their order; none if the behavior's own is left as it is. */
const originsOf = (regions: readonly [Region, ...Region[]], method: string, edgeRegion: string): readonly string[] => {
  const groups: Group[] = [];
  const code = nearestRegionCode(sources.edgeCode.nearestRegion, regions).replace(/^import .*$/m, '');
  const cf = {edgeLocation: {region: edgeRegion}, createRequestOriginGroup: (group: Group) => groups.push(group)};

  runInNewContext(`${code};handler(event)`, {cf, event: {request: {method, uri: '/api/posts'}}});

  return groups.flatMap(({originIds}) => originIds.map(({originId}) => originId));
};

const reads = test.macro({
  exec: (t, regions: readonly [Region, ...Region[]], edgeRegion: string, expected: readonly string[]) => {
    t.deepEqual(originsOf(regions, 'GET', edgeRegion), expected);
  },
  title: (_, regions: readonly Region[], edgeRegion, expected) =>
    `near ${edgeRegion}, ${regions.join(' and ')} are asked as ${expected}`,
});

const two = ['eu-central-1', 'us-west-2'] as const;
const three = ['us-east-1', 'eu-west-1', 'ap-northeast-1'] as const;

test(reads, two, 'eu-west-1', ['reads-eu-central-1', 'spare-us-west-2']);
test(reads, two, 'us-east-2', ['reads-us-west-2', 'api']);
test(reads, two, 'ap-northeast-1', ['reads-us-west-2', 'api']);
test(reads, two, 'xx-nowhere-1', ['reads-eu-central-1', 'spare-us-west-2']);
test(reads, three, 'ap-southeast-2', ['reads-ap-northeast-1', 'api']);
test(reads, three, 'eu-central-1', ['reads-eu-west-1', 'api']);
test(reads, three, 'us-east-2', ['reads-us-east-1', 'spare-eu-west-1']);

test('only reads are sent anywhere but home', (t) => {
  t.is(originsOf(two, 'HEAD', 'us-west-2').length, 2);
  for (const method of ['PUT', 'POST', 'DELETE', 'OPTIONS']) t.is(originsOf(two, method, 'us-west-2').length, 0);
});

test('the spare is the region that is nearest to home, and home itself until that is deployed', (t) => {
  const distribution = bodiesOf(templateOf({regions: three})).find(([id]) => id === 'Distribution')?.[1];
  const config = distribution?.Properties['DistributionConfig'] as {Origins: {Id: string; DomainName: unknown}[]};
  const domainOf = (wanted: string) => config.Origins.find(({Id}) => Id === wanted)?.DomainName;

  t.deepEqual(domainOf('spare-eu-west-1'), {
    'Fn::If': ['EuWest1IsDeployed', {Ref: 'EuWest1ApiDomainName'}, domainOf('api')],
  });
});

test('the code is below the 10 kB of a CloudFront function with as many regions as a blog may have', (t) => {
  const ten = [
    ...['us-east-1', 'eu-west-1', 'ap-northeast-1', 'sa-east-1', 'af-south-1'],
    ...['ap-south-1', 'me-central-1', 'ap-southeast-2', 'us-west-2', 'eu-north-1'],
  ] as unknown as [Region, ...Region[]];

  t.true(Buffer.byteLength(nearestRegionCode(sources.edgeCode.nearestRegion, ten)) < 10_000);
});

test('regions are sorted by their way over the globe, also across the date line', (t) => {
  t.deepEqual(nearestFirst('ap-southeast-6', ['us-west-2', 'ap-southeast-2', 'eu-west-1']), [
    'ap-southeast-2',
    'us-west-2',
    'eu-west-1',
  ]);
});
