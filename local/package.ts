import {readFileSync} from 'node:fs';
import {CreateBucketCommand, HeadObjectCommand, PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import {clientConfig} from '../operate/engine-clients.ts';
import {type Artifact, artifact, buildFunctions} from './build.ts';
import type {Engine} from './engine.ts';
import {inRoot} from './places.ts';
import {resourcesOfType, type SamTemplate} from './template.ts';

/** A stack's code and template must lie in its own region. */
export const artifactsBucket = ({region}: Pick<Engine, 'region'>): string => `myblog-artifacts-${region}`;

const upload = async (s3: S3Client, Bucket: string, {name, content}: Artifact): Promise<string> => {
  const at = {Bucket, Key: name};
  const known = await s3.send(new HeadObjectCommand(at)).catch(() => undefined);
  if (!known) await s3.send(new PutObjectCommand({...at, Body: content}));
  return `s3://${Bucket}/${name}`;
};

/** `sam package` for this machine: code, layers and workflows are uploaded, and the template names where they are. */
export const packageTemplate = async (
  engine: Engine,
  template: SamTemplate,
  layers: ReadonlyMap<string, Artifact>,
): Promise<SamTemplate> => {
  const s3 = new S3Client(clientConfig(engine));
  const bucket = artifactsBucket(engine);
  await s3.send(new CreateBucketCommand({Bucket: bucket})).catch((error: Error) => {
    if (!error.name.startsWith('BucketAlready')) throw error;
  });
  const packaged = structuredClone(template);
  const place = async (id: string, property: string, built: Artifact) => {
    const properties = packaged.Resources[id]?.Properties;
    if (properties) properties[property] = await upload(s3, bucket, built);
  };
  const functions = await buildFunctions(template);
  await Promise.all([
    ...[...functions].map(([id, code]) => place(id, 'CodeUri', code)),
    ...[...layers].map(([id, layer]) => place(id, 'ContentUri', layer)),
    ...resourcesOfType(template, 'AWS::Serverless::StateMachine').map(([id, {Properties}]) =>
      place(id, 'DefinitionUri', artifact(readFileSync(inRoot(String(Properties?.['DefinitionUri']))), 'json')),
    ),
  ]);
  return packaged;
};
