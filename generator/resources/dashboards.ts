import {logicalId, type Resource, resource, type Sub, spelled, stack, sub} from '../cfn.ts';
import type {Alarm} from './alarms.ts';

const [columns, widthUnits, heightUnits] = [3, 8, 6];

/** As CloudWatch reads it. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
const curve = ({description, namespace, metric, dimensions, statistic, periodSeconds, atLeast}: Alarm, i: number) => ({
  type: 'metric',
  x: (i % columns) * widthUnits,
  y: Math.floor(i / columns) * heightUnits,
  width: widthUnits,
  height: heightUnits,
  properties: {
    title: description,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's placeholder
    region: '${AWS::Region}',
    metrics: [[namespace, metric, ...Object.entries(dimensions).flatMap(([name, value]) => [name, spelled(value)])]],
    stat: statistic,
    period: periodSeconds,
    annotations: {horizontal: [{label: 'Alarm', value: atLeast}]},
  },
});

/** What the alarms watch, as curves, each with the line at which its alarm rings. */
export const dashboard = (alarms: readonly Alarm[]): readonly Resource[] => {
  const body: Sub = {'Fn::Sub': JSON.stringify({widgets: alarms.map(curve)})};

  return [
    resource(logicalId('dashboard'), 'AWS::CloudWatch::Dashboard', {
      DashboardName: sub`${stack.name}-${stack.region}`,
      DashboardBody: body,
    }),
  ];
};
