import {uploadKeySecret} from '../adapters/secrets.ts';
import {makeUploadKey} from '../domain/upload-keys.ts';
import {customResourceHandler} from '../lambda/custom-resource-handler.ts';

export const handler = customResourceHandler(async () => ({PublicKey: await makeUploadKey(uploadKeySecret)}));
