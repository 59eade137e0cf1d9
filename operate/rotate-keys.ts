// `npm run rotate-keys`: a new key for the links in mails, here or on AWS; the one before stays good until the next time.

import {SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import {readOptions, runCommand} from './command-line.ts';
import {findPlace, placeConfig} from './place.ts';
import {readKeyAge, rotateKey} from './rotate-keys/link-key-secret.ts';
import {planRotation} from './rotate-keys/rotation-plan.ts';
import {openStack, physicalId} from './stack-handles.ts';

const usage = `usage: npm run rotate-keys -- [options]

  Signs the links in mails with a new key from now on. Links that were signed with the key before still work, those with
  the key before that no longer, to unsubscribe or for whatever else. Functions learn of it within a minute.

  --force               also if the last rotation is less than 30 days ago
  --stack-name NAME     the deployed stack (default: the blog that npm start runs on this machine)
  --region REGION       of the stack (default: the home region of blog.config.ts)
  --help`;

const options = {
  force: {type: 'boolean', default: false},
  'stack-name': {type: 'string'},
  region: {type: 'string'},
  help: {type: 'boolean', default: false},
} as const;

const main = async (): Promise<void> => {
  const {help, force, region, 'stack-name': stackName} = readOptions('rotate-keys', options);
  if (help) return console.log(usage);
  const place = findPlace({stackName, region});
  const secretId = physicalId(await openStack(place), 'LinkKeySecret');
  console.log(`The stack ${place.stackName} in ${place.region}, at ${place.endpoint ?? 'AWS'}`);
  const client = new SecretsManagerClient(placeConfig(place));
  const age = await readKeyAge(client, secretId);
  console.log(planRotation(age, new Date(), {force}));
  await rotateKey(client, secretId, age);
  console.log(
    'Rotated: new links are signed with the new key within a minute, and those of the key before still work.',
  );
};

await runCommand(main);
