// A name of the blog's own.

import {distribution} from './view/distribution.ts';
import {envOf, functionsOf} from './view/functions.ts';
import {at, list, nameIn, same, sameNames, text} from './view/values.ts';
import {bodiesIn, each, type Item, itemOf, ofType, type Rule, type View} from './view/view.ts';

const record = 'AWS::Route53::RecordSet';
const certificate = 'AWS::CertificateManager::Certificate';

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html */
const zoneOfCloudFront = 'Z2FDTNDATAQYW2';

const aliases = (item: Item): readonly string[] => list(item.get('DistributionConfig.Aliases')).map(text);

export const domainRules: readonly Rule[] = [
  {
    id: 'DOMAIN-01',
    sentence: "a name of our own has a certificate of our own, and without one it is CloudFront's",
    check: each(distribution, (item) =>
      same(
        item.get('DistributionConfig.ViewerCertificate'),
        aliases(item).length > 0
          ? {
              AcmCertificateArn: {Ref: 'CertificateArn'},
              SslSupportMethod: 'sni-only',
              MinimumProtocolVersion: 'TLSv1.2_2021',
            }
          : {CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1.2_2021'},
      ),
    ),
  },
  {
    id: 'DOMAIN-02',
    sentence: 'a name of our own leads to the distribution, by IPv4 and by IPv6',
    check: each(distribution, (item, view) =>
      aliases(item).every((name) =>
        sameNames(
          ofType(view, record)
            .filter((each) => each.get('Name') === name)
            .map((each) => text(each.get('Type'))),
          ['A', 'AAAA'],
        ),
      ),
    ),
  },
  {
    id: 'DOMAIN-03',
    sentence: "a record is an alias of the distribution, in CloudFront's zone, of a name that it answers to",
    check: each(record, (item, view) => {
      const target = itemOf(view, nameIn(item.get('AliasTarget.DNSName')));

      return (
        target?.type === distribution &&
        at(item.get('AliasTarget.DNSName'), 'Fn::GetAtt.1') === 'DomainName' &&
        item.get('AliasTarget.HostedZoneId') === zoneOfCloudFront &&
        aliases(target).includes(text(item.get('Name')))
      );
    }),
  },
  {
    id: 'DOMAIN-04',
    sentence: 'a certificate proves itself by a record in the zone of its name, and so renews itself',
    check: each(
      certificate,
      (item) =>
        item.get('ValidationMethod') === 'DNS' &&
        item.get('DomainValidationOptions.0.DomainName') === item.get('DomainName') &&
        text(item.get('DomainValidationOptions.0.HostedZoneId')).startsWith('Z'),
    ),
  },
  {
    id: 'DOMAIN-05',
    sentence: 'the certificate is of the name that the distribution has, in the same zone',
    of: 'home',
    check: (view) => {
      const [made] = bodiesIn(view, 'edge', certificate);
      const names = ofType(view, distribution).flatMap(aliases);
      const zones = ofType(view, record).map((item) => text(item.get('HostedZoneId')));

      return same(names, made === undefined ? [] : [at(made, 'Properties.DomainName')]) &&
        zones.every((zone) => zone === at(made, 'Properties.DomainValidationOptions.0.HostedZoneId'))
        ? []
        : ['Distribution'];
    },
  },
  {
    id: 'DOMAIN-06',
    sentence: 'pages and mails name the blog by its own name, if it has one',
    check: (view: View) => {
      const [name] = ofType(view, distribution).flatMap(aliases);

      return functionsOf(view).flatMap((item) =>
        envOf(item).every(
          ([key, value]) =>
            key !== 'SITE_URL' || (name === undefined ? typeof value === 'object' : value === `https://${name}`),
        )
          ? []
          : item.id,
      );
    },
  },
];
