import {type LogicalId, logicalId, type Resource, ref, resource, type Value} from '../cfn.ts';

/** What lets whoever says `value` past the door of an API, and nobody else. */
export const originApiKey = (apiId: LogicalId, value: Value<string>): readonly Resource[] => {
  const keyId = logicalId('origin', 'api-key');
  const planId = logicalId('origin', 'usage-plan');

  return [
    resource(
      keyId,
      'AWS::ApiGateway::ApiKey',
      {Description: 'What the distribution says to the API', Enabled: true, Value: value},
      {why: 'Nobody is known by it: it only keeps away who would go past the edge, its cache and its firewall.'},
    ),
    resource(planId, 'AWS::ApiGateway::UsagePlan', {
      Description: 'Through the distribution, without a limit of its own',
      ApiStages: [{ApiId: ref(apiId), Stage: {Ref: `${apiId}.Stage`}}],
    }),
    resource(logicalId('origin', 'usage-plan-key'), 'AWS::ApiGateway::UsagePlanKey', {
      KeyId: ref(keyId),
      KeyType: 'API_KEY',
      UsagePlanId: ref(planId),
    }),
  ];
};
