import {logicalId, type Parameter, type Ref, type Resource, ref, resource, type Value} from '../cfn.ts';

/** A name of one's own, in a zone of Route 53. */
type Domain = {readonly name: string; readonly hostedZoneId: string};

/** The zone of every distribution. https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html */
const cloudFrontZone = 'Z2FDTNDATAQYW2';

export const certificateArn: Parameter = {
  id: logicalId('certificate-arn'),
  description: 'Output CertificateArn of the edge stack in us-east-1',
};

/** The name for IPv4 and IPv6, as aliases, which cost nothing to ask for. */
export const aliasRecords = (
  {name, hostedZoneId}: Domain,
  distributionDomainName: Value<string>,
): readonly Resource[] =>
  [
    ['site-record', 'A'],
    ['site-record-v6', 'AAAA'],
  ].map(([noun = '', type = '']) =>
    resource(logicalId(noun), 'AWS::Route53::RecordSet', {
      Name: name,
      Type: type,
      HostedZoneId: hostedZoneId,
      AliasTarget: {DNSName: distributionDomainName, HostedZoneId: cloudFrontZone},
    }),
  );

/** The certificate of a name, which proves itself by a record in the name's zone. */
export const certificate = ({
  name,
  hostedZoneId,
}: Domain): {readonly arn: Ref; readonly resources: readonly Resource[]} => {
  const id = logicalId('certificate');

  return {
    arn: ref(id),
    resources: [
      resource(id, 'AWS::CertificateManager::Certificate', {
        DomainName: name,
        ValidationMethod: 'DNS',
        DomainValidationOptions: [{DomainName: name, HostedZoneId: hostedZoneId}],
      }),
    ],
  };
};
