import {UserError} from './user-error.ts';

/** The engine that AWS_ENDPOINT_URL names, if it names one. */
export const givenEndpoint = (): string | undefined => {
  const given = process.env['AWS_ENDPOINT_URL'];
  if (!given) return undefined;
  if (/^https?:$/.test(URL.parse(given)?.protocol ?? '')) return given;
  throw new UserError(`expected AWS_ENDPOINT_URL to be an address such as http://127.0.0.1:4566, got '${given}'`);
};

/** What an SDK client is made with to ask the engine on this machine: its root key, for there are no others. */
export const clientConfig = ({endpoint, region}: {readonly endpoint: string; readonly region: string}) => ({
  endpoint,
  region,
  credentials: {accessKeyId: 'test', secretAccessKey: 'test'},
  forcePathStyle: true,
});
