import type {FieldToProtect, Rule} from '@awboost/cfn-resource-types/AWS-WAFv2-WebACL';
import {type Fragment, getAtt, logicalId, resource, type Value} from '../cfn.ts';

const id = logicalId('web-acl');

const watchedAs = (name: string) => ({
  CloudWatchMetricsEnabled: true,
  MetricName: name,
  SampledRequestsEnabled: true,
});

type ManagedRules = {
  readonly name: string;
  /** Rules that are counted and not obeyed. */
  readonly onlyCounted?: readonly string[];
};

/** https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html */
const managedRules: readonly ManagedRules[] = [
  {name: 'AWSManagedRulesAmazonIpReputationList'},
  {
    name: 'AWSManagedRulesKnownBadInputsRuleSet',
    onlyCounted: ['JavaDeserializationRCE_BODY', 'Log4JRCE_BODY', 'ReactJSRCE_BODY'],
  },
  {
    name: 'AWSManagedRulesCommonRuleSet',
    onlyCounted: [
      'NoUserAgent_HEADER',
      'SizeRestrictions_BODY',
      'CrossSiteScripting_BODY',
      'GenericLFI_BODY',
      'GenericRFI_BODY',
      'EC2MetaDataSSRF_BODY',
    ],
  },
];

const managedRule = ({name, onlyCounted = []}: ManagedRules, priority: number): Value<Rule> => ({
  Name: name,
  Priority: priority,
  OverrideAction: {None: {}},
  Statement: {
    ManagedRuleGroupStatement: {
      VendorName: 'AWS',
      Name: name,
      ...(onlyCounted.length > 0 && {
        RuleActionOverrides: onlyCounted.map((rule) => ({Name: rule, ActionToUse: {Count: {}}})),
      }),
    },
  },
  VisibilityConfig: watchedAs(name),
});

/** What a request may carry that nobody else is to see: a mailed link's token, the author's. */
const secretFields: readonly FieldToProtect[] = [
  {FieldType: 'QUERY_STRING'},
  {FieldType: 'SINGLE_HEADER', FieldKeys: ['authorization', 'referer']},
  {FieldType: 'BODY'},
];

export const firewallSubsystem = (): Fragment => ({
  about: 'who is stopped before the cache is asked.',
  resources: [
    resource(
      id,
      'AWS::WAFv2::WebACL',
      {
        Scope: 'CLOUDFRONT',
        DefaultAction: {Allow: {}},
        VisibilityConfig: watchedAs('WebAcl'),
        DataProtectionConfig: {
          DataProtections: secretFields.map((Field) => ({Action: 'SUBSTITUTION' as const, Field})),
        },
        Rules: [
          {
            Name: 'TooManyRequests',
            Priority: 0,
            Action: {Block: {CustomResponse: {ResponseCode: 429}}},
            Statement: {RateBasedStatement: {AggregateKeyType: 'IP', EvaluationWindowSec: 300, Limit: 2_000}},
            VisibilityConfig: watchedAs('TooManyRequests'),
          },
          ...managedRules.map((rules, i) => managedRule(rules, i + 1)),
        ],
      },
      {
        notes: {
          'Properties.DataProtectionConfig':
            'WAF shows requests of the last three hours as samples, to whoever may look: without tokens and addresses.',
          'Properties.Rules':
            "Bodies are only counted: they are the author's, who may write about an attack, or forms whose every field the API checks.\nA mail provider that unsubscribes for its reader need not say what it is.",
        },
      },
    ),
  ],
  outputs: [{name: 'WebAclArn', description: 'The firewall, for the home stack', value: getAtt(id, 'Arn')}],
});
