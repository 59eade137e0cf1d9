// `npm run bench:cost`: what a million photos cost, by one task for a photo and by a Map with a task for each size; and what mails of new posts cost.

import blog from '../blog.config.ts';
import {measureFacts, newPhotoStates} from './cost-facts.ts';
import {mailCosts} from './cost-mails-table.ts';
import {type BlogFacts, costOf, totalOf, usageOf, type Waits, type WorkflowType} from './cost-model.ts';
import {mapWay, onceWay, type PhotoFacts, type Way} from './cost-ways.ts';
import {type Figure, type Row, runFigure} from './figure.ts';
import {collectionPhotos, judgedPhotos} from './photos.ts';
import {type Post, usdPerPurgedPath} from './prices.ts';
import {type Spread, shown, spread, table} from './ratios.ts';

const goal = 0.25;

/**
 * S3 begins to answer in roughly 100 to 200 ms; DynamoDB and SNS take about ten.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
const waits: Waits = {s3Ms: 100, serviceMs: 10};
const noWaits: Waits = {s3Ms: 0, serviceMs: 0};

const blogFacts: BlogFacts = {photosMb: blog.memory.photosMb, regions: blog.regions.length};

/** What a million cost by each way, for a photo like this. */
type PhotoCost = {readonly name: string; readonly usd: Readonly<Record<WayName, Readonly<Record<Post, number>>>>};

const wayNames = {
  express: 'one task a photo, Express',
  standard: 'one task a photo, Standard',
  mapExpress: 'a Map per size, Express',
  mapStandard: 'a Map per size, Standard',
} as const;

type WayName = keyof typeof wayNames;

const costsOf = (name: string, facts: PhotoFacts, waiting: Waits): PhotoCost => {
  const [once, map] = [onceWay(newPhotoStates, facts), mapWay(facts)];
  const cost = (type: WorkflowType, way: Way) => costOf(usageOf(type, way, facts, blogFacts, waiting));

  return {
    name,
    usd: {
      express: cost('express', once),
      standard: cost('standard', once),
      mapExpress: cost('express', map),
      mapStandard: cost('standard', map),
    },
  };
};

const share = (costs: readonly PhotoCost[], ours: WayName, theirs: WayName): Spread =>
  spread(costs.map(({usd}) => totalOf(usd[ours]) / totalOf(usd[theirs])));

/** A row a way: the mean of the photos. */
const costTable = (costs: readonly PhotoCost[]): string => {
  const mean = (of: (cost: PhotoCost) => number): string =>
    (costs.reduce((sum, cost) => sum + of(cost), 0) / costs.length).toFixed(0);
  const posts: readonly Post[] = ['workflow', 'compute', 'PUTs', 'others'];

  return table([
    ['USD for a million photos', ...posts, 'all'],
    ...(Object.keys(wayNames) as WayName[]).map((way) => [
      wayNames[way],
      ...posts.map((post) => mean(({usd}) => usd[way][post])),
      mean(({usd}) => totalOf(usd[way])),
    ]),
  ]);
};

const measureCost = async (pairs: number): Promise<readonly Row[]> => {
  const {facts, purges, resizeMs} = await measureFacts(pairs);
  const costs = (photos: readonly {readonly name: string}[], waiting: Waits): readonly PhotoCost[] =>
    photos.flatMap(({name}) => {
      const of = facts.get(name);

      return of ? [costsOf(name, of, waiting)] : [];
    });
  const {photos, which} = judgedPhotos();
  const [judged, busy, small] = [costs(photos, waits), costs(photos, noWaits), costs(collectionPhotos, waits)];

  console.log(`From S3's event to the announcement, at the prices of eu-central-1 without free tiers, with ${blogFacts.regions} regions. Processor time is
this machine's, of one vCPU; a function waits ${waits.s3Ms} ms each time it turns to S3. The mean of ${which}:

${costTable(judged)}

Of ${collectionPhotos.length} CC0 photographs of 1,024 pixels:

${costTable(small)}

Counted in a run of ${facts.size} photos, and equal to the model: ${newPhotoStates.length} states entered, a PUT for each thumbnail and one for the original. There
resize-photo was billed ${shown(resizeMs, 0, ' ms')} of wall time. What follows the announcement is the same for all ways and not in the
tables: ${purges.toFixed(1)} purges of the edge a photo, which beyond 1,000 paths a month are ${(1e6 * purges * usdPerPurgedPath).toFixed(0)} USD for a million photos.

${await mailCosts()}
`);

  const [all, alone] = [share(judged, 'express', 'mapStandard'), share(busy, 'express', 'mapStandard')];

  return [
    {
      what: `modelled cost of a million photos, Express, of a Standard Map with a task for each size (${which})`,
      measured: shown(all, 2),
      goal: {text: `at most ${goal.toFixed(2)}`, reached: all.median <= goal && alone.median <= goal},
    },
    {what: '– the same if no function ever had to wait', measured: shown(alone, 2)},
    {what: '– Standard, of the same Map', measured: shown(share(judged, 'standard', 'mapStandard'), 2)},
    {
      what: `– Express, of the same Map, ${collectionPhotos.length} CC0 photographs of 1,024 pixels`,
      measured: shown(share(small, 'express', 'mapStandard'), 2),
    },
  ];
};

export const cost: Figure = {
  script: 'bench:cost',
  about: 'Counts what photos use in a real run, and works out what a million cost by one task and by a Map of tasks.',
  measure: measureCost,
};

if (import.meta.main) {
  await runFigure(cost);
}
