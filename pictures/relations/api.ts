// The REST API: which function answers which route, and who lets callers in.

import {at, entries, text} from '../../generator/rules/view/values.ts';
import {type Blog, type Part, partsOfType} from '../blog.ts';
import {type Relation, relation} from '../relation.ts';

/** Said by a route that asks for the author's token. */
export const authorOnly = 'author only';

const hasAuthorizer = (api: Part | undefined, event: unknown): boolean => {
  const named = at(event, 'Properties.Auth.Authorizer') ?? api?.get('Auth.DefaultAuthorizer');

  return named !== undefined && named !== 'NONE';
};

const routesTo = (blog: Blog, lambda: Part): readonly Relation[] =>
  entries(lambda.get('Events')).flatMap(([, event]) =>
    at(event, 'Type') === 'Api'
      ? blog.named(lambda, at(event, 'Properties.RestApiId')).map((api) => {
          const route = `${text(at(event, 'Properties.Method')).toUpperCase()} ${text(at(event, 'Properties.Path'))}`;

          return relation(api, 'routes', lambda.id, {
            says: hasAuthorizer(blog.parts.get(api), event) ? [route, authorOnly] : [route],
          });
        })
      : [],
  );

const authorizersOf = (blog: Blog, api: Part): readonly Relation[] =>
  entries(api.get('Auth.Authorizers')).flatMap(([, authorizer]) =>
    blog.named(api, at(authorizer, 'FunctionArn')).map((id) => relation(api.id, 'authorizes', id)),
  );

export const apiRelations = (blog: Blog): readonly Relation[] => [
  ...partsOfType(blog, 'AWS::Serverless::Function').flatMap((lambda) => routesTo(blog, lambda)),
  ...partsOfType(blog, 'AWS::Serverless::Api').flatMap((api) => authorizersOf(blog, api)),
];
