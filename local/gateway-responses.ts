import {
  APIGatewayClient,
  CreateDeploymentCommand,
  type GatewayResponseType,
  PutGatewayResponseCommand,
} from '@aws-sdk/client-api-gateway';
import {clientConfig} from '../operate/engine-clients.ts';
import type {Deployed} from './differences.ts';
import {resourcesOfType} from './template.ts';

type GatewayResponse = {
  readonly StatusCode?: number;
  readonly ResponseTemplates?: Record<string, string>;
  readonly ResponseParameters?: {readonly Headers?: Readonly<Record<string, string>>};
};

/** Tells every API of the stack its own answers, and deploys it with them. */
export const putGatewayResponses = async ({engine, template, physicalIds}: Deployed): Promise<void> => {
  const gateway = new APIGatewayClient(clientConfig(engine));
  for (const [id, {Properties = {}}] of resourcesOfType(template, 'AWS::Serverless::Api')) {
    const restApiId = physicalIds[id];
    const responses = (Properties['GatewayResponses'] ?? {}) as Readonly<Record<string, GatewayResponse>>;
    for (const [responseType, {StatusCode, ResponseTemplates, ResponseParameters}] of Object.entries(responses))
      await gateway.send(
        new PutGatewayResponseCommand({
          restApiId,
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
    await gateway.send(new CreateDeploymentCommand({restApiId, stageName: String(Properties['StageName'])}));
  }
};
