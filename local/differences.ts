// Everything that must differ from AWS on one machine, each with its reason. This list only ever gets shorter.
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  type GatewayResponseType,
  PutGatewayResponseCommand,
} from '@aws-sdk/client-api-gateway';
import {DescribeTableCommand, DynamoDBClient, UpdateTableCommand} from '@aws-sdk/client-dynamodb';
import {clientConfig} from '../operate/engine-clients.ts';
import {type Artifact, buildLayer} from './build.ts';
import type {Engine} from './engine.ts';
import {resourcesOfType, type SamTemplate} from './template.ts';

/** Where the run stands: what the template cannot know on one machine. */
export type Place = {readonly engine: Engine; readonly siteUrl: string};
export type Deployed = Place & {readonly physicalIds: Readonly<Record<string, string>>; readonly template: SamTemplate};

type TemplateDifference = {readonly why: string; readonly change: (template: SamTemplate, place: Place) => void};
type DeployedDifference = {readonly why: string; readonly act: (deployed: Deployed) => Promise<void>};

type Origin = {DomainName: unknown; OriginPath?: unknown; CustomOriginConfig?: Record<string, unknown>};
type Statement = {Effect: string; Action?: unknown; Resource?: unknown; Condition?: {Bool?: Record<string, unknown>}};

const propertiesOf = (template: SamTemplate, type: string): Record<string, unknown>[] =>
  resourcesOfType(template, type).map(([, resource]) => resource.Properties ?? {});

const [apiId, stageName] = ['BlogApi', 'StageName'] as const;

/** Changes of the template before it is deployed. */
export const templateDifferences: readonly TemplateDifference[] = [
  {
    why: 'The engine really dials *.execute-api.amazonaws.com, so the distribution reaches the API by its local address.',
    change: (template, {engine}) => {
      const stage = template.Resources[apiId]?.Properties?.[stageName];
      for (const properties of propertiesOf(template, 'AWS::CloudFront::Distribution')) {
        const {Origins} = properties['DistributionConfig'] as {Origins: Origin[]};
        for (const origin of Origins.filter(({CustomOriginConfig}) => CustomOriginConfig)) {
          origin.DomainName = 'localhost';
          origin.OriginPath = {'Fn::Sub': `/_aws/execute-api/\${${apiId}}/${stage}`};
          origin.CustomOriginConfig = {
            ...origin.CustomOriginConfig,
            OriginProtocolPolicy: 'http-only',
            HTTPPort: Number(new URL(engine.endpoint).port),
          };
        }
      }
    },
  },
  {
    why: 'The engine takes every request for an insecure one, so a Deny on aws:SecureTransport would refuse them all.',
    change: (template) => {
      for (const [id, {Properties}] of resourcesOfType(template, 'AWS::S3::BucketPolicy')) {
        const document = Properties?.['PolicyDocument'] as {Statement: Statement[]};
        document.Statement = document.Statement.filter(
          ({Effect, Condition}) => Effect !== 'Deny' || Condition?.Bool?.['aws:SecureTransport'] === undefined,
        );
        if (document.Statement.length === 0) delete template.Resources[id];
      }
    },
  },
  {
    why: 'The engine checks ses:SendRawEmail against * and does not know the condition key ses:FromAddress.',
    change: (template) => {
      for (const properties of propertiesOf(template, 'AWS::IAM::Role'))
        for (const {PolicyDocument} of (properties['Policies'] ?? []) as {PolicyDocument: {Statement: Statement[]}}[])
          for (const statement of PolicyDocument.Statement.filter(({Action}) => Action === 'ses:SendRawEmail')) {
            statement.Resource = '*';
            delete statement.Condition;
          }
    },
  },
  {
    why: 'The site is this machine, not *.cloudfront.net: links in mails, feed and sitemap must lead here.',
    change: (template, {siteUrl}) => {
      for (const properties of propertiesOf(template, 'AWS::Serverless::Function')) {
        const environment = properties['Environment'] as {Variables?: Record<string, unknown>} | undefined;
        if (environment?.Variables && 'SITE_URL' in environment.Variables) environment.Variables['SITE_URL'] = siteUrl;
      }
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
    why: 'The engine reads no gateway responses from a template.',
    act: async ({engine, template, physicalIds}) => {
      const gateway = new APIGatewayClient(clientConfig(engine));
      const api = template.Resources[apiId]?.Properties ?? {};
      const responses = (api['GatewayResponses'] ?? {}) as Record<
        string,
        {
          StatusCode?: number;
          ResponseTemplates?: Record<string, string>;
          ResponseParameters?: {Headers?: Record<string, string>};
        }
      >;
      for (const [responseType, {StatusCode, ResponseTemplates, ResponseParameters}] of Object.entries(responses))
        await gateway.send(
          new PutGatewayResponseCommand({
            restApiId: physicalIds[apiId],
            responseType: responseType as GatewayResponseType,
            ...(StatusCode && {statusCode: String(StatusCode)}),
            responseTemplates: ResponseTemplates,
            responseParameters: Object.fromEntries(
              Object.entries(ResponseParameters?.Headers ?? {}).map(([name, value]) => [
                `gatewayresponse.header.${name}`,
                value,
              ]),
            ),
          }),
        );
      await gateway.send(
        new CreateDeploymentCommand({restApiId: physicalIds[apiId], stageName: String(api[stageName])}),
      );
    },
  },
];
