import {explain} from '../sdk-errors.ts';
import type {WorkflowPlace} from './find-workflow.ts';
import {type Definition, parseDefinition} from './run-definition.ts';
import {isGone, isPassing} from './run-faults.ts';
import {matches, pinned, type RunFilter} from './run-filter.ts';
import type {Workflow} from './run-reader.ts';
import type {Screen} from './run-screen.ts';
import {describeWorkflow, openRuns, type RunSource} from './run-source.ts';

/** A workflow as it is deployed now. */
export type Watched = {
  readonly workflow: Workflow;
  /** Of the workflow itself: another one at the same ARN was made at another time. */
  readonly madeAt: number;
  readonly document: string;
  readonly definition: Definition;
  readonly source: RunSource;
};

const longestPauseMilliseconds = 15_000;

/** Looks at a workflow; the source of its runs stays the same for as long as the workflow does. */
export const lookAt = async (workflow: Workflow, hours: number, before?: Watched): Promise<Watched> => {
  const described = await describeWorkflow(workflow);
  const madeAt = described.creationDate?.getTime() ?? 0;
  const document = described.definition ?? '{}';
  const isSame = before?.madeAt === madeAt && before.workflow.stateMachineArn === workflow.stateMachineArn;
  return {
    workflow,
    madeAt,
    document,
    definition: isSame && before.document === document ? before.definition : parseDefinition(document),
    source: isSame ? before.source : await openRuns(workflow, described, hours),
  };
};

const changeBetween = (before: Watched, after: Watched): string | undefined => {
  if (before.source !== after.source) return `the workflow was replaced: watching ${after.workflow.stateMachineArn}`;
  return before.document === after.document ? undefined : 'the workflow was deployed anew: its states are read again';
};

/**
 * Shows what happens to the runs that match, until the signal. It outlives the workflow's being changed or replaced and faults
 * that pass; throws others, and a UserError if the beginning of an id turns out to be several photos'.
 */
export const watchRuns = async (
  place: WorkflowPlace,
  begun: Watched,
  {
    filter,
    hours,
    screen,
    wait,
    signal,
  }: {
    readonly filter: RunFilter;
    readonly hours: number;
    readonly screen: Screen;
    /** Resolves early when the signal comes. */
    readonly wait: (milliseconds: number) => Promise<void>;
    readonly signal: AbortSignal;
  },
): Promise<void> => {
  let watched = begun;
  let wanted = filter;
  let faults = 0;

  const step = async (): Promise<void> => {
    const workflow = faults > 0 ? ((await place.find()) ?? watched.workflow) : watched.workflow;
    const now = await lookAt(workflow, hours, watched);
    const change = changeBetween(watched, now);
    watched = now;
    const news = await now.source.news();
    if (signal.aborted) return;
    if (change) screen.say(change);
    else if (faults > 0) screen.say(`${place.name} answers again`);
    faults = 0;
    const runs = news.filter((run) => matches(wanted, run));
    wanted = pinned(wanted, runs);
    screen.show(runs, now.definition);
  };

  const pauseAfter = async (error: unknown): Promise<void> => {
    if (isGone(error)) {
      if (faults === 0) screen.say(`the workflow is gone: looking for another one in ${place.name}`);
    } else if (!isPassing(error)) throw error;
    else if (faults === 0) screen.say(`${explain(error)}; trying again until there is an answer`);
    faults += 1;
    await wait(Math.min(longestPauseMilliseconds, 1000 * 2 ** Math.min(faults - 1, 10)));
  };

  while (!signal.aborted) {
    await step().then(
      () => wait(watched.source.pollMilliseconds),
      (error: unknown) => (signal.aborted ? undefined : pauseAfter(error)),
    );
  }
};
