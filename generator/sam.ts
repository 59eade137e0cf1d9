// The AWS::Serverless types: SAM publishes no schema of its own types, so these hold what this generator emits and nothing else.

export type ServerlessApiEvent = {
  Type: 'Api';
  Properties: {
    RestApiId: string;
    Method: string;
    Path: string;
    Auth?: {Authorizer: string};
  };
};

export type ServerlessFunctionProperties = {
  CodeUri: string;
  Handler: string;
  Description?: string;
  Role: string;
  Timeout?: number;
  MemorySize?: number;
  Layers?: string[];
  Environment?: {Variables: Record<string, string>};
  ReservedConcurrentExecutions?: number;
  VpcConfig?: {SubnetIds: string[]; SecurityGroupIds: string[]};
  LoggingConfig: {LogGroup: string};
  EventInvokeConfig?: {
    MaximumEventAgeInSeconds: number;
    MaximumRetryAttempts: number;
    DestinationConfig: {OnFailure: {Type: 'S3Bucket'; Destination: string}};
  };
  AutoPublishAlias?: string;
  AutoPublishAliasAllProperties?: boolean;
  Events?: Record<string, ServerlessApiEvent>;
};

export type ServerlessLayerVersionProperties = {
  Description?: string;
  ContentUri: string;
  CompatibleRuntimes: string[];
  CompatibleArchitectures: string[];
  RetentionPolicy: 'Retain' | 'Delete';
};

export type GatewayResponse = {
  StatusCode?: number;
  ResponseParameters: {Headers: Record<string, string>};
  ResponseTemplates: Record<string, string>;
};

export type MethodSetting = {
  HttpMethod: string;
  ResourcePath: string;
  ThrottlingRateLimit: number;
  ThrottlingBurstLimit: number;
};

export type ServerlessApiProperties = {
  Name: string;
  StageName: string;
  EndpointConfiguration: {Type: 'REGIONAL'};
  MinimumCompressionSize?: number;
  Auth?: {
    ApiKeyRequired?: boolean;
    DefaultAuthorizer?: string;
    Authorizers?: Record<
      string,
      {
        FunctionArn: string;
        FunctionPayloadType: 'TOKEN';
        Identity: {Header: string; ReauthorizeEvery: number};
      }
    >;
  };
  GatewayResponses: Record<string, GatewayResponse>;
  MethodSettings: MethodSetting[];
  AccessLogSetting?: {DestinationArn: string; Format: string};
  TracingEnabled?: boolean;
};

export type ServerlessStateMachineProperties = {
  DefinitionUri: string;
  DefinitionSubstitutions: Record<string, string>;
  Role: string;
  Type: 'STANDARD' | 'EXPRESS';
  Logging: {
    Level: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
    IncludeExecutionData: boolean;
    Destinations: {CloudWatchLogsLogGroup: {LogGroupArn: string}}[];
  };
};

/** Ours: what make-upload-key is asked with. */
export type UploadKeyProperties = {
  ServiceToken: string;
  ServiceTimeout: number;
};

/** Ours: what publish-site is asked with. */
export type SiteProperties = {
  ServiceToken: string;
  ServiceTimeout: number;
  Release: string;
};
