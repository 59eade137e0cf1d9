// What comes by itself in a world, and how it comes to rest: sweeps, the owner, and time.

import {mailsSection} from '../../operate/redrive/redrive-mails.ts';
import {neverDue} from '../../src/adapters/mail-ledger.ts';
import type {DeliveryWorld} from './delivery-world.ts';
import {liveUntil, noFault} from './live-on.ts';

const hourMs = 3_600_000;
const sweepEveryMs = 600_000;
const daysAtMost = 30;

/** Again and again until `endsAt`. */
export const every = async (
  world: DeliveryWorld,
  endsAt: number,
  restMs: () => number,
  act: () => Promise<void> | void,
) => {
  for (;;) {
    await world.clock.wait(restMs());

    if (world.clock.now() > endsAt) {
      return;
    }

    await act();
  }
};

export const startSweeps = (world: DeliveryWorld): void => {
  void every(
    world,
    Number.POSITIVE_INFINITY,
    () => sweepEveryMs,
    () => void world.sweep(),
  );
};

/** What `npm run redrive` does about mails; answers how much of it succeeded. */
export const redrive = async (world: DeliveryWorld): Promise<number> => {
  const calls = await world.bucket.redrive(world.invoke);
  const {replayed} = await world.act('the owner', () => mailsSection.replay(() => {}));

  return calls + replayed;
};

const isWaiting = ({table}: DeliveryWorld): boolean =>
  [...table.items.values()].some(
    ({kind, dueAt}) =>
      (kind as {S: string}).S === 'mail' && dueAt !== undefined && (dueAt as {S: string}).S !== neverDue,
  );

/** The owner replays what failed, once the streams are read, and the sweep comes until nothing waits any more. */
export const settleDown = async (world: DeliveryWorld): Promise<void> => {
  const {clock, dispatcher} = world;

  // What is wrong by now will not come right.
  for (let day = 0; day < daysAtMost && world.mailbox.wrongs.length === 0; day += 1) {
    await liveUntil(world, clock.now() + 24 * hourMs, noFault);

    if (dispatcher.isIdle() && !isWaiting(world)) {
      let replayed = -1;
      void redrive(world).then((count) => {
        replayed = count;
      });
      await liveUntil(world, clock.now() + hourMs, noFault);

      if (replayed === 0 && !isWaiting(world)) {
        return;
      }
    }
  }
};
