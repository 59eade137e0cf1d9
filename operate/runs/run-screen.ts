import {createLogUpdate} from 'log-update';
import {barLines, endedLines} from './run-bars.ts';
import type {Definition} from './run-definition.ts';
import {isOver, type Run, statesDone} from './run-history.ts';
import {newsLines, type Paint} from './run-lines.ts';

/** What a watch is shown on. */
export type Screen = {
  /** The runs under way, and each that has ended since the last call. */
  show(runs: readonly Run[], definition: Definition): void;
  /** One line beside them. */
  say(sentence: string): void;
  end(): void;
};

/** A line for each state once it is done, for files and pipes. */
export const lineScreen = (print: (line: string) => void, paint: Paint): Screen => {
  const told = new Map<string, ReadonlySet<number>>();
  return {
    show(runs) {
      for (const run of runs) {
        for (const line of newsLines(run, told.get(run.id) ?? new Set(), paint)) print(line);
        if (isOver(run)) told.delete(run.id);
        else told.set(run.id, new Set(statesDone(run).map(({id}) => id)));
      }
    },
    say: print,
    end() {},
  };
};

const frameMilliseconds = 200;

/** A bar for each run under way, redrawn in place; what has ended scrolls up above them. */
export const barScreen = (stream: NodeJS.WriteStream, paint: Paint): Screen => {
  const draw = createLogUpdate(stream);
  let underWay: readonly Run[] = [];
  let definition: Definition = {StartAt: '', States: {}};
  const redraw = () => {
    const {columns = 80, rows = 24} = stream;
    draw(barLines(underWay, definition, {now: new Date(), columns, rows, paint}).join('\n'));
  };
  const above = (lines: readonly string[]) => {
    if (lines.length > 0) draw.clear();
    for (const line of lines) stream.write(`${line}\n`);
    redraw();
  };
  const frames = setInterval(redraw, frameMilliseconds);
  return {
    show(runs, newest) {
      definition = newest;
      underWay = runs.filter((run) => !isOver(run));
      above(runs.filter(isOver).flatMap((run) => endedLines(run, paint)));
    },
    say: (sentence) => above([sentence]),
    end() {
      clearInterval(frames);
      draw.clear();
      draw.done();
    },
  };
};
