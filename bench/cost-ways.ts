// Pure: the ways of making a photo's thumbnails, by what each amounts to.

/** What is known of a photo before a way is chosen. */
export type PhotoFacts = {
  readonly thumbnails: number;
  /** Processor time: of the check, of all thumbnails from one decoding, and of all with a decoding for each. */
  readonly cpuMs: {readonly validate: number; readonly once: number; readonly apart: number};
  /** Bytes that a run logs for each state that it enters, and a function for each call. */
  readonly logBytes: {
    readonly perState: {readonly standard: number; readonly express: number};
    readonly perCall: number;
  };
  readonly recordBytes: number;
};

type State = {
  readonly Type: string;
  readonly Resource?: string;
  readonly Next?: string;
};

type NamedState = State & {readonly name: string};

/** As much of a state machine as its cost needs. */
export type Definition = {readonly StartAt: string; readonly States: Readonly<Record<string, State>>};

/**
 * The states of a photo for which all goes well. `turns` says where each Choice on the way goes.
 *
 * @throws if there is a Choice on it that is not among them.
 */
export const statesOnTheWay = (
  {StartAt, States}: Definition,
  turns: Readonly<Record<string, string>>,
): readonly NamedState[] => {
  const way: NamedState[] = [];

  for (let name: string | undefined = StartAt; name !== undefined; ) {
    const state: State | undefined = States[name];

    if (state === undefined || way.length > Object.keys(States).length) {
      throw new Error(
        `expected a way from ${StartAt} to an end, got ${way.map((at) => at.name).join(' → ')} → ${name}`,
      );
    }

    if (state.Type === 'Choice' && turns[name] === undefined) {
      throw new Error(`expected to know where the Choice ${name} goes for a photo that is in order, got nothing`);
    }

    way.push({...state, name});
    name = turns[name] ?? state.Next;
  }

  return way;
};

/** Calls of a function: what one computes, how often it waits for S3, and how many there are beside one another. */
type Task = {readonly cpuMs: number; readonly s3Waits: number; readonly times: number};

export type Way = {
  readonly states: number;
  readonly tasks: readonly Task[];
  /** Calls of tables and topics by the workflow itself. */
  readonly services: number;
  readonly puts: number;
  readonly gets: number;
  readonly reads: number;
  /** Objects that came into the bucket whose events are sent. */
  readonly events: number;
};

/** Ours, by the states that a run enters: one task checks, one makes everything and keeps the original. */
export const onceWay = (states: readonly NamedState[], {thumbnails, cpuMs}: PhotoFacts): Way => {
  const tasks: Readonly<Record<string, Task>> = {
    ValidatePhoto: {cpuMs: cpuMs.validate, s3Waits: 1, times: 1},
    // The file; then all thumbnails and the original, put beside one another.
    ResizePhoto: {cpuMs: cpuMs.once, s3Waits: 2, times: 1},
  };

  return {
    states: states.length,
    tasks: states
      .filter(({Resource}) => Resource?.includes(':lambda:'))
      .map(({name}) => {
        const task = tasks[name];

        if (task === undefined) {
          throw new Error(`expected to know what the function of ${name} costs, got nothing`);
        }

        return task;
      }),
    services: states.filter(({Resource}) => /:(?:dynamodb|sns):/.test(Resource ?? '')).length,
    puts: thumbnails + 1,
    gets: 2,
    reads: 1,
    events: 2,
  };
};

/** The usual one at its leanest: claim, check, a Map with a task for each size, record, announce; no Choice, and no original kept. */
export const mapWay = ({thumbnails, cpuMs}: PhotoFacts): Way => ({
  states: 5 + thumbnails,
  tasks: [
    {cpuMs: cpuMs.validate, s3Waits: 1, times: 1},
    {cpuMs: cpuMs.apart / thumbnails, s3Waits: 2, times: thumbnails},
  ],
  services: 3,
  puts: thumbnails,
  gets: 1 + thumbnails,
  reads: 0,
  events: 1,
});
