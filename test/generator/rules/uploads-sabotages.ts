import {gone, grant, type Sabotage, statement} from './sabotage.ts';

const uploads = 'Distribution.DistributionConfig.CacheBehaviors.PathPattern=/uploads/*';
const policy = statement('UploadsBucketPolicy');
const putRight = {Effect: 'Allow', Action: 's3:PutObject', Resource: {'Fn::GetAtt': ['UploadsBucket', 'Arn']}};

export const uploadSabotages: readonly Sabotage[] = [
  ['UPLOAD-01', `${uploads}.TrustedKeyGroups`, gone],
  ['UPLOAD-01', `${uploads}.TrustedKeyGroups`, ['5e1f2c1a-0000-0000-0000-000000000000']],
  ['UPLOAD-01', `${uploads}.PathPattern`, '/*'],
  ['UPLOAD-01', 'Distribution.DistributionConfig.DefaultCacheBehavior.TrustedKeyGroups', [{Ref: 'UploadKeyGroup'}]],
  ['UPLOAD-01', 'Distribution.DistributionConfig.DefaultCacheBehavior.TrustedSigners', ['self']],
  ['UPLOAD-02', `${uploads}.FunctionAssociations`, gone],
  ['UPLOAD-02', 'UploadsOnlyFunction.FunctionCode', (before) => before.replace("=== 'PUT'", "!== 'DELETE'")],
  ['UPLOAD-02', 'UploadsOnlyFunction.FunctionCode', (before) => before.replace('405', '200')],
  ['UPLOAD-03', `${uploads}.CachePolicyId`, '658327ea-f89d-4fab-a63d-7e88639e58f6'],
  ['UPLOAD-04', `${policy}.Action`, ['s3:PutObject', 's3:GetObject']],
  ['UPLOAD-04', `${policy}.Action`, 's3:*'],
  ['UPLOAD-05', 'UploadsBucket.CorsConfiguration', gone],
  [
    'UPLOAD-05',
    'UploadsBucket.CorsConfiguration',
    {CorsRules: [{AllowedMethods: ['POST'], AllowedOrigins: ['*']}]},
    ['hardened, one region'],
  ],
  ['UPLOAD-06', 'UploadKeyGroup.KeyGroupConfig.Items', []],
  ['UPLOAD-06', 'UploadKeyGroup.KeyGroupConfig.Items', ['K1111111111111']],
  ['UPLOAD-07', 'UploadPublicKey.PublicKeyConfig.EncodedKey', '-----BEGIN PUBLIC KEY-----'],
  ['UPLOAD-07', 'UploadPublicKey.PublicKeyConfig.CallerReference', '2026-11-22'],
  [
    'UPLOAD-08',
    `${grant('CreatePhotoRole', 'secretsmanager:GetSecretValue')}.Action`,
    ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
  ],
  [
    'UPLOAD-08',
    `${grant('ConfirmSubscriberRole', 'secretsmanager:GetSecretValue')}.Action`,
    'secretsmanager:PutSecretValue',
  ],
  ['UPLOAD-08', 'UploadKey.ServiceToken', {'Fn::GetAtt': ['PublishSiteFunction', 'Arn']}],
  ['UPLOAD-09', grant('CreatePhotoRole', 'secretsmanager:GetSecretValue'), gone],
  ['UPLOAD-09', 'CreatePhotoFunction.Environment.Variables.UPLOAD_KEY_ID', 'K1111111111111'],
  ['UPLOAD-09', 'CreatePhotoFunction.Environment.Variables.UPLOAD_KEY_SECRET', gone],
  ['UPLOAD-10', grant('CreatePhotoRole', 'secretsmanager:GetSecretValue'), putRight],
  ['UPLOAD-11', 'CreatePhotoFunction.Environment.Variables.UPLOADS_ENDPOINT', gone],
  ['UPLOAD-11', 'CreatePhotoFunction.Environment.Variables.UPLOADS_ENDPOINT', 'https://s3.amazonaws.com'],
  ['UPLOAD-11', 'UploadsBucket.AccelerateConfiguration', gone],
  ['UPLOAD-11', 'UploadsBucket.AccelerateConfiguration', {AccelerationStatus: 'Enabled'}],
  ['UPLOAD-11', 'SiteBucket.AccelerateConfiguration', {AccelerationStatus: 'Enabled'}],
  ['UPLOAD-12', 'UploadsBucket.BucketName', 'uploads.blog.example', ['hardened, two regions']],
  ['UPLOAD-13', `${grant('CreatePhotoRole', 's3:PutObject')}.Resource`, {'Fn::GetAtt': ['UploadsBucket', 'Arn']}],
  ['UPLOAD-13', 'CreatePhotoFunction.Environment.Variables.UPLOAD_KEY_ID', gone],
];
