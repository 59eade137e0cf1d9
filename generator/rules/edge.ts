import {logicalId, ref, stack, sub} from '../cfn.ts';
import {policiesOf} from './view/access.ts';
import {
  apiOf,
  behaviorFor,
  behaviorsOf,
  codeOf,
  distribution,
  eachBehavior,
  eachOrigin,
  isApiOrigin,
  isBucketOrigin,
  originsOf,
  takesUploads,
} from './view/distribution.ts';
import {routesOf} from './view/functions.ts';
import {at, list, nameIn, same, text} from './view/values.ts';
import {each, itemOf, ofType, type Rule, type View} from './view/view.ts';

const isCloudFront = (principal: unknown): boolean => same(principal, {Service: 'cloudfront.amazonaws.com'});

const edgeStatements = (view: View) =>
  ofType(view, 'AWS::S3::Bucket').flatMap((bucket) =>
    policiesOf(view, bucket.id)
      .filter(({effect, principal}) => effect === 'Allow' && isCloudFront(principal))
      .map((statement) => ({bucket, ...statement})),
  );

const goesTo = (code: string, origin: string): boolean =>
  ["'", '"'].some((quote) => code.includes(`${quote}${origin}${quote}`));

const isThisDistribution = (view: View, condition: unknown): boolean => {
  const arn = at(condition, 'StringEquals.aws:SourceArn');

  return ofType(view, distribution).some(({id}) =>
    same(arn, sub`arn:${stack.partition}:cloudfront::${stack.account}:distribution/${ref(logicalId(id))}`),
  );
};

/** Whose names are one space for the whole account, or for all of its stacks in a region. */
const namedTypes = {
  'AWS::CloudFront::CachePolicy': 'CachePolicyConfig.Name',
  'AWS::CloudFront::Function': 'Name',
  'AWS::CloudFront::KeyGroup': 'KeyGroupConfig.Name',
  'AWS::CloudFront::OriginAccessControl': 'OriginAccessControlConfig.Name',
  'AWS::CloudFront::PublicKey': 'PublicKeyConfig.Name',
  'AWS::CloudFront::ResponseHeadersPolicy': 'ResponseHeadersPolicyConfig.Name',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::Logs::DeliveryDestination': 'Name',
  'AWS::Logs::DeliverySource': 'Name',
  'AWS::SES::ConfigurationSet': 'Name',
} as const;

export const edgeRules: readonly Rule[] = [
  {
    id: 'EDGE-01',
    sentence: 'a reader without TLS is sent to https, on every path',
    check: eachBehavior(({get}) => ['redirect-to-https', 'https-only'].includes(text(get('ViewerProtocolPolicy')))),
  },
  {
    id: 'EDGE-02',
    sentence: 'readers speak TLS 1.2 of 2021 or later',
    check: each(
      distribution,
      (item) => item.get('DistributionConfig.ViewerCertificate.MinimumProtocolVersion') === 'TLSv1.2_2021',
    ),
  },
  {
    id: 'EDGE-03',
    sentence: 'an origin that is no bucket is asked by https with TLS 1.2 only',
    check: eachOrigin(
      (origin, view) =>
        isBucketOrigin(view, origin) ||
        (at(origin, 'CustomOriginConfig.OriginProtocolPolicy') === 'https-only' &&
          same(at(origin, 'CustomOriginConfig.OriginSSLProtocols'), ['TLSv1.2'])),
    ),
  },
  {
    id: 'EDGE-04',
    sentence: 'a bucket is read through an origin access control and no older identity',
    check: eachOrigin(
      (origin, view) =>
        !isBucketOrigin(view, origin) ||
        (itemOf(view, nameIn(at(origin, 'OriginAccessControlId')))?.type === 'AWS::CloudFront::OriginAccessControl' &&
          at(origin, 'S3OriginConfig.OriginAccessIdentity') === ''),
    ),
  },
  {
    id: 'EDGE-05',
    sentence: 'an origin access control signs every request to S3',
    check: each(
      'AWS::CloudFront::OriginAccessControl',
      (item) =>
        item.get('OriginAccessControlConfig.SigningBehavior') === 'always' &&
        item.get('OriginAccessControlConfig.SigningProtocol') === 'sigv4' &&
        item.get('OriginAccessControlConfig.OriginAccessControlOriginType') === 's3',
    ),
  },
  {
    id: 'EDGE-06',
    sentence: 'a bucket lets CloudFront in only for the distribution of this stack',
    check: (view) =>
      edgeStatements(view).flatMap(({bucket, condition}) => (isThisDistribution(view, condition) ? [] : bucket.id)),
  },
  {
    id: 'EDGE-07',
    sentence: 'CloudFront may read the objects of a bucket, or write under the prefix of uploads, and nothing else',
    check: (view) =>
      edgeStatements(view).flatMap(({bucket, actions, resources}) =>
        (
          bucket.get('NotificationConfiguration') === undefined
            ? same(actions, ['s3:GetObject']) && same(resources, [{'Fn::Sub': `\${${bucket.id}.Arn}/*`}])
            : same(actions, ['s3:PutObject']) && same(resources, [{'Fn::Sub': `\${${bucket.id}.Arn}/uploads/*`}])
        )
          ? []
          : bucket.id,
      ),
  },
  {
    id: 'EDGE-08',
    sentence: 'every bucket behind the distribution lets it in, once',
    check: (view) =>
      originsOf(view)
        .filter((origin) => isBucketOrigin(view, origin))
        .map((origin) => nameIn(at(origin, 'DomainName')))
        .filter((id) => edgeStatements(view).filter(({bucket}) => bucket.id === id).length !== 1),
  },
  {
    id: 'EDGE-09',
    sentence: 'a bucket is asked by GET and HEAD only, but that of uploads',
    check: eachBehavior(
      (behavior, view) =>
        isApiOrigin(view, behavior.origin) ||
        takesUploads(view, behavior) ||
        same(behavior.get('AllowedMethods'), ['GET', 'HEAD']),
    ),
  },
  {
    id: 'EDGE-10',
    of: 'home',
    sentence: 'every route reaches the API, by its method',
    check: (view) =>
      routesOf(view).flatMap(({item, method, path}) => {
        const behavior = behaviorFor(view, path);

        return behavior && isApiOrigin(view, behavior.origin) && list(behavior.get('AllowedMethods')).includes(method)
          ? []
          : item.id;
      }),
  },
  {
    id: 'EDGE-11',
    sentence: 'every path has an origin, and every origin a path, or code that goes there',
    check: (view) => [
      ...behaviorsOf(view).flatMap(({origin, where}) => (origin === undefined ? where : [])),
      ...originsOf(view).flatMap((origin) =>
        behaviorsOf(view).some(
          (behavior) => behavior.origin === origin || goesTo(codeOf(behavior.viewerRequest), text(at(origin, 'Id'))),
        )
          ? []
          : `origin ${text(at(origin, 'Id'))}`,
      ),
    ],
  },
  {
    id: 'EDGE-12',
    sentence: "the API's origin path is its stage",
    check: eachOrigin(
      (origin, view) =>
        !isApiOrigin(view, origin) || at(origin, 'OriginPath') === `/${apiOf(view, origin)?.get('StageName')}`,
    ),
  },
  {
    id: 'EDGE-13',
    sentence: 'S3 answers 403 for a missing object: that, and nothing else, becomes the page of a missing one',
    check: each(distribution, (item) =>
      same(
        list(item.get('DistributionConfig.CustomErrorResponses'))
          .filter((response) => at(response, 'ResponsePagePath') !== undefined)
          .map((response) => ['ErrorCode', 'ResponseCode', 'ResponsePagePath'].map((key) => at(response, key))),
        [[403, 404, '/404.html']],
      ),
    ),
  },
  {
    id: 'EDGE-14',
    sentence: 'a function at the edge runs on cloudfront-js-2.0 and is published',
    check: each(
      'AWS::CloudFront::Function',
      (item) => item.get('FunctionConfig.Runtime') === 'cloudfront-js-2.0' && item.get('AutoPublish') === true,
    ),
  },
  {
    id: 'EDGE-15',
    sentence: 'pages are rewritten to index.html: S3 knows no folders',
    check: (view) =>
      behaviorsOf(view).flatMap(({pattern, viewerRequest, where}) => {
        return pattern !== '*' || codeOf(viewerRequest).includes('index.html') ? [] : where;
      }),
  },
  {
    id: 'EDGE-16',
    sentence: "a name that is unique in the account starts with the stack's",
    check: (view) =>
      Object.entries(namedTypes).flatMap(([type, path]) =>
        each(type, (item) => {
          const name = item.get(path);

          return same(name, {Ref: 'AWS::StackName'}) || text(at(name, 'Fn::Sub')).startsWith(`\${AWS::StackName}-`);
        })(view),
      ),
  },
  {
    id: 'EDGE-17',
    sentence: 'the distribution is on, has a front page, and speaks IPv6 and HTTP/3',
    check: each(distribution, (item) =>
      same(
        ['Enabled', 'DefaultRootObject', 'IPV6Enabled', 'HttpVersion'].map((key) =>
          item.get(`DistributionConfig.${key}`),
        ),
        [true, 'index.html', true, 'http2and3'],
      ),
    ),
  },
  {
    id: 'EDGE-18',
    sentence: 'a path begins with a slash; CloudFront takes two, three or all seven methods',
    check: eachBehavior(
      ({get, pattern}) =>
        (pattern === '*' || pattern.startsWith('/')) && [2, 3, 7].includes(list(get('AllowedMethods')).length),
    ),
  },
  {
    id: 'EDGE-19',
    sentence: 'code at the edge is no larger than CloudFront takes, 10 kB',
    check: each('AWS::CloudFront::Function', (item) => Buffer.byteLength(codeOf(item)) <= 10_240),
  },
];
