import test from 'ava';
import {getAtt, logicalId} from '../../generator/cfn.ts';
import {allow} from '../../generator/iam.ts';

const table = getAtt(logicalId('posts', 'table'), 'Arn');
const bucket = getAtt(logicalId('site', 'bucket'), 'Arn');

test('grants on one resource become one statement', (t) => {
  t.deepEqual(
    allow([
      {actions: ['dynamodb:GetItem'], resource: table},
      {actions: ['s3:ListBucket'], resource: bucket},
      {actions: ['dynamodb:Query', 'dynamodb:GetItem'], resource: table},
    ]),
    [
      {Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: table},
      {Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket},
    ],
  );
});

test('a condition holds for its own grant only', (t) => {
  const condition = {StringEquals: {'ses:FromAddress': 'hello@example.com'}};

  t.deepEqual(
    allow([
      {actions: ['ses:SendRawEmail'], resource: '*', condition},
      {actions: ['ses:GetSendQuota'], resource: '*'},
    ]),
    [
      {Effect: 'Allow', Action: 'ses:SendRawEmail', Resource: '*', Condition: condition},
      {Effect: 'Allow', Action: 'ses:GetSendQuota', Resource: '*'},
    ],
  );
});

test('no grant is no statement', (t) => {
  t.deepEqual(allow([]), []);
});
