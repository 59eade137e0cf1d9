import {Listr, PRESET_TIMER} from 'listr2';

export type Work = {
  readonly title: string;
  /** Answers what stands in the place of the title once it is done. */
  do(say: (progress: string) => void): Promise<string>;
};

/** Long work under titles: a spinner, its progress and its time on a terminal, plain lines elsewhere. */
export const progressList = async (works: readonly Work[], {concurrent = false} = {}): Promise<void> => {
  const tasks = works.map((work) => ({
    title: work.title,
    task: async (_: unknown, line: {title: string; output: string}) => {
      line.title = await work.do((progress) => {
        line.output = progress;
      });
    },
  }));
  await new Listr(tasks, {
    concurrent,
    registerSignalListeners: false,
    rendererOptions: {timer: PRESET_TIMER, showErrorMessage: false, collapseErrors: false},
    fallbackRenderer: 'simple',
    fallbackRendererOptions: {timer: PRESET_TIMER},
  }).run();
};
