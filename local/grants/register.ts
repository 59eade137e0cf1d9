import type {Exception} from './compare.ts';

/**
 * Every grant that AWS itself uses on a role's behalf. That such a grant stands only where it is needed is held by the rules
 * IAM-08, IAM-09, IAM-10 and IAM-14 of generator/rules.
 */
const register: readonly Exception[] = [
  {
    roles: /Role$/,
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    targets: /LogGroup\b/,
    reason: "Lambda writes a function's log.",
  },
  {
    roles: /Role$/,
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    targets: /Table\/stream\/./,
    reason: 'Lambda reads a stream for the function that it feeds.',
  },
  {
    roles: /Role$/,
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    targets: /Queue$/,
    reason: 'Lambda polls a queue for the function that it feeds.',
  },
  {
    roles: /Role$/,
    actions: ['s3:PutObject', 's3:ListBucket'],
    targets: /^FailuresBucket\b/,
    reason: 'Lambda puts there what a function could not handle.',
  },
  {
    roles: /^(ValidatePhoto|ResizePhoto)Role$/,
    actions: ['s3:ListBucket'],
    targets: /^UploadsBucket$/,
    reason: 'S3 says that an object is gone only to who may list the bucket; all others it refuses.',
  },
  {
    roles: /RuleRole$/,
    actions: ['states:StartExecution'],
    targets: /StateMachine$/,
    reason: 'EventBridge starts a run.',
  },
  {
    roles: /ScheduleRole$/,
    actions: ['lambda:InvokeFunction'],
    targets: /Function$/,
    reason: 'EventBridge Scheduler calls a function.',
  },
  {
    roles: /ScheduleRole$/,
    actions: ['sqs:SendMessage'],
    targets: /DeadLetterQueue$/,
    reason: 'EventBridge Scheduler keeps the calls that it could not make.',
  },
  {
    roles: /StateMachineRole$/,
    actions: [
      'logs:CreateLogDelivery',
      'logs:GetLogDelivery',
      'logs:UpdateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:DescribeResourcePolicies',
      'logs:DescribeLogGroups',
    ],
    targets: /^\*$/,
    reason: "Step Functions sets up the delivery of a machine's log.",
  },
  {
    roles: /^(ListPosts|ReadPost|SavePost|DeletePost|ListAuthorPosts|ReadAuthorPost)Role$/,
    actions: [
      'ec2:CreateNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
    ],
    targets: /^\*$/,
    reason: 'Lambda puts a function into a network.',
    option: 'everything',
  },
  {
    roles: /^CacheClusterRole$/,
    actions: [
      'dynamodb:DescribeTable',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:DeleteItem',
    ],
    targets: /^PostsTable$/,
    reason: 'The cluster, which does not exist here, asks the table what it is asked itself.',
    option: 'everything',
  },
  {
    roles: /ApiAccountRole$/,
    actions: [
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogGroups',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
      'logs:GetLogEvents',
      'logs:FilterLogEvents',
    ],
    targets: /^\*$/,
    reason: 'API Gateway writes the logs of its APIs.',
    option: 'everything',
  },
];

/** What holds of a run of blog.config.ts, or of one of the configs of `npm run options`. */
export const registerOf = (run: string | undefined): readonly Exception[] =>
  register.filter(({option}) => option === undefined || option === run);
