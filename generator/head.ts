// What stands above the first section: the parameter, what all functions have in common, and the comments on them.

import {logicalId, ref} from './cfn.ts';
import type {Config} from './config.ts';
import {managedPolicyNames} from './managed-policies.ts';
import type {Head} from './template.ts';

const architecture = logicalId('architecture');

export const head = ({title, description}: Config): Head => ({
  description: `${title}: ${description}`,
  parameters: {
    [architecture]: {
      Type: 'String',
      Description: 'What the functions run on. arm64 costs a fifth less; x86_64 is for sam local on such a machine.',
      AllowedValues: ['arm64', 'x86_64'],
      Default: 'arm64',
    },
  },
  globals: {
    Function: {Runtime: 'nodejs24.x', Architectures: [ref(architecture)], Timeout: 10, MemorySize: 1_024},
    Api: {OpenApiVersion: '3.0.1'},
  },
  notes: {
    'Function.MemorySize': 'Processor time comes with memory, and a function that is rarely called mostly starts.',
    'Api.OpenApiVersion': 'Without it SAM opens a second stage, named Stage.',
  },
  names: managedPolicyNames,
});
