// Who may go on next: every call of a store, a service or a state waits at a gate until the scheduler opens it.

import {AsyncLocalStorage} from 'node:async_hooks';
import {setImmediate} from 'node:timers/promises';

export type ActorKind = 'author' | 'run' | 'function' | 'sweep' | 'remake' | 'consumer';

/** Something that acts step by step: a run, a function, a request of the author, a sweep. */
export type Actor = {
  readonly name: string;
  readonly kind: ActorKind;
  readonly startedAt: number;
  /** How long it may live in virtual time. */
  readonly limitMs: number;
  /** How readily it is chosen: some are a hundred times slower than others. */
  readonly pace: number;
  state: 'alive' | 'ended' | 'killed';
};

/** What a gate tells who waits at it: go on, or fail, before or after the call had its effect. */
export type Order = 'go' | {readonly error: string; readonly hasEffect: boolean};

export type Gate = {readonly actor: Actor; readonly label: string; readonly open: (order: Order) => void};

/** An error that a service answers, known by its name. */
export class ServiceError extends Error {
  constructor(name: string, message = 'a fault of the service') {
    super(message);
    this.name = name;
  }
}

const actors = new AsyncLocalStorage<{readonly actor: Actor; readonly scheduler: Scheduler}>();

/** @throws outside of what a scheduler started. */
export const currentActor = (): {readonly actor: Actor; readonly scheduler: Scheduler} => {
  const current = actors.getStore();

  if (!current) {
    throw new Error('expected a call of an actor, got one from outside');
  }

  return current;
};

export type Scheduler = {
  readonly gates: readonly Gate[];
  readonly actors: readonly Actor[];
  /** Starts an actor, which goes as far as its first gate. */
  start(actor: Omit<Actor, 'state'>, work: () => Promise<void>): Actor;
  /** Waits at a gate; then calls, or fails as ordered. Only for the current actor. */
  pass<T>(label: string, call: () => Promise<T>): Promise<T>;
  /** Opens the gate, and comes back when everybody waits again. */
  open(gate: Gate, order?: Order): Promise<void>;
  /** The actor never goes on: what it waits for never comes. */
  kill(actor: Actor): void;
  settle(): Promise<void>;
};

export const createScheduler = (): Scheduler => {
  let gates: Gate[] = [];
  let alive: Actor[] = [];
  let callsUnderWay = 0;

  const counted = async <T>(call: () => Promise<T>): Promise<T> => {
    callsUnderWay += 1;

    try {
      return await call();
    } finally {
      callsUnderWay -= 1;
    }
  };

  /** Between two turns of the event loop every promise that can go on has gone on. */
  const settle = async (): Promise<void> => {
    do {
      await setImmediate();
    } while (callsUnderWay > 0);
  };

  const end = (actor: Actor, state: 'ended' | 'killed'): void => {
    actor.state = state;
    alive = alive.filter((other) => other !== actor);
    gates = gates.filter((gate) => gate.actor !== actor);
  };

  const scheduler: Scheduler = {
    get gates() {
      return gates;
    },
    get actors() {
      return alive;
    },
    start(described, work) {
      const actor: Actor = {...described, state: 'alive'};
      alive.push(actor);
      actors.run({actor, scheduler}, async () => {
        try {
          await work();
        } finally {
          if (actor.state === 'alive') {
            end(actor, 'ended');
          }
        }
      });

      return actor;
    },
    async pass(label, call) {
      const {actor} = currentActor();
      const order = await new Promise<Order>((open) => {
        if (actor.state === 'alive') {
          gates.push({actor, label, open});
        }
      });

      if (order === 'go') {
        return counted(call);
      }

      if (order.hasEffect) {
        await counted(call);
      }

      throw new ServiceError(order.error);
    },
    async open(gate, order = 'go') {
      gates = gates.filter((other) => other !== gate);
      gate.open(order);
      await settle();
    },
    kill: (actor) => end(actor, 'killed'),
    settle,
  };

  return scheduler;
};
