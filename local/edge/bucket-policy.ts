// Whether a bucket's policy admits a distribution, for the one call that the engine does not make for it: PutObject.
import {wildcard} from '../wildcards.ts';

type OneOrMore = string | readonly string[];
type Statement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: OneOrMore | {readonly Service?: OneOrMore};
  readonly Action?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;
};

/** One call of CloudFront's on behalf of a distribution. */
export type Call = {readonly action: string; readonly resource: string; readonly sourceArn: string};

const all = (values: OneOrMore | undefined): readonly string[] => [values ?? []].flat();
const fits = (patterns: OneOrMore | undefined, value: string, flags?: string): boolean =>
  all(patterns).some((pattern) => wildcard(pattern, flags).test(value));

const isForCloudFront = (principal: Statement['Principal']): boolean =>
  principal === '*' ||
  (typeof principal === 'object' &&
    'Service' in principal &&
    all(principal.Service).includes('cloudfront.amazonaws.com'));

const operators: Readonly<Record<string, (wanted: OneOrMore, sourceArn: string) => boolean>> = {
  StringEquals: (wanted, sourceArn) => all(wanted).includes(sourceArn),
  ArnEquals: fits,
  ArnLike: fits,
  StringLike: fits,
};

/** Whether every condition is known to hold; an unknown one is undefined. */
const holds = ({Condition = {}}: Statement, {sourceArn}: Call): boolean | undefined => {
  const outcomes = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) =>
      key.toLowerCase() === 'aws:sourcearn' ? operators[operator]?.(wanted, sourceArn) : undefined,
    ),
  );
  if (outcomes.includes(false)) return false;
  return outcomes.includes(undefined) ? undefined : true;
};

/**
 * Evaluates principal, action, resource and aws:SourceArn. What it does not understand never admits: an Allow with any
 * other condition is passed over, a Deny with one counts.
 */
export const admits = (policy: string | undefined, call: Call): boolean => {
  const {Statement: statements = []} = JSON.parse(policy ?? '{}') as {Statement?: readonly Statement[]};
  const about = [statements]
    .flat()
    .filter(
      ({Principal, Action, Resource}) =>
        isForCloudFront(Principal) && fits(Action, call.action, 'i') && fits(Resource, call.resource),
    );
  const isDenied = about.some((one) => one.Effect === 'Deny' && holds(one, call) !== false);
  return !isDenied && about.some((one) => one.Effect === 'Allow' && holds(one, call) === true);
};
