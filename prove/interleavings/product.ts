import {photosMachine} from '../../test/statemachines/asl.ts';
import {type Product, useCases} from './cloud.ts';

/** As it is deployed. */
export const product: Product = {machine: photosMachine, useCases};
