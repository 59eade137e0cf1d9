// Every finding of the audit that is not a fault of this blog, with the reason why. docs/audit.md shows it as a table.

export const profiles = ['lean', 'hardened'] as const;

export type Profile = (typeof profiles)[number];

export type Row = {
  /** As cdk-nag prints it, with what it found in brackets if there are several: `AwsSolutions-IAM5[Resource::*]`. */
  readonly rule: string;
  /** Logical ids, or the end of them: `*Queue`. Each must have a finding. */
  readonly resources: readonly string[];
  /** A sentence that a reviewer would accept. */
  readonly reason: string;
  /** If it holds in this profile only. */
  readonly profile?: Profile;
};

const wildcard = (resource: string): string => `AwsSolutions-IAM5[Resource::${resource}]`;

const photoKey =
  "A key holds a photo's id, which exists only once its ticket is asked for; the prefix is all that these roles reach.";

const listStreams =
  'The action dynamodb:ListStreams takes no single stream: it is how Lambda finds the one of this table. Reading names the stream.';

const noTraces =
  'Traces need xray actions on every resource in every role. Each call already leaves a line with its duration, and each photo a run or its log to look at.';

const accountRole =
  "The gateway's logs need a role that is set for the account's whole region, which the stack of one blog must not take over. Every function writes a line about each call, and CloudWatch counts what the gateway refuses.";

const lastStop = 'It is a dead-letter queue: what lies there waits for a person, and an alarm says so.';

const besideTheCluster = [
  'ListPostsRole',
  'ReadPostRole',
  'SavePostRole',
  'DeletePostRole',
  'ListAuthorPostsRole',
  'ReadAuthorPostRole',
];

const networkInterfaces =
  'Lambda makes the network interfaces of a function beside the DAX cluster by its role, before they have a name to be granted.';

const accountQuota = 'How much may be mailed is asked of the account (ses:GetSendQuota), which is no resource.';

export const register: readonly Row[] = [
  // Who may do what
  {rule: wildcard('*'), resources: besideTheCluster, reason: networkInterfaces},
  {rule: 'Serverless-LambdaStarPermissions', resources: besideTheCluster, reason: networkInterfaces},
  {
    rule: wildcard('*'),
    resources: ['ApiAccountRole'],
    profile: 'hardened',
    reason:
      'It is the role by which every API of the account writes its log in this region, and API Gateway accepts it with nothing less.',
  },
  {
    rule: wildcard('*'),
    resources: ['PhotosStateMachineRole', 'NewPostMailStateMachineRole'],
    reason: 'The actions that deliver its logs (logs:CreateLogDelivery and its like) take no resource.',
  },
  {rule: wildcard('*'), resources: ['SendPostMailsRole'], reason: accountQuota},
  {rule: 'Serverless-LambdaStarPermissions', resources: ['SendPostMailsRole'], reason: accountQuota},
  {
    rule: wildcard('<SiteBucket.Arn>/*'),
    resources: ['RenderPagesRole', 'RenderPhotoPagesRole', 'PublishSiteRole'],
    reason: 'These functions write the whole site: a page lies under the path that its slug or tag gives it.',
  },
  {
    rule: wildcard('<FailuresBucket.Arn>/*'),
    resources: ['RenderPagesRole', 'SendMailRole', 'SweepPhotosRole', 'SweepMailsRole'],
    reason: 'Lambda chooses the key of a record or a call that it gives up, and nothing else lies in this bucket.',
  },
  {rule: wildcard('<PostsTable.Arn>/stream/*'), resources: ['RenderPagesRole'], reason: listStreams},
  {rule: wildcard('<SubscribersTable.Arn>/stream/*'), resources: ['SendMailRole'], reason: listStreams},
  {
    rule: wildcard('<UploadsBucket.Arn>/uploads/*'),
    resources: ['CreatePhotoRole', 'ValidatePhotoRole', 'ResizePhotoRole', 'RemovePhotoRole', 'SweepPhotosRole'],
    reason: photoKey,
  },
  {
    rule: wildcard('<UploadsBucket.Arn>/originals/*'),
    resources: ['ResizePhotoRole', 'RemovePhotoRole', 'SweepPhotosRole'],
    reason: photoKey,
  },
  {
    rule: wildcard('<ThumbnailsBucket.Arn>/photos/*'),
    resources: ['ResizePhotoRole', 'RemovePhotoRole', 'SweepPhotosRole'],
    reason: photoKey,
  },
  {
    rule: wildcard('arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<PhotosStateMachine.Name>:*'),
    resources: ['SweepPhotosRole'],
    reason:
      'A run has a name of its own, which exists only once it has started; the sweep asks whether one of this machine is still under way.',
  },
  {
    rule: wildcard('arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*'),
    resources: ['SendMailRole', 'SweepMailsRole', 'SendPostMailsRole'],
    reason:
      "In its sandbox SES asks for the recipient's identity too. A condition lets the role mail as the configured sender only.",
  },
  {
    rule: 'AwsSolutions-SMG4',
    resources: ['AuthorTokenSecret'],
    reason:
      'The token is in the hands of an author, whom a rotation on a schedule would lock out. Rotating by hand is one command; the token before stays valid until the next, so a leaked one is ended by two.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    resources: ['LinkKeySecret'],
    reason:
      'Two rotations end every unsubscribe link signed before them, and those must work as long as a mail lies in an inbox. That is the price of ending a leaked key, and not to be paid on a schedule.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    resources: ['OriginKeySecret'],
    profile: 'hardened',
    reason:
      "The distribution and the API are told it by a deploy, and a rotation between two deploys would part them. It only keeps callers from going past the edge: what is the author's takes a token besides.",
  },
  {
    rule: 'AwsSolutions-SMG4',
    resources: ['UploadKeySecret'],
    reason:
      'CloudFront cannot change a public key in place: a pair is made anew by one deploy with another way to upload and one with this way again. It signs tickets of five minutes, each for one key.',
  },

  // Queues, mappings and calls
  {
    rule: 'Serverless-SNSRedrivePolicy',
    resources: ['AlarmsSubscription'],
    reason: 'What it mails is an alarm, which stands in CloudWatch until what it watches is well again, mailed or not.',
  },
  {
    rule: 'AwsSolutions-SQS3',
    resources: ['UploadsRuleDeadLetterQueue', 'SweepsScheduleDeadLetterQueue', 'MailSweepsScheduleDeadLetterQueue'],
    reason:
      'It is the dead-letter queue of what EventBridge calls, a rule or a schedule, where this rule does not look.',
  },
  {rule: 'Serverless-SQSRedrivePolicy', resources: ['*DeadLetterQueue'], reason: lastStop},
  {
    rule: 'Serverless-LambdaEventSourceMappingDestination',
    resources: ['RenderPhotoPagesMapping', 'RecordFeedbackMapping'],
    reason:
      'The mapping of a queue has no destination: after five tries the queue itself passes a message on to its dead-letter queue.',
  },
  {
    rule: 'Serverless-LambdaDLQ',
    resources: ['*Function'],
    reason:
      'It is the older way to keep an asynchronous call that failed. The one function that is called so, by a schedule, has a bucket for it, which gets the error too; CloudFormation fails the deploy if it gets no answer. The API and the workflow wait for an answer; streams and queues have a place for what fails.',
  },

  // The edge and the API
  {
    rule: 'AwsSolutions-VPC7',
    resources: ['CacheVpc'],
    reason:
      'Nothing is in it but the cluster and the functions beside it, and no way leads out but to the tables; a flow log would cost more than it could tell.',
  },
  {
    rule: 'AwsSolutions-CFR3',
    resources: ['Distribution'],
    profile: 'hardened',
    reason:
      'CloudWatch Logs delivers the access log, from the stack in us-east-1 and without query strings; this rule only knows the older setting of the distribution itself.',
  },
  {
    rule: 'AwsSolutions-APIG3',
    resources: ['BlogApiliveStage'],
    profile: 'hardened',
    reason:
      'The web ACL stands in front of the distribution, and the API refuses whoever does not bring the key that only the distribution has.',
  },
  {rule: 'AwsSolutions-CFR1', resources: ['Distribution'], reason: 'The blog is for readers in every country.'},
  {
    rule: 'AwsSolutions-CFR2',
    resources: ['Distribution'],
    profile: 'lean',
    reason:
      'A web ACL like that of the profile hardened costs 9 USD a month and more by the request, many times the rest of a quiet blog. The edge serves files, and the API behind it is throttled route by route.',
  },
  {
    rule: 'AwsSolutions-CFR3',
    resources: ['Distribution'],
    profile: 'lean',
    reason:
      'The delivery that this rule knows needs a bucket with access control lists, and logs whole query strings: the tokens of mailed links. The newer one, of chosen fields and set up from us-east-1, belongs to the profile hardened.',
  },
  {
    rule: 'AwsSolutions-CFR4',
    resources: ['Distribution'],
    reason:
      "A blog without a domain of its own has CloudFront's certificate, for which CloudFront chooses the protocols. With `domain` set it is TLS 1.2 and up.",
  },
  {rule: 'AwsSolutions-APIG1', resources: ['BlogApiliveStage'], profile: 'lean', reason: accountRole},
  {rule: 'Serverless-APIGWAccessLogging', resources: ['BlogApiliveStage'], profile: 'lean', reason: accountRole},
  {
    rule: 'AwsSolutions-APIG2',
    resources: ['BlogApi'],
    reason:
      'Every handler holds its request against one schema first, and names every field at fault. A second schema in the gateway could only disagree with it.',
  },
  {
    rule: 'AwsSolutions-APIG3',
    resources: ['BlogApiliveStage'],
    profile: 'lean',
    reason:
      'A web ACL like that of the profile hardened costs 9 USD a month and more by the request. Every route is throttled, the one that sends mail to a few calls a second, and writing takes a token.',
  },
  {rule: 'AwsSolutions-APIG6', resources: ['BlogApiliveStage'], profile: 'lean', reason: accountRole},
  {
    rule: 'AwsSolutions-APIG6',
    resources: ['BlogApiliveStage'],
    profile: 'hardened',
    reason:
      'The access log has a line about each request, and each function one about its own. Execution logs would add what a request carries, in a group that API Gateway makes itself and keeps for ever.',
  },

  // Watching
  {
    rule: 'AwsSolutions-S1',
    resources: ['*Bucket'],
    reason:
      'No bucket is public. Beside the roles of this stack only one distribution reads; only the holder of a ticket writes, one key for five minutes, and CloudWatch Logs the access log. What readers ask for passes the distribution, where the profile hardened keeps that log.',
  },
  {rule: 'AwsSolutions-SF2', resources: ['PhotosStateMachine', 'NewPostMailStateMachine'], reason: noTraces},
  {
    rule: 'Serverless-StepFunctionStateMachineXray',
    resources: ['PhotosStateMachine', 'NewPostMailStateMachine'],
    reason: noTraces,
  },
  {rule: 'Serverless-LambdaTracing', resources: ['*Function'], reason: noTraces},
  {rule: 'Serverless-APIGWXrayEnabled', resources: ['BlogApiliveStage'], reason: noTraces},
];
