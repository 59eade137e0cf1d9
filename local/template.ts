/** A SAM template as data, as far as the local run reads and changes it. */
export type TemplateResource = {
  Type: string;
  Properties?: Record<string, unknown>;
  Metadata?: Record<string, unknown>;
  DependsOn?: string | string[];
  Condition?: string;
};

export type SamTemplate = {
  Parameters?: Record<string, unknown>;
  Resources: Record<string, TemplateResource>;
  Outputs?: Record<string, {Value: unknown}>;
};

/** All that is deployed for one blog. */
export type Templates = {
  /** Home first. */
  readonly regions: readonly [string, ...string[]];
  readonly home: SamTemplate;
  /** What every further region gets. */
  readonly replica?: SamTemplate;
  /** What lies in us-east-1, wherever home is. */
  readonly edge?: SamTemplate;
};

export const resourcesOfType = (template: SamTemplate, type: string): [string, TemplateResource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
