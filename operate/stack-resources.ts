import {type CloudFormationClient, paginateListStackResources} from '@aws-sdk/client-cloudformation';

/** A resource that a stack has: its logical id, and what AWS calls it. */
export type StackResource = {readonly id: string; readonly type: string; readonly physicalId: string};

export const listStackResources = async (
  client: CloudFormationClient,
  stackName: string,
): Promise<readonly StackResource[]> => {
  const resources: StackResource[] = [];
  for await (const {StackResourceSummaries = []} of paginateListStackResources({client}, {StackName: stackName}))
    for (const {LogicalResourceId: id = '', ResourceType: type = '', PhysicalResourceId = ''} of StackResourceSummaries)
      resources.push({id, type, physicalId: PhysicalResourceId});
  return resources;
};
