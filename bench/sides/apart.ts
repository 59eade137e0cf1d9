// The other side: each step is a task of its own, with the product's encoder settings. Arguments: FILE STEPS RUNS.

import {readFileSync} from 'node:fs';
import sharp from 'sharp';
import type {Step} from '../../src/domain/ladder.ts';
import {printCounted} from './counted.ts';
import {encodeAs} from './settings.ts';

const [path = '', steps = '[]', runs = '1'] = process.argv.slice(2);
const file = readFileSync(path);
const wanted: readonly Step[] = JSON.parse(steps);

sharp.cache(false);
sharp.concurrency(1);

await printCounted(Number(runs), async () => {
  for (const {widthPx, heightPx, crop, format} of wanted) {
    const size = crop
      ? ({width: widthPx, height: heightPx, fit: 'cover', position: sharp.strategy.attention} as const)
      : {width: widthPx};

    await encodeAs(sharp(file).autoOrient().resize(size), format);
  }
});
