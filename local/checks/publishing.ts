import {createServer} from 'node:http';
import {InvokeCommand, LambdaClient} from '@aws-sdk/client-lambda';
import {clientConfig} from '../../operate/engine-clients.ts';
import type {Blog} from '../blog.ts';

/** The one answer that CloudFormation would get while `ask` runs; the function answers before it ends. */
const answerTo = async (
  ask: (responseUrl: string) => Promise<unknown>,
): Promise<{Status?: string; Reason?: string}> => {
  let heard = '{}';
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    heard = Buffer.concat(chunks).toString('utf8');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    await ask(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    return JSON.parse(heard);
  } finally {
    server.close();
  }
};

/** What a later deploy does: the custom resource is updated, which publishes every page of the site again. */
export const publishAgain = async (blog: Blog): Promise<void> => {
  const lambda = new LambdaClient(clientConfig(blog.engine));
  const answer = await answerTo((responseUrl) =>
    lambda.send(
      new InvokeCommand({
        FunctionName: blog.physicalIds['PublishSiteFunction'],
        Payload: JSON.stringify({
          RequestType: 'Update',
          ResponseURL: responseUrl,
          StackId: 'local',
          RequestId: 'check',
          LogicalResourceId: 'Site',
          PhysicalResourceId: 'Site',
          ResourceType: 'Custom::Site',
          ResourceProperties: {},
        }),
      }),
    ),
  );
  if (answer.Status !== 'SUCCESS')
    throw new Error(`expected publish-site to answer SUCCESS, got ${answer.Status ?? 'nothing'}: ${answer.Reason}`);
};
