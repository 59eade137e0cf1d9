import type {Engine} from './engine.ts';

/** What every SDK client of the local run is made with: the engine's root key. */
export const clientConfig = ({endpoint, region}: Pick<Engine, 'endpoint' | 'region'>) => ({
  endpoint,
  region,
  credentials: {accessKeyId: 'test', secretAccessKey: 'test'},
  forcePathStyle: true,
});
