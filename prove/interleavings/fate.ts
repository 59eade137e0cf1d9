// What comes to a photo in its life, as chance has it: what its author does, what S3 and the queue bring and lose, and what breaks.

import {type Fault, strike} from './faults.ts';
import {change, deliver, type Life, ladders, look, note, remake, remove, sweep, upload, wait} from './photo-life.ts';
import type {PictureName} from './plain-pictures.ts';
import type {Chance} from './random-choices.ts';

const minuteMs = 60_000;

/** Few places, so that some come again; of a picture that is wider than high the first two cut the same square. */
const focalPoints = [{x: 0.1, y: 0.5}, {x: 0.1, y: 0.9}, {x: 0.9, y: 0.5}, null];

export const faults: Readonly<Record<Fault, number>> = {
  'run killed': 4,
  'function killed': 3,
  'function outlived its call': 3,
  'reply of a function lost': 3,
  'call failed': 4,
  'reply of a call lost': 4,
  'something else killed': 2,
};

/** Twice as often as the others: as long as a run is left alone. */
const waitsMinutes = [2, 6, 11, 11, 71, 25 * 60];

/** Weights of none, one, two … */
export const howMany = {
  uploads: [1, 14, 6, 2],
  copies: [1, 7, 3, 1],
  removals: [14, 5, 2],
  changes: [2, 3, 3, 2, 2],
  ladders: [5, 2, 1],
  sweeps: [2, 3, 2, 1],
  waits: [3, 3, 2, 1],
  faults: [5, 4, 3, 2, 1, 1, 1, 1, 1],
};

/** Something that happens before a step, or as soon as nothing else goes on. */
type Deed = {readonly at: number; readonly act: () => Promise<void>};

/** What is yet to come. */
export type Fate = {
  readonly chance: Chance;
  readonly deeds: Record<string, number>;
  readonly faultRate: number;
  pending: readonly Deed[];
  faultsLeft: number;
};

const count = ({deeds}: Fate, name: string): void => {
  deeds[name] = (deeds[name] ?? 0) + 1;
};

/** Within so many steps from now. */
const plan = (life: Life, fate: Fate, within: number, name: string, act: () => Promise<void>): void => {
  const deed = async () => {
    note(life, `(${name})`);
    count(fate, name);
    await act();
  };
  fate.pending = [...fate.pending, {at: life.steps + fate.chance.below(within), act: deed}];
};

const planUploads = (life: Life, fate: Fate, horizon: number): void => {
  const {chance} = fate;
  const number = chance.place(howMany.uploads);

  for (let nth = 0; nth < number; nth += 1) {
    const picture: PictureName =
      nth === 0 ? chance.name({boat: 12, text: 1, damaged: 1}) : chance.name({boat: 2, house: 1, text: 1});

    plan(
      life,
      fate,
      nth === 0 ? chance.pick([1, 4, horizon]) : chance.pick([10, horizon]),
      nth === 0 ? 'upload' : 'overwrite',
      async () => {
        const event = upload(life, picture);
        const copies = chance.place(howMany.copies);

        if (event && copies === 0) {
          count(fate, 'event lost');
        }

        for (let copy = 0; event && copy < copies; copy += 1) {
          plan(life, fate, chance.pick([1, 5, 30, 120]), copy === 0 ? 'event' : 'event again', () =>
            deliver(life, event),
          );
        }
      },
    );
  }
};

export const planLife = (life: Life, fate: Fate): void => {
  const {chance} = fate;
  const horizon = chance.pick([6, 15, 40, 100]);

  const planSome = (name: string, weights: readonly number[], act: (nth: number) => Promise<void>): void => {
    const number = chance.place(weights);

    for (let nth = 0; nth < number; nth += 1) {
      plan(life, fate, chance.pick([12, horizon]), name, () => act(nth));
    }
  };

  planUploads(life, fate, horizon);
  planSome('deletion', howMany.removals, () => remove(life));
  planSome('change', howMany.changes, (nth) =>
    change(life, {
      ...(chance.isLess(0.75) && {focalPoint: chance.pick(focalPoints)}),
      ...(chance.isLess(0.5) && {alt: `words ${nth}`}),
    }),
  );
  planSome('ladder changed', howMany.ladders, async (nth) => {
    life.cloud.ladder = ladders[nth + 1] ?? ladders[0];
    plan(life, fate, horizon, 'remake', () => remake(life));
  });
  planSome('sweep', howMany.sweeps, async () => {
    await sweep(life);

    if (chance.isLess(0.4)) {
      count(fate, 'sweep twice at once');
      await sweep(life);
    }
  });
  planSome('time passes', howMany.waits, () => wait(life, chance.pick(waitsMinutes) * minuteMs));
};

/** What comes now; with nobody at work, what comes next. */
export const comeToPass = async (life: Life, fate: Fate): Promise<void> => {
  const isIdle = life.cloud.scheduler.gates.length === 0;
  const next = Math.min(...fate.pending.map(({at}) => at));
  const until = isIdle ? Math.max(next, life.steps) : life.steps;
  const due = fate.pending.filter(({at}) => at <= until);
  fate.pending = fate.pending.filter(({at}) => at > until);

  for (const {act} of due) {
    await act();
    await look(life);
  }
};

export const goWrong = async (life: Life, fate: Fate): Promise<void> => {
  const {chance} = fate;

  if (fate.faultsLeft === 0 || !chance.isLess(fate.faultRate)) {
    return;
  }

  const fault = chance.name(faults);
  const struck = await strike(life.cloud, fault, chance);

  if (struck) {
    fate.faultsLeft -= 1;
    count(fate, fault);
    await look(life, struck.kind);
    note(life, `${fault}: ${struck.words}`);
  }
};

/** A queue brings its messages when it likes, now and then twice. */
export const receiveSome = async ({cloud}: Life, fate: Fate): Promise<void> => {
  for (const message of cloud.announcements.waiting()) {
    if (fate.chance.isLess(0.3)) {
      cloud.announcements.receive(message);

      if (message.receives > 1) {
        count(fate, 'announcement again');
      }

      if (fate.chance.isLess(0.1)) {
        cloud.announcements.receive(message);
        count(fate, 'announcement twice at once');
      }
    }
  }

  await cloud.scheduler.settle();
};
