// What a command has started and must stop before its process ends, also when it is interrupted.
import {constants} from 'node:os';

export type Stop = () => Promise<void> | void;

export type Ending = {
  onStop(stop: Stop): void;
  /** Stops what was started so far, the last first; one that cannot be stopped keeps none of the others. */
  stopAll(): Promise<void>;
  /** Stops everything and ends the process: whoever comes first says with which code. */
  end(code: number): Promise<never>;
  /** Whether it ends already: work that fails now was interrupted, and says nothing new. */
  hasBegun(): boolean;
};

export const ending = (): Ending => {
  const stops: Stop[] = [];
  let begun: Promise<never> | undefined;

  // Asked anew each time: what is still at work meanwhile may start something that must be stopped too.
  const stopAll = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop())
      try {
        await stop();
      } catch (error) {
        console.error(error);
      }
  };

  const end = (code: number): Promise<never> => {
    // Begun before anything is stopped: what is stopped may make its work end the process too.
    begun ??= Promise.resolve()
      .then(stopAll)
      .then(() => process.exit(code));
    return begun;
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      console.log('\nStopping …');
      return end(128 + constants.signals[signal]);
    });

  return {onStop: (stop) => void stops.push(stop), stopAll, end, hasBegun: () => begun !== undefined};
};
