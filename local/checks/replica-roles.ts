import {IAMClient, SimulatePrincipalPolicyCommand} from '@aws-sdk/client-iam';
import {clientConfig} from '../../operate/engine-clients.ts';
import {type Blog, output} from '../blog.ts';
import {resourcesOfType} from '../template.ts';

const named = (calls: readonly string[]): string[] => calls.map((call) => `dynamodb:${call}`);
const reads = named(['GetItem', 'BatchGetItem', 'Query']);
const writes = named(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PartiQLInsert']);

/** All writes go to the home region: the roles of every other region may read the tables there, and no more. */
export const checkReplicaRoles = async (blog: Blog): Promise<void> => {
  const iam = new IAMClient(clientConfig(blog.engine));
  const tables = ['PostsTableName', 'PhotosTableName', 'SubscribersTableName'].map((name) => output(blog, name));
  const [, , , , account] = output(blog, 'DistributionArn').split(':');
  for (const {engine, template, physicalIds} of blog.replicas) {
    const {region} = engine;
    const ResourceArns = tables.map((table) => `arn:aws:dynamodb:${region}:${account}:table/${table}`);
    const allowed = async (id: string, ActionNames: string[]): Promise<readonly string[]> => {
      const PolicySourceArn = `arn:aws:iam::${account}:role/${physicalIds[id]}`;
      const {EvaluationResults = []} = await iam.send(
        new SimulatePrincipalPolicyCommand({PolicySourceArn, ActionNames, ResourceArns}),
      );
      return EvaluationResults.filter(({EvalDecision}) => EvalDecision === 'allowed').map(
        ({EvalActionName}) => `${id} may ${EvalActionName} in ${region}`,
      );
    };
    const roleIds = resourcesOfType(template, 'AWS::IAM::Role').map(([id]) => id);
    const allowedOf = async (calls: string[]) => (await Promise.all(roleIds.map((id) => allowed(id, calls)))).flat();
    const mayWrite = await allowedOf(writes);
    if (mayWrite.length > 0) throw new Error(`expected roles that only read, got: ${mayWrite.join('; ')}`);
    if ((await allowedOf(reads)).length === 0) throw new Error(`expected roles in ${region} that may read, got none`);
  }
};
