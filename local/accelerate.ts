import {GetBucketAccelerateConfigurationCommand, S3Client} from '@aws-sdk/client-s3';
import {clientConfig} from '../operate/engine-clients.ts';
import {acceleratePath} from './differences.ts';
import {endToEnd, relay} from './edge/relay.ts';
import type {Engine} from './engine.ts';
import type {Listener} from './server.ts';

/** S3's accelerated endpoint: hands what is sent to `/<bucket>` below its path on, if the bucket has acceleration enabled. */
export const accelerate = (engine: Pick<Engine, 'endpoint' | 'region'>): Listener => {
  const s3 = new S3Client(clientConfig(engine));
  const {hostname, port} = new URL(engine.endpoint);
  /** 'nothing' also of what is no bucket. */
  const statusOf = async (Bucket: string): Promise<string> =>
    s3.send(new GetBucketAccelerateConfigurationCommand({Bucket})).then(
      ({Status}) => Status ?? 'nothing',
      () => 'nothing',
    );
  return async (viewer, reply) => {
    const {method = 'GET', headers, url = ''} = viewer;
    const path = url.slice(acceleratePath.length);
    const bucket = path.split(/[/?]/)[1] ?? '';
    const status = await statusOf(bucket);
    if (status !== 'Enabled') {
      reply.writeHead(400, {'content-type': 'text/plain; charset=utf-8'});
      reply.end(`expected the bucket '${bucket}' to have Transfer Acceleration enabled, got ${status}\n`);
      return;
    }
    await relay(viewer, reply, {hostname, port, method, path, agent: false, headers: endToEnd(headers)});
  };
};
