import {type CloudWatchLogsClient, paginateFilterLogEvents} from '@aws-sdk/client-cloudwatch-logs';
import type {HistoryEvent} from '@aws-sdk/client-sfn';
import {isOver, type Run} from './run-history.ts';
import {parseLogMessage, runOfLog} from './run-log.ts';
import type {RunSource} from './run-source.ts';

/** An Express run lasts five minutes at most: so far before any moment began what was under way then. */
const beforeMilliseconds = 5 * 60_000;

/** How late an event is still found. */
const overlapMilliseconds = 60_000;

const noData =
  'the log of this workflow is without execution data, so that photos and outcomes are not known: switch it on (IncludeExecutionData) and deploy again';

type Logs = Map<string, Map<number, HistoryEvent>>;

const runsOf = (logs: Logs, now: number): readonly Run[] =>
  [...logs]
    .map(([executionArn, log]) => runOfLog(executionArn, log, now))
    .sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime());

/** Runs by the log of an Express workflow. `now` in milliseconds since 1970. */
export const logRuns = ({
  logs: client,
  logGroupName,
  hours,
  hasData,
  now,
}: {
  readonly logs: CloudWatchLogsClient;
  readonly logGroupName: string;
  readonly hours: number;
  readonly hasData: boolean;
  readonly now: () => number;
}): RunSource => {
  const logs: Logs = new Map();
  const told = new Set<string>();
  let from = now() - beforeMilliseconds;

  /** Answers the time of the newest event. */
  const readInto = async (found: Logs, startTime: number): Promise<number> => {
    let newest = startTime;
    for await (const {events = []} of paginateFilterLogEvents({client}, {logGroupName, startTime}))
      for (const {message, timestamp = 0} of events) {
        newest = Math.max(newest, timestamp);
        const parsed = parseLogMessage(message);
        if (!parsed || told.has(parsed.executionArn)) continue;
        const log = found.get(parsed.executionArn) ?? new Map<number, HistoryEvent>();
        found.set(parsed.executionArn, log.set(parsed.event.id, parsed.event));
      }
    return newest;
  };

  /** Reads what came since the last time, and once more what was near it, for events that came late. */
  const readOn = async (): Promise<readonly Run[]> => {
    const newest = await readInto(logs, from);
    from = Math.max(from, newest - overlapMilliseconds);
    const runs = runsOf(logs, now());
    for (const {id} of runs.filter(isOver)) {
      told.add(id);
      logs.delete(id);
    }
    return runs;
  };

  return {
    // FilterLogEvents may be called 5 times a second in an account and region.
    pollMilliseconds: 2000,
    notes: [`Express runs are only in their log, which is read back ${hours} h`, ...(hasData ? [] : [noData])],
    async *newest() {
      const found: Logs = new Map();
      const since = now() - hours * 3_600_000;
      await readInto(found, since - beforeMilliseconds);
      const runs = runsOf(found, now()).filter(({startedAt}) => startedAt.getTime() >= since);
      for (const run of runs.toReversed()) yield {startedAt: run.startedAt, read: async () => run};
    },
    async mark() {
      await readOn();
    },
    news: readOn,
  };
};
