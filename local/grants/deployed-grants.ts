import {GetRolePolicyCommand, IAMClient, ListRolePoliciesCommand} from '@aws-sdk/client-iam';
import {clientConfig} from '../../operate/engine-clients.ts';
import type {Blog} from '../blog.ts';
import {resourcesOfType} from '../template.ts';
import type {Grant} from './compare.ts';
import {type Names, targetOf} from './names.ts';

export type Stack = Pick<Blog, 'engine' | 'stackName' | 'template' | 'physicalIds'>;

type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
};

const listOf = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

/** What a policy allows, one grant for each action on each resource. */
export const grantsIn = (role: string, document: string, names: Names): readonly Grant[] =>
  (JSON.parse(document) as {Statement: readonly Statement[]}).Statement.filter(
    ({Effect}) => Effect === 'Allow',
  ).flatMap(({Action, Resource}) =>
    listOf(Action).flatMap((action) =>
      listOf(Resource).map((resource) => ({role, action, resource, target: targetOf(resource, names)})),
    ),
  );

/** The grants of every role of the stacks' templates, as the engine's IAM holds them: with its names in place of references. */
export const deployedGrants = async (stacks: readonly Stack[], names: Names): Promise<readonly Grant[]> => {
  const grants: Grant[] = [];
  for (const {engine, template, physicalIds} of stacks) {
    const iam = new IAMClient(clientConfig(engine));
    for (const [id] of resourcesOfType(template, 'AWS::IAM::Role')) {
      const RoleName = physicalIds[id];
      // A role whose condition is not met was not made.
      if (RoleName === undefined) continue;
      const {PolicyNames = []} = await iam.send(new ListRolePoliciesCommand({RoleName}));
      for (const PolicyName of PolicyNames) {
        const {PolicyDocument = ''} = await iam.send(new GetRolePolicyCommand({RoleName, PolicyName}));
        grants.push(...grantsIn(names.get(RoleName) ?? id, decodeURIComponent(PolicyDocument), names));
      }
    }
  }
  return grants;
};
