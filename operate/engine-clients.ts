/** What an SDK client is made with to ask the engine on this machine: its root key, for there are no others. */
export const clientConfig = ({endpoint, region}: {readonly endpoint: string; readonly region: string}) => ({
  endpoint,
  region,
  credentials: {accessKeyId: 'test', secretAccessKey: 'test'},
  forcePathStyle: true,
});
