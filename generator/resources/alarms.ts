import {type GetAtt, type LogicalId, logicalId, type Ref, type Resource, resource} from '../cfn.ts';

/** What a constructor says about its own health: the alarm itself is made by ops, which knows whom to tell. */
export type Alarm = {
  /** What is wrong when it rings, as the console shows it. */
  readonly description: string;
  readonly watched: LogicalId;
  /** One word or two for its name: `not-empty`. */
  readonly sign: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string | Ref | GetAtt>>;
  readonly statistic: 'Sum' | 'Maximum' | 'Average';
  readonly periodSeconds: number;
  readonly atLeast: number;
};

/** @param rings the topic that is told; without one an alarm shows in the console alone. */
export const alarm = (watch: Alarm, rings?: Ref): Resource =>
  resource(logicalId(watch.watched, watch.sign, 'alarm'), 'AWS::CloudWatch::Alarm', {
    AlarmDescription: watch.description,
    Namespace: watch.namespace,
    MetricName: watch.metric,
    Dimensions: Object.entries(watch.dimensions).map(([Name, Value]) => ({Name, Value})),
    Statistic: watch.statistic,
    Period: watch.periodSeconds,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Threshold: watch.atLeast,
    TreatMissingData: 'notBreaching',
    ...(rings && {AlarmActions: [rings]}),
  });
