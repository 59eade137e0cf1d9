import type {SamTemplate} from './template.ts';
import {environmentsOf, propertiesOf, statementsOf, takeOut} from './template-edits.ts';

/** Takes clusters out; what a role may do through one it may then do to the tables that the cluster's own role names. */
export const goWithoutDax = (template: SamTemplate): void => {
  const taken = takeOut(template, 'AWS::DAX::Cluster', 'AWS::DAX::ParameterGroup', 'AWS::DAX::SubnetGroup');
  if (taken.length === 0) return;
  const tables = taken.flatMap(([, {Properties = {}}]) => {
    const role = Properties['IAMRoleARN'] as {'Fn::GetAtt': readonly [string, string]} | undefined;
    const properties = template.Resources[role?.['Fn::GetAtt'][0] ?? '']?.Properties;
    return statementsOf(properties).flatMap(({Resource}) => Resource);
  });
  for (const properties of propertiesOf(template, 'AWS::Serverless::Function')) delete properties['VpcConfig'];
  for (const variables of environmentsOf(template)) delete variables['DAX_ENDPOINT'];
  for (const role of propertiesOf(template, 'AWS::IAM::Role'))
    for (const statement of statementsOf(role)) {
      const actions = [statement.Action ?? []].flat();
      if (!actions.some((action) => action.startsWith('dax:'))) continue;
      statement.Action = actions.map((action) => action.replace(/^dax:/, 'dynamodb:'));
      statement.Resource = tables;
    }
};
