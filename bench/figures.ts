// All that is measured, in the order of the README's table.

import {cost} from './cost.ts';
import type {Figure} from './figure.ts';
import {generator} from './generate.ts';
import {memory} from './memory.ts';
import {quality} from './quality.ts';
import {thumbnails} from './thumbnails.ts';

export const figures: readonly Figure[] = [thumbnails, quality, memory, generator, cost];
