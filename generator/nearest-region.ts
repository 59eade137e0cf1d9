// The code that picks a region for a read: the function's file, and the table that it looks into.

import {knownRegions, nearestFirst, type Region} from './region-places.ts';
import {homeOrigin, readsFrom, spareFor} from './resources/origins.ts';

/** The origin to ask first, and the one to wait for if it does not answer: home, or another region for who is asked at home. */
const firstAndNext = (from: Region, [home, ...others]: readonly [Region, ...Region[]]): string => {
  const [nearest = home] = nearestFirst(from, [home, ...others]);

  return `['${readsFrom(nearest)}', '${nearest === home ? spareFor([home, ...others]) : homeOrigin}']`;
};

/** @param code of a handler that asks `origins` for two origin ids by `cf.edgeLocation.region`. */
export const nearestRegionCode = (code: string, regions: readonly [Region, ...Region[]]): string => {
  const [home] = regions;
  const toHome = firstAndNext(home, regions);
  const others = knownRegions.flatMap((region) => {
    const two = firstAndNext(region, regions);

    return two === toHome ? [] : [`  '${region}': ${two},`];
  });

  return [
    code.trimEnd(),
    '',
    '// Region of the edge location → the origins to ask.',
    'const origins = {',
    `  home: ${toHome},`,
    ...others,
    '};',
    '',
  ].join('\n');
};
