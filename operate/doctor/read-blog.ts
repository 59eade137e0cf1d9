// The blog as it is deployed, and what one click in a mail program would get from it.

import {CloudFormationClient, DescribeStacksCommand} from '@aws-sdk/client-cloudformation';
import {type Place, placeConfig} from '../place.ts';
import {openStack, readVariables} from '../stack-handles.ts';
import {UserError} from '../user-error.ts';
import {attempt} from './attempt.ts';
import type {ClickAnswer, DeployedBlog, Fact} from './facts.ts';
import {clickPath} from './template-checks.ts';

const readSiteUrl = async (place: Place): Promise<string> => {
  const {Stacks: [stack] = []} = await new CloudFormationClient(placeConfig(place)).send(
    new DescribeStacksCommand({StackName: place.stackName}),
  );
  const url = stack?.Outputs?.find(({OutputKey}) => OutputKey === 'SiteUrl')?.OutputValue;
  if (url) return url;
  throw new UserError(
    `expected the stack ${place.stackName} to have an output SiteUrl, got none: is it the one of the home region?`,
  );
};

/** With the environment of these functions, of those that are there. */
export const readBlog = (place: Place, functionIds: readonly string[]): Promise<Fact<DeployedBlog>> =>
  attempt(async () => {
    const [stack, siteUrl] = await Promise.all([openStack(place), readSiteUrl(place)]);
    const there = functionIds.filter((id) => stack.physicalIds[id] !== undefined);
    const environments = await Promise.all(there.map(async (id) => [id, await readVariables(stack, id)] as const));
    const isLocal = place.endpoint !== undefined;
    // The name of an engine's distribution leads nowhere: on this machine the site is where its mails say.
    const localUrl = isLocal ? environments[0]?.[1]['SITE_URL'] : undefined;
    return {
      stackName: place.stackName,
      region: place.region,
      siteUrl: localUrl ?? siteUrl,
      isLocal,
      functions: Object.fromEntries(environments),
    };
  });

const patienceMs = 15_000;

/** As Gmail's servers do it, but with a token that nobody signed: whatever answers, nobody is unsubscribed. */
export const readClick = (siteUrl: string): Promise<Fact<ClickAnswer>> =>
  attempt(async () => {
    const answer = await fetch(`${siteUrl}${clickPath}?token=asked.by.npm.run.doctor`, {
      method: 'POST',
      headers: {'Content-Type': 'application/x-www-form-urlencoded'},
      body: 'List-Unsubscribe=One-Click',
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    }).catch((error: Error) => {
      // Of several addresses that refuse, the cause has a code and no words.
      const {message = '', code} = (error.cause ?? error) as {readonly message?: string; readonly code?: string};
      throw new UserError(
        `expected ${siteUrl} to answer, got ${message || code}: try again, and look whether a browser gets there`,
      );
    });
    await answer.body?.cancel();
    return {
      status: answer.status,
      contentType: answer.headers.get('content-type') ?? '',
      location: answer.headers.get('location') ?? undefined,
      setsCookie: answer.headers.has('set-cookie'),
    };
  });
