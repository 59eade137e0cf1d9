// What AWS calls each kind of part, and its colour and glyph in a picture.

import {UserError} from '../operate/user-error.ts';
import type {Glyph} from './glyphs.ts';

export type Category = 'storage' | 'compute' | 'networking' | 'database' | 'integration' | 'security' | 'people';

export type Service = {readonly name: string; readonly category: Category; readonly glyph: Glyph};

/** A type, or with `Custom::` all that start so. */
const services: Readonly<Record<string, Service>> = {
  'AWS::CloudFront::Distribution': {name: 'CloudFront', category: 'networking', glyph: 'globe'},
  'AWS::CloudFront::Function': {name: 'CloudFront Function', category: 'networking', glyph: 'function'},
  'AWS::CloudFront::OriginAccessControl': {name: 'CloudFront OAC', category: 'security', glyph: 'signature'},
  'AWS::DAX::Cluster': {name: 'DynamoDB Accelerator', category: 'database', glyph: 'accelerator'},
  'AWS::DynamoDB::GlobalTable': {name: 'DynamoDB', category: 'database', glyph: 'table'},
  'AWS::Events::Rule': {name: 'EventBridge', category: 'integration', glyph: 'events'},
  'AWS::S3::Bucket': {name: 'S3 bucket', category: 'storage', glyph: 'bucket'},
  'AWS::S3::BucketPolicy': {name: 'Bucket policy', category: 'security', glyph: 'shield'},
  'AWS::SES::EmailIdentity': {name: 'SES', category: 'integration', glyph: 'mail'},
  'AWS::SNS::Topic': {name: 'SNS topic', category: 'integration', glyph: 'topic'},
  'AWS::SQS::Queue': {name: 'SQS queue', category: 'integration', glyph: 'queue'},
  'AWS::Scheduler::Schedule': {name: 'EventBridge Scheduler', category: 'integration', glyph: 'clock'},
  'AWS::SecretsManager::Secret': {name: 'Secrets Manager', category: 'security', glyph: 'key'},
  'AWS::Serverless::Api': {name: 'API Gateway', category: 'networking', glyph: 'api'},
  'AWS::Serverless::Function': {name: 'Lambda', category: 'compute', glyph: 'lambda'},
  'AWS::Serverless::StateMachine': {name: 'Step Functions', category: 'integration', glyph: 'workflow'},
  'AWS::WAFv2::WebACL': {name: 'WAF', category: 'security', glyph: 'shield'},
  'Custom::': {name: 'Custom resource', category: 'integration', glyph: 'release'},
};

export const personService: Service = {name: '', category: 'people', glyph: 'person'};

/** @throws UserError naming the type, if it is not known: a picture has to say what a thing is. */
export const serviceOf = (type: string): Service => {
  const service = services[type.replace(/^Custom::.*/, 'Custom::')];

  if (service === undefined) {
    throw new UserError(`expected a type with a line in pictures/services.ts, got ${type}`);
  }

  return service;
};
