// What must live in us-east-1: the firewall and the access log of the distribution.

import {getAtt, logicalId, spelled, stack, sub} from '../cfn.ts';
import {policiesOf} from './view/access.ts';
import {at, list, nameIn, number, same, spelling, text} from './view/values.ts';
import {each, type Item, isHardened, itemOf, ofType, type Rule, typeIn, type View} from './view/view.ts';

const acl = 'AWS::WAFv2::WebACL';
const visits = ['AWS::Logs::DeliverySource', 'AWS::Logs::DeliveryDestination', 'AWS::Logs::Delivery'] as const;

const eachAcl = (holds: (rules: readonly unknown[], item: Item) => boolean) =>
  each(acl, (item) => holds(list(item.get('Rules')), item));

/** https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html */
const managed = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesCommonRuleSet',
];

/** Those that look into a body, and the one that a mail provider breaks that unsubscribes for its reader. */
const onlyCountedRules: Readonly<Record<string, readonly string[]>> = {
  AWSManagedRulesKnownBadInputsRuleSet: ['JavaDeserializationRCE_BODY', 'Log4JRCE_BODY', 'ReactJSRCE_BODY'],
  AWSManagedRulesCommonRuleSet: [
    'NoUserAgent_HEADER',
    'SizeRestrictions_BODY',
    'CrossSiteScripting_BODY',
    'GenericLFI_BODY',
    'GenericRFI_BODY',
    'EC2MetaDataSSRF_BODY',
  ],
};

const groupNamed = (rules: readonly unknown[], name: string): unknown =>
  rules.find((rule) => at(rule, 'Statement.ManagedRuleGroupStatement.Name') === name);

const onlyCounted = (rule: unknown): readonly string[] =>
  list(at(rule, 'Statement.ManagedRuleGroupStatement.RuleActionOverrides')).flatMap((override) =>
    same(at(override, 'ActionToUse'), {Count: {}}) ? text(at(override, 'Name')) : [],
  );

const overridden = (rule: unknown): readonly string[] =>
  list(at(rule, 'Statement.ManagedRuleGroupStatement.RuleActionOverrides')).map((override) =>
    text(at(override, 'Name')),
  );

/** What a link may carry: a token in the query, and the same in the Referer of what the page asks for. */
const secretFields = /query|referer|cookie|authorization/i;

/** The same in a request, as the firewall takes it apart. */
const secretParts: ReadonlyMap<string, readonly string[]> = new Map([
  ['QUERY_STRING', []],
  ['SINGLE_HEADER', ['authorization', 'referer']],
  ['BODY', []],
]);

const bucketOfVisits = (view: View): Item | undefined =>
  ofType(view, 'AWS::Logs::DeliveryDestination')
    .map((item) => itemOf(view, nameIn(item.get('DestinationResourceArn'))))
    .find((item) => item?.type === 'AWS::S3::Bucket');

export const firewallRules: readonly Rule[] = [
  {
    id: 'FIREWALL-01',
    sentence: 'a firewall is made for CloudFront, and lets in whom it does not know',
    check: eachAcl(
      (_rules, item) => item.get('Scope') === 'CLOUDFRONT' && same(item.get('DefaultAction'), {Allow: {}}),
    ),
  },
  {
    id: 'FIREWALL-02',
    sentence: "a firewall obeys AWS's lists of bad addresses, bad inputs and common attacks",
    check: eachAcl((rules) =>
      managed.every((name) => {
        const rule = groupNamed(rules, name);

        return (
          at(rule, 'Statement.ManagedRuleGroupStatement.VendorName') === 'AWS' &&
          same(at(rule, 'OverrideAction'), {None: {}}) &&
          at(rule, 'Statement.ManagedRuleGroupStatement.ExcludedRules') === undefined &&
          at(rule, 'Statement.ManagedRuleGroupStatement.ScopeDownStatement') === undefined
        );
      }),
    ),
  },
  {
    id: 'FIREWALL-03',
    sentence: 'an address that asks for too much is sent away for a while',
    check: eachAcl((rules) =>
      rules.some(
        (rule) =>
          at(rule, 'Statement.RateBasedStatement.AggregateKeyType') === 'IP' &&
          number(at(rule, 'Statement.RateBasedStatement.Limit')) <= 2_000 &&
          number(at(rule, 'Statement.RateBasedStatement.EvaluationWindowSec')) <= 300 &&
          at(rule, 'Statement.RateBasedStatement.ScopeDownStatement') === undefined &&
          at(rule, 'Action.Block.CustomResponse.ResponseCode') === 429,
      ),
    ),
  },
  {
    id: 'FIREWALL-04',
    sentence:
      'a body is only counted, since an author may write about an attack, and so is who does not say what it is',
    check: eachAcl((rules) =>
      Object.entries(onlyCountedRules).every(([name, bodies]) =>
        bodies.every((body) => onlyCounted(groupNamed(rules, name)).includes(body)),
      ),
    ),
  },
  {
    id: 'FIREWALL-05',
    sentence: 'all that looks elsewhere than into a body is obeyed',
    check: eachAcl((rules) =>
      rules.every((rule) => overridden(rule).every((name) => name.endsWith('_BODY') || name === 'NoUserAgent_HEADER')),
    ),
  },
  {
    id: 'FIREWALL-06',
    sentence: 'every rule of a firewall has a turn of its own, and is counted',
    check: eachAcl(
      (rules, item) =>
        new Set(rules.map((rule) => at(rule, 'Priority'))).size === rules.length &&
        [item.get('VisibilityConfig'), ...rules.map((rule) => at(rule, 'VisibilityConfig'))].every(
          (config) => at(config, 'CloudWatchMetricsEnabled') === true && text(at(config, 'MetricName')) !== '',
        ),
    ),
  },
  {
    id: 'FIREWALL-07',
    sentence: 'no token and no address is in the samples of requests that a firewall keeps',
    check: eachAcl((_rules, item) =>
      [...secretParts].every(([type, keys]) =>
        list(item.get('DataProtectionConfig.DataProtections')).some(
          (part) =>
            at(part, 'Action') === 'SUBSTITUTION' &&
            at(part, 'ExcludeRuleMatchDetails') === undefined &&
            at(part, 'ExcludeRateBasedDetails') === undefined &&
            at(part, 'Field.FieldType') === type &&
            keys.every((key) => list(at(part, 'Field.FieldKeys')).includes(key)),
        ),
      ),
    ),
  },
  {
    id: 'VISITS-01',
    sentence: 'a log is delivered once the distribution is known, and not before',
    of: 'edge',
    check: (view) =>
      ofType(view, ...visits).flatMap((item) =>
        item.attribute('Condition') === 'DistributionIsDeployed' ? [] : item.id,
      ),
  },
  {
    id: 'VISITS-02',
    sentence: "the distribution's log has no query string, Referer, cookie or token",
    check: each('AWS::Logs::Delivery', (item) => {
      const fields = list(item.get('RecordFields')).map(text);

      return fields.length > 0 && !fields.some((field) => secretFields.test(field));
    }),
  },
  {
    id: 'VISITS-03',
    sentence: 'a firewall comes with a log of what it let through: the source, the bucket and the way between',
    of: 'edge',
    check: (view) =>
      !isHardened(view) ||
      ofType(view, 'AWS::Logs::Delivery').some(
        (item) =>
          same(itemOf(view, nameIn(item.get('DeliverySourceName')))?.get('ResourceArn'), {Ref: 'DistributionArn'}) &&
          itemOf(view, nameIn(item.get('DeliverySourceName')))?.get('LogType') === 'ACCESS_LOGS' &&
          typeIn(view, item.get('DeliveryDestinationArn')) === 'AWS::Logs::DeliveryDestination' &&
          bucketOfVisits(view) !== undefined,
      )
        ? []
        : ['AWS::Logs::Delivery'],
  },
  {
    id: 'VISITS-04',
    sentence: 'only the delivery of logs of this account writes to their bucket, and nobody reads it',
    of: 'edge',
    check: (view) => {
      const statements = policiesOf(view, bucketOfVisits(view)?.id ?? '');
      const wrong = statements.flatMap(({effect, principal, actions, resources, condition}) =>
        effect === 'Deny' ||
        (same(principal, {Service: 'delivery.logs.amazonaws.com'}) &&
          same(actions, ['s3:PutObject']) &&
          same(resources, [
            sub`${getAtt(logicalId(bucketOfVisits(view)?.id ?? ''), 'Arn')}/AWSLogs/${stack.account}/*`,
          ]) &&
          same(at(condition, 'StringEquals.aws:SourceAccount'), {Ref: 'AWS::AccountId'}) &&
          spelling(at(condition, 'ArnLike.aws:SourceArn')).includes(spelled(sub`${stack.account}:delivery-source:`)))
          ? []
          : 'Statement',
      );

      return bucketOfVisits(view) === undefined || statements.some(({effect}) => effect === 'Allow')
        ? wrong
        : ['AWS::S3::BucketPolicy'];
    },
  },
  {
    id: 'VISITS-05',
    sentence: 'who read what is forgotten when the owner said',
    of: 'edge',
    check: (view) =>
      [bucketOfVisits(view)].flatMap((item) =>
        item === undefined ||
        list(item.get('LifecycleConfiguration.Rules')).some(
          (rule) =>
            at(rule, 'Status') === 'Enabled' &&
            at(rule, 'Prefix') === undefined &&
            number(at(rule, 'ExpirationInDays')) <= 3_653,
        )
          ? []
          : item.id,
      ),
  },
];
