import {request} from 'node:http';
import {pipeline} from 'node:stream/promises';
import {GetBucketAccelerateConfigurationCommand, S3Client} from '@aws-sdk/client-s3';
import {clientConfig} from '../operate/engine-clients.ts';
import {acceleratePath} from './differences.ts';
import {endToEnd} from './edge/origin.ts';
import type {Engine} from './engine.ts';
import type {Listener} from './server.ts';

/** S3's accelerated endpoint: hands what is sent to `/<bucket>` below its path on, if the bucket has acceleration enabled. */
export const accelerate = (engine: Pick<Engine, 'endpoint' | 'region'>): Listener => {
  const s3 = new S3Client(clientConfig(engine));
  return async (viewer, reply) => {
    const path = (viewer.url ?? '').slice(acceleratePath.length);
    const Bucket = path.split(/[/?]/)[1] ?? '';
    const {Status} = await s3.send(new GetBucketAccelerateConfigurationCommand({Bucket}));
    if (Status !== 'Enabled') {
      reply.writeHead(400, {'content-type': 'text/plain; charset=utf-8'});
      reply.end(`expected the bucket ${Bucket} to have Transfer Acceleration enabled, got ${Status ?? 'nothing'}\n`);
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const {method, headers} = viewer;
      const chunked = headers['transfer-encoding'] && {'transfer-encoding': 'chunked'};
      const options = {method, agent: false, headers: {...endToEnd(headers), ...chunked}};
      const outgoing = request(new URL(path, engine.endpoint), options, (answer) => {
        reply.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
        pipeline(answer, reply).then(resolve, reject);
      }).on('error', reject);
      viewer.pipe(outgoing);
    });
  };
};
