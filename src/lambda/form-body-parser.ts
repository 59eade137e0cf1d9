import type {MiddlewareObj} from '@middy/core';
import jsonBodyParser from '@middy/http-json-body-parser';
import formBodyParser from '@middy/http-urlencode-body-parser';
import type {APIGatewayProxyEvent} from 'aws-lambda';

const isForm = (event: APIGatewayProxyEvent): boolean =>
  (event.headers?.['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');

/** JSON for scripts, urlencoded for a page's form that must work without one. */
export const formOrJsonBodyParser = (): MiddlewareObj<APIGatewayProxyEvent> => {
  const form = formBodyParser() as MiddlewareObj<APIGatewayProxyEvent>;
  const json = jsonBodyParser() as MiddlewareObj<APIGatewayProxyEvent>;
  return {before: (request) => (isForm(request.event) ? form : json).before?.(request)};
};
