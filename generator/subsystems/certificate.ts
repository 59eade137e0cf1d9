import type {Fragment} from '../cfn.ts';
import type {Config} from '../config.ts';
import {certificate} from '../resources/domains.ts';

export const certificateSubsystem = (domain: NonNullable<Config['domain']>): Fragment => {
  const {arn, resources} = certificate(domain);

  return {
    about: "the certificate of the blog's own name.",
    resources,
    outputs: [{name: 'CertificateArn', description: 'The certificate, for the home stack', value: arn}],
  };
};
