import {logicalId} from '../generator/cfn.ts';
import {importsCloudFront} from './edge/viewer-function.ts';
import {resourcesOfType, type SamTemplate, type TemplateResource} from './template.ts';
import {type Association, type Behavior, distributionConfigOf} from './template-edits.ts';

/** The logical id of the distribution that leads to one origin. */
export const distributionOf = (originId: string): string => logicalId('distribution-of', originId);

/** A copy in which the behaviors whose function would choose lead to this origin, without the function. */
const leadingTo = (
  originId: string,
  distribution: TemplateResource,
  isChoosing: (association: Association) => boolean,
): TemplateResource => {
  const copy = structuredClone(distribution);
  const config = distributionConfigOf(copy);
  const leadThere = (behavior: Behavior): Behavior => {
    const functions = behavior.FunctionAssociations ?? [];
    const others = functions.filter((one) => !isChoosing(one));
    return others.length === functions.length
      ? behavior
      : {...behavior, TargetOriginId: originId, FunctionAssociations: others};
  };
  config.CacheBehaviors = (config.CacheBehaviors ?? []).map(leadThere);
  // One distribution only may have a name.
  config.Aliases = [];
  config.ViewerCertificate = {CloudFrontDefaultCertificate: true};
  return copy;
};

/** Adds, where there are functions that choose an origin, a distribution for each one that is no bucket. */
export const copyDistributionForEachOrigin = (template: SamTemplate): void => {
  const choosing = resourcesOfType(template, 'AWS::CloudFront::Function')
    .filter(([, {Properties}]) => importsCloudFront(String(Properties?.['FunctionCode'])))
    .map(([id]) => id);
  if (choosing.length === 0) return;
  const isChoosing = ({FunctionARN}: Association) => choosing.includes(FunctionARN['Fn::GetAtt']?.[0] ?? '');
  for (const [, distribution] of resourcesOfType(template, 'AWS::CloudFront::Distribution'))
    for (const {Id, CustomOriginConfig} of distributionConfigOf(distribution).Origins)
      if (CustomOriginConfig) template.Resources[distributionOf(Id)] = leadingTo(Id, distribution, isChoosing);
};
