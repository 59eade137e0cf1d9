import {eachBehavior} from './view/distribution.ts';
import {nameIn, number, text} from './view/values.ts';
import {each, type Item, itemOf, type Rule} from './view/view.ts';

const headersPolicy = 'AWS::CloudFront::ResponseHeadersPolicy';

const header = (item: Item, path: string): unknown =>
  item.get(`ResponseHeadersPolicyConfig.SecurityHeadersConfig.${path}`);

const directives = (item: Item): readonly string[] =>
  text(header(item, 'ContentSecurityPolicy.ContentSecurityPolicy'))
    .split(';')
    .map((directive) => directive.trim());

export const headersRules: readonly Rule[] = [
  {
    id: 'HEADERS-01',
    sentence: 'every path has a headers policy of this stack',
    check: eachBehavior(({get}, view) => itemOf(view, nameIn(get('ResponseHeadersPolicyId')))?.type === headersPolicy),
  },
  {
    id: 'HEADERS-02',
    sentence: "the content security policy starts from 'none'",
    check: each(headersPolicy, (item) => directives(item).includes("default-src 'none'")),
  },
  {
    id: 'HEADERS-03',
    sentence: 'no policy allows what is inline, evaluated, or from anywhere',
    check: each(headersPolicy, (item) => !/unsafe-|https?:|\*/.test(directives(item).join(';'))),
  },
  {
    id: 'HEADERS-04',
    sentence: 'nobody frames a page, sends its forms elsewhere or moves its base; a photo is sandboxed',
    check: each(
      headersPolicy,
      (item) =>
        directives(item).includes('sandbox') ||
        ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"].every((directive) =>
          directives(item).includes(directive),
        ),
    ),
  },
  {
    id: 'HEADERS-05',
    sentence: 'https is remembered for a year or more, for subdomains too',
    check: each(
      headersPolicy,
      (item) =>
        number(header(item, 'StrictTransportSecurity.AccessControlMaxAgeSec')) >= 31_536_000 &&
        header(item, 'StrictTransportSecurity.IncludeSubdomains') === true,
    ),
  },
  {
    id: 'HEADERS-06',
    sentence: 'nosniff is sent',
    check: each(headersPolicy, (item) => header(item, 'ContentTypeOptions') !== undefined),
  },
  {
    id: 'HEADERS-07',
    sentence: 'older browsers are told not to frame either',
    check: each(headersPolicy, (item) => header(item, 'FrameOptions.FrameOption') === 'DENY'),
  },
  {
    id: 'HEADERS-08',
    sentence: 'another site learns no path, where tokens may stand',
    check: each(headersPolicy, (item) =>
      ['no-referrer', 'strict-origin-when-cross-origin', 'same-origin'].includes(
        text(header(item, 'ReferrerPolicy.ReferrerPolicy')),
      ),
    ),
  },
  {
    id: 'HEADERS-09',
    sentence: 'the edge has the last word on these headers',
    check: each(headersPolicy, (item) =>
      [
        'ContentSecurityPolicy',
        'ContentTypeOptions',
        'FrameOptions',
        'ReferrerPolicy',
        'StrictTransportSecurity',
      ].every((name) => header(item, `${name}.Override`) === true),
    ),
  },
];
