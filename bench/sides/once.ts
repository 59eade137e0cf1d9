// Our side: the product's own code makes all steps from one decoding. Arguments: FILE STEPS RUNS.

import {readFileSync} from 'node:fs';
import {thumbnailer} from '../../src/adapters/thumbnailer.ts';
import {type Step, widestStep} from '../../src/domain/ladder.ts';
import {stillEncoder} from '../../src/domain/still-encoder.ts';
import {printCounted} from './counted.ts';

const [path = '', steps = '[]', runs = '1'] = process.argv.slice(2);
const file = readFileSync(path);
const wanted: readonly Step[] = JSON.parse(steps);
const cropped = wanted.some(({crop}) => crop);

await printCounted(Number(runs), async () => {
  const pixels = await thumbnailer.decode(file, widestStep(wanted));

  if (!pixels) {
    throw new Error(`expected a photo that can be decoded, got ${path}`);
  }

  const {attention} = cropped ? await thumbnailer.survey(pixels) : {attention: {x: 0.5, y: 0.5}};

  const encode = stillEncoder(thumbnailer, pixels, wanted, attention);

  for (const step of wanted) {
    await encode(step);
  }
});
