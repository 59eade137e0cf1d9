import {type LogicalId, logicalId, type Resource, resource} from '../cfn.ts';

/** A layer, and the module that it brings and that bundles therefore leave out. */
export type Layer = {readonly id: LogicalId; readonly module: string; readonly resources: readonly Resource[]};

export const sharpLayer = (): Layer => {
  const id = logicalId('sharp-layer');

  return {
    id,
    module: 'sharp',
    resources: [
      resource(
        id,
        'AWS::Serverless::LayerVersion',
        {
          Description: 'sharp and libvips for both architectures',
          ContentUri: 'layers/sharp',
          CompatibleRuntimes: ['nodejs24.x'],
          CompatibleArchitectures: ['arm64', 'x86_64'],
          RetentionPolicy: 'Delete',
        },
        {
          metadata: {BuildMethod: 'nodejs24.x'},
          why: 'Native code is the one thing that a bundle cannot carry from any machine to any processor.',
        },
      ),
    ],
  };
};
