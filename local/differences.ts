// Everything that must differ from AWS on one machine, each with its reason. This list only ever gets shorter.
import {DescribeTableCommand, DynamoDBClient, UpdateTableCommand} from '@aws-sdk/client-dynamodb';
import {PutBucketAccelerateConfigurationCommand, S3Client} from '@aws-sdk/client-s3';
import {clientConfig} from '../operate/engine-clients.ts';
import {type Artifact, buildLayer} from './build.ts';
import type {Engine} from './engine.ts';
import {putGatewayResponses} from './gateway-responses.ts';
import {copyDistributionForEachOrigin} from './origin-distributions.ts';
import {resourcesOfType, type SamTemplate} from './template.ts';
import {distributionConfigOf, environmentsOf, propertiesOf, remove, type Statement, takeOut} from './template-edits.ts';
import {goWithoutDax} from './without-dax.ts';

/** Where the run stands: what the template cannot know on one machine. */
export type Place = {readonly engine: Engine; readonly siteUrl: string};
export type Deployed = Place & {readonly physicalIds: Readonly<Record<string, string>>; readonly template: SamTemplate};

type TemplateDifference = {readonly why: string; readonly change: (template: SamTemplate, place: Place) => void};
type DeployedDifference = {readonly why: string; readonly act: (deployed: Deployed) => Promise<void>};

const publicKeyOutput = 'LocalPublicKey';

/** The keys that may sign URLs for the distribution: PEM by id. */
export const publicKeysIn = (outputs: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(outputs)
      .filter(([name]) => name.startsWith(publicKeyOutput))
      .map(([name, pem]) => [name.slice(publicKeyOutput.length), pem]),
  );

/** Where uploads to the accelerated endpoint go on this machine. */
export const acceleratePath = '/_local/accelerate';

/** Changes of the template before it is deployed. */
export const templateDifferences: readonly TemplateDifference[] = [
  {
    why: 'The engine really dials *.execute-api.amazonaws.com, so the distribution reaches each API by its local address.',
    change: (template, {engine}) => {
      for (const [, distribution] of resourcesOfType(template, 'AWS::CloudFront::Distribution'))
        for (const origin of distributionConfigOf(distribution).Origins.filter((one) => one.CustomOriginConfig)) {
          const id = {'Fn::Select': [0, {'Fn::Split': ['.', origin.DomainName]}]};
          origin.OriginPath = {'Fn::Join': ['', ['/_aws/execute-api/', id, origin.OriginPath]]};
          origin.DomainName = 'localhost';
          origin.CustomOriginConfig = {
            ...origin.CustomOriginConfig,
            OriginProtocolPolicy: 'http-only',
            HTTPPort: Number(new URL(engine.endpoint).port || 80),
          };
        }
    },
  },
  {
    why: 'The engine has neither the cloudfront module nor origin groups: the edge runs the functions that choose an origin, and asks each origin through a copy of the distribution that leads there.',
    change: copyDistributionForEachOrigin,
  },
  {
    why: "The engine's templates make no keys for signed URLs, and its CloudFront writes into no bucket: the edge does both, by the public half in an output.",
    change: (template) => {
      const taken = takeOut(template, 'AWS::CloudFront::PublicKey', 'AWS::CloudFront::KeyGroup');
      for (const [id, {Properties}] of taken) {
        const {EncodedKey} = (Properties?.['PublicKeyConfig'] ?? {}) as {EncodedKey?: unknown};
        if (EncodedKey) template.Outputs = {...template.Outputs, [`${publicKeyOutput}${id}`]: {Value: EncodedKey}};
      }
    },
  },
  {
    why: 'The accelerated endpoint is on the internet: this machine hands its uploads on to the bucket.',
    change: (template, {siteUrl}) => {
      for (const variables of environmentsOf(template))
        if ('UPLOADS_ENDPOINT' in variables) variables['UPLOADS_ENDPOINT'] = `${siteUrl}${acceleratePath}`;
    },
  },
  {
    why: 'The engine has no DAX: functions read and write the table behind the cluster, by their own roles.',
    change: goWithoutDax,
  },
  {
    why: 'The engine takes two API keys of one value for one key, whatever their regions, so each further region has its own.',
    change: (template, {engine}) => {
      const withRegion = (value: unknown, region: string) => ({'Fn::Join': ['-', [value, region]]});
      const distributions = resourcesOfType(template, 'AWS::CloudFront::Distribution');
      for (const [, distribution] of distributions)
        for (const {Id, OriginCustomHeaders = []} of distributionConfigOf(distribution).Origins) {
          const region = /^(?:reads|spare)-(.+)$/.exec(Id)?.[1] ?? engine.region;
          if (region !== engine.region)
            for (const header of OriginCustomHeaders) header.HeaderValue = withRegion(header.HeaderValue, region);
        }
      if (distributions.length === 0)
        for (const key of propertiesOf(template, 'AWS::ApiGateway::ApiKey'))
          key['Value'] = withRegion(key['Value'], engine.region);
    },
  },
  {
    why: "The hosted zone is the owner's, and not on this machine: the blog's name leads nowhere here.",
    change: (template) => {
      takeOut(template, 'AWS::Route53::RecordSet');
    },
  },
  {
    why: 'The engine delivers no access logs of a distribution.',
    change: (template) => {
      takeOut(template, 'AWS::Logs::DeliverySource', 'AWS::Logs::DeliveryDestination', 'AWS::Logs::Delivery');
    },
  },
  {
    why: 'The engine takes every request for an insecure one, so a Deny on aws:SecureTransport would refuse them all.',
    change: (template) => {
      const empty = new Set<string>();
      for (const [id, {Properties}] of Object.entries(template.Resources)) {
        const document = Properties?.['PolicyDocument'] as {Statement: Statement[]} | undefined;
        if (!document) continue;
        document.Statement = document.Statement.filter(
          ({Effect, Condition}) => Effect !== 'Deny' || Condition?.Bool?.['aws:SecureTransport'] === undefined,
        );
        if (document.Statement.length === 0) empty.add(id);
      }
      if (empty.size > 0) remove(template, empty);
    },
  },
  {
    why: 'The site is this machine, not *.cloudfront.net: links in mails, feed and sitemap must lead here.',
    change: (template, {siteUrl}) => {
      for (const variables of environmentsOf(template)) if ('SITE_URL' in variables) variables['SITE_URL'] = siteUrl;
    },
  },
];

/** The architecture that functions run on, since they are processes of this machine. */
export const localParameters = {Architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64'};

/** Functions run as processes of this machine, so their native package is the one that npm chose for it. */
export const localLayers = (): ReadonlyMap<string, Artifact> => new Map([['SharpLayer', buildLayer(['sharp'])]]);

/** What the engine leaves out of a template and takes by a call. */
export const deployedDifferences: readonly DeployedDifference[] = [
  {
    why: 'The engine makes a global table without its replicas.',
    act: async ({engine, template, physicalIds}) => {
      const dynamodb = new DynamoDBClient(clientConfig(engine));
      for (const [id, {Properties}] of resourcesOfType(template, 'AWS::DynamoDB::GlobalTable')) {
        const TableName = physicalIds[id];
        const {Table} = await dynamodb.send(new DescribeTableCommand({TableName}));
        const present = new Set([engine.region, ...(Table?.Replicas ?? []).map(({RegionName}) => RegionName)]);
        for (const {Region} of (Properties?.['Replicas'] ?? []) as {Region: string}[])
          if (!present.has(Region))
            await dynamodb.send(new UpdateTableCommand({TableName, ReplicaUpdates: [{Create: {RegionName: Region}}]}));
      }
    },
  },
  {
    why: 'The engine reads no transfer acceleration from a template.',
    act: async ({engine, template, physicalIds}) => {
      for (const [id, {Properties}] of resourcesOfType(template, 'AWS::S3::Bucket')) {
        const configuration = Properties?.['AccelerateConfiguration'] as {AccelerationStatus: 'Enabled'} | undefined;
        if (!configuration) continue;
        await new S3Client(clientConfig(engine)).send(
          new PutBucketAccelerateConfigurationCommand({
            Bucket: physicalIds[id],
            AccelerateConfiguration: {Status: configuration.AccelerationStatus},
          }),
        );
      }
    },
  },
  {
    why: 'The engine reads no gateway responses from a template.',
    act: putGatewayResponses,
  },
];
