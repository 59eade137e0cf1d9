// What could be tried with the role of a function that sends mail, and which of these roles may.
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {InvokeCommand} from '@aws-sdk/client-lambda';
import {GetObjectCommand, ListObjectsV2Command, PutObjectCommand} from '@aws-sdk/client-s3';
import {GetSecretValueCommand, PutSecretValueCommand} from '@aws-sdk/client-secrets-manager';
import {
  CreateConfigurationSetCommand,
  DeleteConfigurationSetCommand,
  DeleteIdentityCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  ListIdentitiesCommand,
  PutIdentityPolicyCommand,
  SendBulkTemplatedEmailCommand,
  SendEmailCommand,
  SendRawEmailCommand,
  SendTemplatedEmailCommand,
  UpdateConfigurationSetSendingEnabledCommand,
  VerifyEmailIdentityCommand,
} from '@aws-sdk/client-ses';
import {StartExecutionCommand} from '@aws-sdk/client-sfn';
import {ReceiveMessageCommand, SendMessageCommand} from '@aws-sdk/client-sqs';
import blogConfig from '../../blog.config.ts';
import {type Blog, output} from '../../local/blog.ts';
import type {AssumedRole} from './assumed-role.ts';

export const roles = ['SendMailRole', 'SweepMailsRole', 'SendPostMailsRole'] as const;
export type Role = (typeof roles)[number];

type Try = readonly [what: string, call: (role: AssumedRole) => Promise<unknown>, mayOnly: readonly Role[]];

const {sender} = blogConfig.mail;
const other = 'other@example.com';
const mark = 'a-try-with-a-role';
const none: readonly Role[] = [];
const aboutPosts: readonly Role[] = ['SweepMailsRole', 'SendPostMailsRole'];

type Raw = {readonly from?: string; readonly source?: string; readonly set?: string; readonly header?: string};

const rawMails = ({physicalIds}: Blog, to: string): readonly Try[] => {
  const set = physicalIds['ConfigurationSet'] ?? '';
  const raw =
    ({from = sender, source = sender, header = '', ...named}: Raw): Try[1] =>
    ({ses}) =>
      ses.send(
        new SendRawEmailCommand({
          ...{Source: source, Destinations: [to], ...(named.set && {ConfigurationSetName: named.set})},
          RawMessage: {Data: Buffer.from(`From: ${from}\r\nTo: ${to}\r\nSubject: ${mark}\r\n${header}\r\nA try.\r\n`)},
        }),
      );
  return [
    ['a mail from the sender, through the configuration set', raw({set}), roles],
    ['the same with a name in From', raw({from: `"The Blog" <${sender}>`, set}), roles],
    // No key of IAM asks for one; the set of the identity, which is the same, takes its place.
    ['a mail that names no configuration set', raw({}), roles],
    // Where it comes back to, if the account has verified that address; readers see From, which is what SES compares.
    ['a mail whose envelope names somebody else', raw({source: other, set}), roles],
    ['a mail from another address', raw({from: other, source: other, set}), none],
    ['a mail with another From than its envelope', raw({from: other, set}), none],
    ['a mail with the sender as the name of another', raw({from: `"${sender}" <${other}>`, set}), none],
    ['a mail from the sender in upper case', raw({from: sender.toUpperCase(), set}), none],
    ['a mail through another configuration set', raw({set: 'other'}), none],
    ['a mail with another set in a header', raw({header: 'X-SES-CONFIGURATION-SET: other\r\n'}), none],
  ];
};

const restOfSes = (to: string): readonly Try[] => {
  const [Destination, text] = [{ToAddresses: [to]}, {Data: mark}];
  const Message = {Subject: text, Body: {Text: text}};
  const template = {Source: sender, Template: mark};
  const ConfigurationSetName = mark;
  return [
    ['SendEmail', ({ses}) => ses.send(new SendEmailCommand({Source: sender, Destination, Message})), none],
    [
      'SendTemplatedEmail',
      ({ses}) => ses.send(new SendTemplatedEmailCommand({...template, Destination, TemplateData: '{}'})),
      none,
    ],
    [
      'SendBulkTemplatedEmail',
      ({ses}) =>
        ses.send(
          new SendBulkTemplatedEmailCommand({...template, DefaultTemplateData: '{}', Destinations: [{Destination}]}),
        ),
      none,
    ],
    ['GetSendQuota', ({ses}) => ses.send(new GetSendQuotaCommand({})), ['SendPostMailsRole']],
    ['ListIdentities', ({ses}) => ses.send(new ListIdentitiesCommand({})), none],
    [
      'GetIdentityVerificationAttributes',
      ({ses}) => ses.send(new GetIdentityVerificationAttributesCommand({Identities: [sender]})),
      none,
    ],
    ['VerifyEmailIdentity', ({ses}) => ses.send(new VerifyEmailIdentityCommand({EmailAddress: to})), none],
    ['DeleteIdentity', ({ses}) => ses.send(new DeleteIdentityCommand({Identity: to})), none],
    [
      'PutIdentityPolicy',
      ({ses}) => ses.send(new PutIdentityPolicyCommand({Identity: to, PolicyName: mark, Policy: '{}'})),
      none,
    ],
    [
      'CreateConfigurationSet',
      ({ses}) => ses.send(new CreateConfigurationSetCommand({ConfigurationSet: {Name: mark}})),
      none,
    ],
    ['DeleteConfigurationSet', ({ses}) => ses.send(new DeleteConfigurationSetCommand({ConfigurationSetName})), none],
    [
      'UpdateConfigurationSetSendingEnabled',
      ({ses}) => ses.send(new UpdateConfigurationSetSendingEnabledCommand({ConfigurationSetName, Enabled: false})),
      none,
    ],
  ];
};

const tables = (blog: Blog): readonly Try[] => {
  const [subscribers, posts, photos] = ['Subscribers', 'Posts', 'Photos'].map((name) => ({
    TableName: output(blog, `${name}TableName`),
  })) as [{TableName: string}, {TableName: string}, {TableName: string}];
  const Key = {pk: {S: mark}, sk: {S: mark}};
  const due = {
    ...{KeyConditionExpression: '#key = :key', ExpressionAttributeValues: {':key': {S: mark}}, IndexName: 'due'},
    ExpressionAttributeNames: {'#key': 'kind'},
  };
  const confirmed = {...due, IndexName: 'confirmed', ExpressionAttributeNames: {'#key': 'confirmed'}};
  const nothing = {Key, UpdateExpression: 'REMOVE nothing'};
  return [
    ['a subscriber read', ({dynamodb}) => dynamodb.send(new GetItemCommand({...subscribers, Key})), roles],
    ['the ledger written', ({dynamodb}) => dynamodb.send(new UpdateItemCommand({...subscribers, ...nothing})), roles],
    ['a subscriber put', ({dynamodb}) => dynamodb.send(new PutItemCommand({...subscribers, Item: Key})), none],
    ['a subscriber deleted', ({dynamodb}) => dynamodb.send(new DeleteItemCommand({...subscribers, Key})), none],
    ['all subscribers read', ({dynamodb}) => dynamodb.send(new ScanCommand({...subscribers, Limit: 1})), none],
    ['what is due', ({dynamodb}) => dynamodb.send(new QueryCommand({...subscribers, ...due})), ['SweepMailsRole']],
    [
      'who is confirmed',
      ({dynamodb}) => dynamodb.send(new QueryCommand({...subscribers, ...confirmed})),
      ['SendPostMailsRole'],
    ],
    ['a post read', ({dynamodb}) => dynamodb.send(new GetItemCommand({...posts, Key})), aboutPosts],
    ['a photo read', ({dynamodb}) => dynamodb.send(new GetItemCommand({...photos, Key})), aboutPosts],
    ['a post put', ({dynamodb}) => dynamodb.send(new PutItemCommand({...posts, Item: Key})), none],
    ['posts read', ({dynamodb}) => dynamodb.send(new ScanCommand({...posts, Limit: 1})), none],
  ];
};

const others = (blog: Blog): readonly Try[] => {
  const linkKey = {SecretId: output(blog, 'LinkKeySecretArn')};
  const author = {SecretId: output(blog, 'AuthorTokenSecretArn')};
  const [site, uploads, failures] = ['Site', 'Uploads', 'Failures'].map((name) => ({
    Bucket: output(blog, `${name}BucketName`),
  })) as [{Bucket: string}, {Bucket: string}, {Bucket: string}];
  const feedback = {QueueUrl: output(blog, 'FeedbackQueueUrl')};
  const run = {stateMachineArn: output(blog, 'PostsStateMachineArn'), input: '{}'};
  const Key = mark;
  return [
    ['the key of the links', ({secrets}) => secrets.send(new GetSecretValueCommand(linkKey)), roles],
    [
      'another key of the links',
      ({secrets}) => secrets.send(new PutSecretValueCommand({...linkKey, SecretString: mark})),
      none,
    ],
    ["the author's token", ({secrets}) => secrets.send(new GetSecretValueCommand(author)), none],
    ['a page read', ({s3}) => s3.send(new GetObjectCommand({...site, Key: 'index.html'})), none],
    ['a page written', ({s3}) => s3.send(new PutObjectCommand({...site, Key, Body: mark})), none],
    ['an upload read', ({s3}) => s3.send(new GetObjectCommand({...uploads, Key})), none],
    ['a failure read', ({s3}) => s3.send(new GetObjectCommand({...failures, Key})), none],
    // Lambda puts them there by the role.
    ['failures listed', ({s3}) => s3.send(new ListObjectsV2Command(failures)), ['SendMailRole', 'SweepMailsRole']],
    ['feedback received', ({sqs}) => sqs.send(new ReceiveMessageCommand(feedback)), none],
    ['feedback sent', ({sqs}) => sqs.send(new SendMessageCommand({...feedback, MessageBody: mark})), none],
    ['a run started', ({sfn}) => sfn.send(new StartExecutionCommand(run)), none],
    [
      'a function called',
      ({lambda}) => lambda.send(new InvokeCommand({FunctionName: blog.physicalIds['SweepMailsFunction']})),
      none,
    ],
  ];
};

/** `to` gets the mails that are let through. */
export const tries = (blog: Blog, to: string): readonly Try[] => [
  ...rawMails(blog, to),
  ...restOfSes(to),
  ...tables(blog),
  ...others(blog),
];
