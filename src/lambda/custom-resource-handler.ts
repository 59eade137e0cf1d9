import middy from '@middy/core';
import type {CloudFormationCustomResourceEvent} from 'aws-lambda';
import {logCall, logFailure} from './log-call.ts';

/** What other resources of the template may read of this one; no secret, since CloudFormation shows it. */
type Attributes = Readonly<Record<string, string>>;
type Outcome =
  | {readonly Status: 'SUCCESS'; readonly Data?: Attributes}
  | {readonly Status: 'FAILED'; readonly Reason: string};

const answer = (event: CloudFormationCustomResourceEvent, outcome: Outcome) =>
  fetch(event.ResponseURL, {
    method: 'PUT',
    body: JSON.stringify({
      PhysicalResourceId: 'PhysicalResourceId' in event ? event.PhysicalResourceId : event.LogicalResourceId,
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
      ...outcome,
    }),
  });

/**
 * A resource that CloudFormation creates and updates by calling `useCase`, which answers its attributes; deleting it leaves what was made.
 * Answering is a must: a stack whose custom resource is silent hangs for an hour.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export const customResourceHandler = (useCase: (request: {readonly now: Date}) => Promise<Attributes>) =>
  middy<CloudFormationCustomResourceEvent, void>()
    .use(logCall<CloudFormationCustomResourceEvent, void>())
    .handler(async (event) => {
      try {
        if (event.RequestType === 'Delete') await answer(event, {Status: 'SUCCESS'});
        else await answer(event, {Status: 'SUCCESS', Data: await useCase({now: new Date()})});
      } catch (error) {
        logFailure(event.LogicalResourceId, error);
        await answer(event, {Status: 'FAILED', Reason: error instanceof Error ? error.message : String(error)});
      }
    });
