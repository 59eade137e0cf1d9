import {readFileSync} from 'node:fs';
import {IAMClient, SimulatePrincipalPolicyCommand} from '@aws-sdk/client-iam';
import {DescribeStateMachineCommand, SFNClient} from '@aws-sdk/client-sfn';
import {parseWorkflow} from '../../generator/workflow.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {type Blog, output} from '../blog.ts';
import {inRoot} from '../places.ts';
import {resourcesOfType} from '../template.ts';

type Substitution = {readonly Ref?: string; readonly 'Fn::GetAtt'?: readonly [string, string]};

/** The ARN that a call of `action` is authorized on, of a resource whose physical id is its name or its ARN. */
const arnOf = (action: string, physicalId: string, region: string, account: string): string => {
  if (action.startsWith('dynamodb:')) return `arn:aws:dynamodb:${region}:${account}:table/${physicalId}`;
  if (action.startsWith('lambda:')) return `arn:aws:lambda:${region}:${account}:function:${physicalId}`;
  return physicalId;
};

/**
 * The engine lets a state machine do everything, so here its IAM is asked whether the role admits each call of each state.
 * Throws with the calls that it does not.
 */
export const checkWorkflowRole = async (blog: Blog): Promise<void> => {
  const iam = new IAMClient(clientConfig(blog.engine));
  const machine = await new SFNClient(clientConfig(blog.engine)).send(
    new DescribeStateMachineCommand({stateMachineArn: output(blog, 'PhotosStateMachineArn')}),
  );
  const account = machine.stateMachineArn?.split(':')[4] ?? '';
  const denied = new Set<string>();
  for (const [id, {Properties}] of resourcesOfType(blog.template, 'AWS::Serverless::StateMachine')) {
    const path = String(Properties?.['DefinitionUri']);
    const substitutions = Properties?.['DefinitionSubstitutions'] as Record<string, Substitution>;
    for (const {action, placeholder} of parseWorkflow(path, readFileSync(inRoot(path), 'utf8')).calls) {
      const value = substitutions[placeholder];
      const physicalId = blog.physicalIds[value?.Ref ?? value?.['Fn::GetAtt']?.[0] ?? ''] ?? '';
      const resource = arnOf(action, physicalId, blog.engine.region, account);
      const {EvaluationResults = []} = await iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: machine.roleArn,
          ActionNames: [action],
          ResourceArns: [resource],
        }),
      );
      if (EvaluationResults[0]?.EvalDecision !== 'allowed')
        denied.add(`the role of ${id} may not ${action} on ${resource}`);
    }
  }
  if (denied.size > 0) throw new Error([...denied].join('; '));
};
