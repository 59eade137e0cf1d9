import {UserError} from './user-error.ts';

const sentences: Readonly<Record<string, string>> = {
  CredentialsProviderError: 'expected AWS credentials, got none: sign in first (aws sso login, aws configure)',
  ExpiredToken: 'expected valid AWS credentials, got expired ones: sign in again',
  ExpiredTokenException: 'expected valid AWS credentials, got expired ones: sign in again',
  StateMachineDoesNotExist: 'expected a workflow at this ARN, got none: is it the right region and account?',
};

/** Why nobody answered at all; nothing if somebody did. */
const silence = (name: string, endpoint: string | undefined): string | undefined => {
  if (!['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(name)) return undefined;
  if (endpoint)
    return `expected an AWS engine at ${endpoint} (AWS_ENDPOINT_URL), got no connection: start it, or unset the variable`;
  // AWS refuses no connection; an engine that is gone does.
  return name === 'ECONNREFUSED'
    ? 'expected the engine of the blog on this machine to answer, got no connection: start it with npm start'
    : 'expected AWS to answer, got no connection: check the network and the name of the region';
};

const nameOf = (error: object): string => String(('code' in error && error.code) || ('name' in error && error.name));

/** One sentence for the terminal. An error that is nobody's at the terminal keeps its stack. */
export const explain = (error: unknown, endpoint = process.env['AWS_ENDPOINT_URL']): string => {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UserError) return error.message;
  if (error.message === 'Region is missing') return 'expected an AWS region, got none: add --region or set AWS_REGION';
  const name = nameOf(error);
  const known = silence(name, endpoint) ?? sentences[name];
  if (known) return known;
  return '$metadata' in error ? `AWS answered: ${error.message}` : (error.stack ?? error.message);
};
