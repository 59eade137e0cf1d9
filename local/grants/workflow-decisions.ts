import {readFileSync} from 'node:fs';
import {IAMClient, SimulatePrincipalPolicyCommand} from '@aws-sdk/client-iam';
import {DescribeStateMachineCommand, SFNClient} from '@aws-sdk/client-sfn';
import {parseWorkflow} from '../../generator/workflow.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import type {Deployed} from '../differences.ts';
import {inRoot} from '../places.ts';
import {resourcesOfType} from '../template.ts';
import type {Decision} from './compare.ts';

type Substitution = {readonly Ref?: string; readonly 'Fn::GetAtt'?: readonly [string, string]};

/** The ARN that a call of `action` is authorized on, of a resource whose physical id is its name or its ARN. */
const arnOf = (action: string, physicalId: string, region: string, account: string): string => {
  if (action.startsWith('dynamodb:')) return `arn:aws:dynamodb:${region}:${account}:table/${physicalId}`;
  if (action.startsWith('lambda:')) return `arn:aws:lambda:${region}:${account}:function:${physicalId}`;
  return physicalId;
};

/**
 * The engine lets a state machine do everything, so here its IAM is asked what it would decide about each call of each state.
 * Roles are named as IAM knows them.
 */
export const workflowDecisions = async ({
  engine,
  template,
  physicalIds,
}: Pick<Deployed, 'engine' | 'template' | 'physicalIds'>): Promise<readonly Decision[]> => {
  const iam = new IAMClient(clientConfig(engine));
  const sfn = new SFNClient(clientConfig(engine));
  const decisions: Decision[] = [];
  for (const [id, {Properties}] of resourcesOfType(template, 'AWS::Serverless::StateMachine')) {
    const {roleArn = ''} = await sfn.send(new DescribeStateMachineCommand({stateMachineArn: physicalIds[id]}));
    const [, , , , account = '', role = ''] = roleArn.split(':');
    const path = String(Properties?.['DefinitionUri']);
    const substitutions = Properties?.['DefinitionSubstitutions'] as Record<string, Substitution>;
    for (const {action, placeholder} of parseWorkflow(path, readFileSync(inRoot(path), 'utf8')).calls) {
      const value = substitutions[placeholder];
      const physicalId = physicalIds[value?.Ref ?? value?.['Fn::GetAtt']?.[0] ?? ''] ?? '';
      const resource = arnOf(action, physicalId, engine.region, account);
      const {EvaluationResults = []} = await iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: roleArn,
          ActionNames: [action],
          ResourceArns: [resource],
        }),
      );
      const decision = EvaluationResults[0]?.EvalDecision === 'allowed' ? 'allowed' : 'denied';
      decisions.push({role: role.slice(role.lastIndexOf('/') + 1), action, resource, decision});
    }
  }
  return decisions;
};
