import {readFileSync} from 'node:fs';
import {type Product, useCases} from './cloud.ts';
import type {Machine} from './machine-walker.ts';

/** As it is deployed. */
export const product: Product = {
  machine: JSON.parse(readFileSync(new URL('../../statemachines/photos.asl.json', import.meta.url), 'utf8')) as Machine,
  useCases,
};
