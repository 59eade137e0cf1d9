import blogConfig from '../blog.config.ts';
import {clientConfig, givenEndpoint} from './engine-clients.ts';
import {readLocalRun} from './local-run.ts';
import {UserError} from './user-error.ts';

/** A deployed stack: on an engine, or without an endpoint on AWS. */
export type Place = {readonly endpoint?: string; readonly region: string; readonly stackName: string};

/** The stack that is named; otherwise that of the engine in AWS_ENDPOINT_URL; otherwise that of the blog running on this machine. */
export const findPlace = (wanted: {
  readonly stackName: string | undefined;
  readonly region: string | undefined;
}): Place => {
  const endpoint = givenEndpoint();
  if (wanted.stackName || endpoint)
    return {
      stackName: wanted.stackName ?? 'myblog',
      region: wanted.region ?? blogConfig.regions[0] ?? 'us-east-1',
      ...(endpoint && {endpoint}),
    };
  const {endpoint: local, region, stackName} = readLocalRun() ?? {};
  if (local && region && stackName) return {endpoint: local, region, stackName};
  throw new UserError(
    'expected a blog for the functions to work on, got none: run npm start in another terminal until it shows its address, or name a deployed stack with --stack-name',
  );
};

/** For the clients of the AWS SDK. */
export const placeConfig = ({endpoint, region}: Pick<Place, 'endpoint' | 'region'>) =>
  endpoint ? clientConfig({endpoint, region}) : {region};
