import {InvokeCommand, LambdaClient} from '@aws-sdk/client-lambda';
import {clientConfig} from '../../operate/engine-clients.ts';
import {startAnswers} from '../../operate/invoke/custom-resource-answers.ts';
import type {Blog} from '../blog.ts';

/** What a later deploy does: the custom resource is updated, which publishes every page of the site again. */
export const publishAgain = async (blog: Blog): Promise<void> => {
  const lambda = new LambdaClient(clientConfig(blog.engine));
  const answers = await startAnswers();
  const update = {
    RequestType: 'Update',
    ResponseURL: `${answers.url}/`,
    StackId: 'local',
    RequestId: 'check',
    LogicalResourceId: 'Site',
    PhysicalResourceId: 'Site',
    ResourceType: 'Custom::Site',
    ResourceProperties: {},
  };
  const FunctionName = blog.physicalIds['PublishSiteFunction'];
  try {
    // The function answers before it ends.
    await lambda.send(new InvokeCommand({FunctionName, Payload: JSON.stringify(update)}));
    const {Status, Reason} = answers.take() ?? {};
    if (Status !== 'SUCCESS')
      throw new Error(`expected publish-site to answer SUCCESS, got ${Status ?? 'nothing'}: ${Reason}`);
  } finally {
    answers.close();
  }
};
