import {Listr, PRESET_TIMER} from 'listr2';

/** Runs one step of long work under a title: a spinner and its time on a terminal, plain lines elsewhere. */
export const step = async <T>(title: string, work: (say: (progress: string) => void) => Promise<T>): Promise<T> => {
  const results: T[] = [];
  await new Listr(
    [
      {
        title,
        task: async (_, line) => {
          results.push(
            await work((progress) => {
              if (line.output !== progress) line.output = progress;
            }),
          );
        },
      },
    ],
    {
      registerSignalListeners: false,
      rendererOptions: {timer: PRESET_TIMER, showErrorMessage: false, collapseErrors: false},
      fallbackRenderer: 'simple',
      fallbackRendererOptions: {timer: PRESET_TIMER},
    },
  ).run();
  return results[0] as T;
};
