// Permissions as data: whoever can be used says with which grants, whoever uses it lists them.

import type {Value} from './cfn.ts';

export type Action = `${string}:${string}`;

/** operator → key → value, as IAM writes it. */
export type Condition = Readonly<Record<string, Readonly<Record<string, Value<string>>>>>;

export type Grant = {
  readonly actions: readonly Action[];
  readonly resource: Value<string>;
  readonly condition?: Condition;
  /** Why it is wider than it could be, if it is. */
  readonly why?: string;
  /** What it takes besides: a key that the resource is encrypted with. */
  readonly also?: readonly Grant[];
};

export type Statement = {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | {readonly Service: string};
  readonly Action: string | readonly string[];
  readonly Resource?: Value<string> | readonly Value<string>[];
  readonly Condition?: Condition;
};

export type PolicyDocument = {readonly Version: '2012-10-17'; readonly Statement: readonly Statement[]};

export const policyDocument = (statements: readonly Statement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});

/** Refuses whoever comes without TLS, whatever else is allowed. */
export const tlsOnly = (
  action: string,
  resource: Value<string> | readonly Value<string>[],
  unless: Readonly<Record<string, string>> = {},
): Statement => ({
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: action,
  Resource: resource,
  Condition: {Bool: {'aws:SecureTransport': 'false', ...unless}},
});

/** What a reviewer would ask of a policy that has it. */
export const whyButServices = {
  'Properties.PolicyDocument':
    'TLS for everybody but AWS itself, whose services deliver to each other in their own way.',
};

/** AWS's own services, which speak to each other in their own way. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export const butServices = {'aws:PrincipalIsAWSService': 'false'};

/** One statement for each resource and condition, in the order in which the grants first name them. */
export const allow = (grants: readonly Grant[]): readonly Statement[] => {
  const all = grants.flatMap((grant) => [grant, ...(grant.also ?? [])]);
  const byTarget = Map.groupBy(all, ({resource, condition}) => JSON.stringify([resource, condition]));

  return [...byTarget.values()].flatMap((same) => {
    const actions = [...new Set(same.flatMap((grant) => grant.actions))];

    return same.slice(0, 1).map(({resource, condition}) => ({
      Effect: 'Allow' as const,
      Action: actions.length === 1 ? String(actions[0]) : actions,
      Resource: resource,
      ...(condition && {Condition: condition}),
    }));
  });
};
