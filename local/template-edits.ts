// How the differences reach into a template.
import {resourcesOfType, type SamTemplate, type TemplateResource} from './template.ts';

export type Statement = {
  Effect: string;
  Action?: string | string[];
  Resource?: unknown;
  Condition?: {Bool?: Record<string, unknown>};
};
export type Origin = {
  Id: string;
  DomainName: unknown;
  OriginPath?: unknown;
  CustomOriginConfig?: Record<string, unknown>;
  OriginCustomHeaders?: {HeaderValue: unknown}[];
};
export type Association = {FunctionARN: {'Fn::GetAtt'?: readonly [string, string]}};
export type Behavior = {TargetOriginId: string; FunctionAssociations?: Association[]};
export type DistributionConfig = {
  Origins: Origin[];
  DefaultCacheBehavior: Behavior;
  CacheBehaviors?: Behavior[];
  Aliases?: unknown;
  ViewerCertificate?: unknown;
};

export const propertiesOf = (template: SamTemplate, type: string): Record<string, unknown>[] =>
  resourcesOfType(template, type).map(([, resource]) => resource.Properties ?? {});

export const distributionConfigOf = ({Properties}: TemplateResource): DistributionConfig =>
  Properties?.['DistributionConfig'] as DistributionConfig;

/** The statements of a role's policies. */
export const statementsOf = (role: Record<string, unknown> | undefined): Statement[] =>
  ((role?.['Policies'] ?? []) as {PolicyDocument: {Statement: Statement[]}}[]).flatMap(
    ({PolicyDocument}) => PolicyDocument.Statement,
  );

/** The environments of all functions that have one. */
export const environmentsOf = (template: SamTemplate): Record<string, unknown>[] =>
  propertiesOf(template, 'AWS::Serverless::Function').flatMap((properties) => {
    const environment = properties['Environment'] as {Variables?: Record<string, unknown>} | undefined;
    return environment?.Variables ? [environment.Variables] : [];
  });

const withStandIns = (value: unknown, gone: ReadonlySet<string>): unknown => {
  if (Array.isArray(value)) return value.map((item) => withStandIns(item, gone));
  if (typeof value !== 'object' || value === null) return value;
  const {Ref: id, 'Fn::GetAtt': attribute} = value as {Ref?: string; 'Fn::GetAtt'?: readonly [string, string]};
  if (id && gone.has(id)) return id;
  if (attribute && gone.has(attribute[0])) return attribute[0];
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withStandIns(item, gone)]));
};

/** Takes resources out; whoever refers to one is given its logical id instead. */
export const remove = (template: SamTemplate, gone: ReadonlySet<string>): void => {
  const kept = Object.entries(template.Resources).filter(([id]) => !gone.has(id));
  template.Resources = withStandIns(Object.fromEntries(kept), gone) as SamTemplate['Resources'];
  if (template.Outputs) template.Outputs = withStandIns(template.Outputs, gone) as NonNullable<SamTemplate['Outputs']>;
  for (const resource of Object.values(template.Resources))
    if (resource.DependsOn) resource.DependsOn = [resource.DependsOn].flat().filter((id) => !gone.has(id));
};

/** Takes out the resources of these types, and returns them. */
export const takeOut = (template: SamTemplate, ...types: readonly string[]): [string, TemplateResource][] => {
  const taken = Object.entries(template.Resources).filter(([, {Type}]) => types.includes(Type));
  if (taken.length > 0) remove(template, new Set(taken.map(([id]) => id)));
  return taken;
};
