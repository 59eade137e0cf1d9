// What stands above the first section: how it is deployed, the parameter, what all functions have in common, and the comments on them.

import {logicalId, type Parameter, ref} from './cfn.ts';
import type {Config} from './config.ts';
import {managedPolicyNames} from './managed-policies.ts';
import type {Head} from './template.ts';

const architecture: Parameter = {
  id: logicalId('architecture'),
  description: 'What the functions run on. arm64 costs a fifth less; x86_64 is for sam local on such a machine.',
  allowedValues: ['arm64', 'x86_64'],
  default: 'arm64',
};

/** Of a stack with functions. */
const serverlessHead = ({memory}: Config, deploy: string, description: string): Head => ({
  deploy,
  description,
  parameters: [architecture],
  globals: {
    Function: {Runtime: 'nodejs24.x', Architectures: [ref(architecture.id)], Timeout: 10, MemorySize: memory.apiMb},
    Api: {OpenApiVersion: '3.0.1'},
  },
  notes: {
    'Function.MemorySize': 'Processor time comes with memory, and a function that is rarely called mostly starts.',
    'Api.OpenApiVersion': 'Without it SAM opens a second stage, named Stage.',
  },
  names: managedPolicyNames,
});

const needsOtherStacks = ({regions, domain, profile}: Config): boolean =>
  regions.length > 1 || domain !== undefined || profile === 'hardened';

export const homeHead = (config: Config): Head =>
  serverlessHead(
    config,
    needsOtherStacks(config)
      ? 'To AWS, with the stacks that stand beside it: npm run deploy-regions. This one alone: sam build && sam deploy --guided'
      : 'To AWS: sam validate --lint && sam build && sam deploy --guided',
    `${config.title}: ${config.description}`,
  );

export const replicaHead = (config: Config): Head =>
  serverlessHead(
    config,
    `To AWS, once for each of ${config.regions.slice(1).join(', ')}: npm run deploy-regions`,
    `${config.title}: the API's reads in a region beside the home region`,
  );

export const edgeHead = ({title}: Config): Head => ({
  deploy: 'To AWS, always to us-east-1, before the home stack: npm run deploy-regions',
  description: `${title}: what CloudFront takes from us-east-1 alone`,
  parameters: [],
  globals: {},
  notes: {},
  names: new Map(),
});
