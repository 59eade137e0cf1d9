import {authorTokens} from '../adapters/secrets.ts';
import {bearerToken, isAuthorToken} from '../domain/author-tokens.ts';
import {authorizerHandler} from '../lambda/authorizer-handler.ts';

export const handler = authorizerHandler(async (authorization) => {
  const token = bearerToken(authorization);
  return token !== undefined && isAuthorToken(token, await authorTokens());
});
