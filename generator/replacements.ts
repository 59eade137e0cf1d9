// What CloudFormation's schema says of a change. The schema takes half a second and 150 MB: it is loaded when it is asked for.

import type {Property, PropertyType, SpecDatabase} from '@aws-cdk/service-spec-types';

export type Schema = {
  /** Whether a change at this path below Properties makes CloudFormation build another resource. Items are written `[…]`. */
  readonly replaces: (type: string, path: readonly string[]) => boolean;
  /** Whether it holds what no deploy brings back. */
  readonly isStateful: (type: string) => boolean;
};

type Properties = Readonly<Record<string, Property>>;

type Underlying = {readonly type: string; readonly names?: Readonly<Record<string, string>>};

/** SAM's types by property, `*` for the rest. The schema knows them too, but says of every property that it replaces. */
const underlying: Readonly<Record<string, Readonly<Record<string, Underlying>>>> = {
  'AWS::Serverless::Function': {'*': {type: 'AWS::Lambda::Function'}},
  'AWS::Serverless::Api': {
    '*': {type: 'AWS::ApiGateway::RestApi'},
    StageName: {type: 'AWS::ApiGateway::Stage'},
  },
  'AWS::Serverless::StateMachine': {
    '*': {type: 'AWS::StepFunctions::StateMachine', names: {Name: 'StateMachineName', Type: 'StateMachineType'}},
  },
};

/** A version of a layer cannot change: any other content or description is another version. */
const alwaysReplaced = 'AWS::Serverless::LayerVersion';

/** Stateful to the schema, but what it holds is a record of runs, and the template lets it go with its function. */
const forgettable = 'AWS::Logs::LogGroup';

const isItem = (key: string): boolean => key.startsWith('[');

const propertiesOf = (database: SpecDatabase, type: PropertyType): Properties => {
  switch (type.type) {
    case 'ref':
      return database.get('typeDefinition', type.reference.$ref).properties;
    case 'array':
    case 'map':
      return propertiesOf(database, type.element);
    default:
      return {};
  }
};

/** `maybe` counts for a property of the resource itself; deeper down it only says that a type is used in two places. */
const anyReplaces = (database: SpecDatabase, properties: Properties, path: readonly string[], depth = 0): boolean => {
  const [key, ...rest] = path.filter((each) => !isItem(each));
  const property = key === undefined ? undefined : properties[key];

  if (property === undefined) {
    return false;
  }

  const {causesReplacement = 'no'} = property;

  return (
    causesReplacement === 'yes' ||
    (causesReplacement === 'maybe' && depth === 0) ||
    anyReplaces(database, propertiesOf(database, property.type), rest, depth + 1)
  );
};

export const loadSchema = async (): Promise<Schema> => {
  const {loadAwsServiceSpec} = await import('@aws-cdk/aws-service-spec');
  const database = await loadAwsServiceSpec();
  const resourceOf = (type: string) => database.lookup('resource', 'cloudFormationType', 'equals', type)[0];

  return {
    replaces: (type, path) => {
      const [key = '', ...rest] = path;
      const mapped = underlying[type]?.[key] ?? underlying[type]?.['*'];

      if (type === alwaysReplaced) {
        return true;
      }

      if (mapped === undefined && type.startsWith('AWS::Serverless::')) {
        return false;
      }

      const properties = resourceOf(mapped?.type ?? type)?.properties ?? {};

      return anyReplaces(database, properties, [mapped?.names?.[key] ?? key, ...rest]);
    },
    isStateful: (type) => type !== forgettable && resourceOf(type)?.isStateful === true,
  };
};
