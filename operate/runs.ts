// `npm run runs`: the runs of the photo workflow, or of the mails of new posts, state by state, here or on AWS.

import {setTimeout as delay} from 'node:timers/promises';
import {styleText} from 'node:util';
import {readOptions, runCommand} from './command-line.ts';
import {findWorkflow, type WorkflowPlace, workflowPlace} from './runs/find-workflow.ts';
import type {RunFilter} from './runs/run-filter.ts';
import {isOver} from './runs/run-history.ts';
import {type Paint, runLines} from './runs/run-lines.ts';
import {tellNewest} from './runs/run-list.ts';
import {parseRunOptions, type RunOptions, options as runOptions, usage} from './runs/run-options.ts';
import {barScreen, lineScreen} from './runs/run-screen.ts';
import {lookAt, type Watched, watchRuns} from './runs/watch-runs.ts';

const print = (line: string): void => console.log(line);
const paint: Paint = (style, text) => styleText(style, text, {stream: process.stdout});

const list = async (watched: Watched, {filter, limit, watch}: RunOptions): Promise<RunFilter> => {
  for (const note of watched.source.notes) print(note);
  const listed = await tellNewest(watched.source, {filter, limit}, (run) => {
    if (isOver(run) || !watch) for (const line of [...runLines(run, paint), '']) print(line);
  });
  if (listed.note) print(listed.note);
  if (listed.found === 0)
    print(filter.photo || filter.post || filter.statuses.length > 0 ? 'no run matches' : 'no run yet');
  return listed.filter;
};

const watch = async (place: WorkflowPlace, options: RunOptions, signal: AbortSignal): Promise<void> => {
  const {hours} = options;
  const watched = await lookAt(await findWorkflow(place), hours);
  // Before anything is listed, so that what happens while it is printed is news.
  await watched.source.mark();
  const filter = await list(watched, options);
  if (signal.aborted) return;
  const screen = process.stdout.isTTY ? barScreen(process.stdout, paint) : lineScreen(print, paint);
  signal.addEventListener('abort', screen.end);
  const wait = (milliseconds: number) => delay(milliseconds, undefined, {signal}).catch(() => undefined);
  await watchRuns(place, watched, {filter, hours, screen, wait, signal}).finally(screen.end);
};

const main = async (): Promise<void> => {
  const options = parseRunOptions(readOptions('runs', runOptions));
  if (options.help) return print(usage);
  const place = workflowPlace(options.wanted);
  if (!options.watch) {
    await list(await lookAt(await findWorkflow(place), options.hours), options);
    return;
  }
  const ending = new AbortController();
  const interrupted = new Promise<void>((resolve) => {
    // Not once: who else listens to give the cursor back would take its being gone for leave to end by the signal.
    process.on('SIGINT', () => {
      ending.abort();
      resolve();
    });
  });
  await Promise.race([watch(place, options, ending.signal), interrupted]);
  // A request that nobody waits for any more would hold the process.
  process.exit();
};

await runCommand(main);
