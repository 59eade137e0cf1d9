// The run of a post's mails, as Step Functions tells of it.
import {DescribeExecutionCommand, type ExecutionListItem, paginateListExecutions, SFNClient} from '@aws-sdk/client-sfn';
import {type Blog, output} from '../../local/blog.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import type {Run} from '../../operate/runs/run-history.ts';
import {readRun} from '../../operate/runs/run-reader.ts';

export type PostRuns = {
  /** Of the post, whatever became of them. */
  list(slug: string): Promise<readonly ExecutionListItem[]>;
  /** As it is now. */
  read(execution: ExecutionListItem): Promise<Run>;
};

export const postRuns = (blog: Blog): PostRuns => {
  const client = new SFNClient(clientConfig(blog.engine));
  const workflow = {client, stateMachineArn: output(blog, 'PostsStateMachineArn')};
  return {
    list: async (slug) => {
      const found: ExecutionListItem[] = [];
      for await (const {executions = []} of paginateListExecutions({client}, workflow))
        found.push(...executions.filter(({name}) => name?.startsWith(`${slug}-`)));
      return found;
    },
    read: async ({executionArn}) =>
      readRun(workflow, (await client.send(new DescribeExecutionCommand({executionArn}))) as ExecutionListItem),
  };
};

/** Calls of the function that failed. */
export const failuresOf = ({states}: Run): number => states.reduce((sum, {failures}) => sum + failures, 0);

/** By their names, how many pages ended their last failed call with each error. */
export const faultNames = ({states}: Run): readonly string[] => [
  ...new Set(states.flatMap(({fault}) => fault?.error ?? [])),
];
