// How a world goes on: one call after the other, in an order that chance decides, and with faults; time passes meanwhile, or jumps.

import type {Gate} from '../interleavings/scheduler.ts';
import {type DeliveryFault, die, openWith} from './delivery-faults.ts';
import type {DeliveryWorld} from './delivery-world.ts';

/** Answers the fault that strikes at this gate, if any. */
export type Fate = (gate: Gate, world: DeliveryWorld) => DeliveryFault | undefined;

export const noFault: Fate = () => undefined;

const isDeadly = ({label}: Gate, {deadly}: DeliveryWorld): boolean =>
  [...deadly].some((id) => label.startsWith(`dynamodb getItem subscriber#${id} `));

const durationMs = ({chance, slowShare}: DeliveryWorld): number =>
  chance.isLess(slowShare) ? 20_000 + chance.below(60_000) : 1 + chance.below(40);

const step = async (world: DeliveryWorld, gate: Gate, fate: Fate): Promise<void> => {
  const {actor} = gate;
  const isVisitor = actor.kind === 'author';
  world.clock.pass(durationMs(world));

  if (world.clock.now() - actor.startedAt > actor.limitMs || (!isVisitor && isDeadly(gate, world))) {
    return die(world, gate, 'the process died');
  }

  const fault = isVisitor ? undefined : fate(gate, world);

  return fault === undefined ? world.scheduler.open(gate) : openWith(world, gate, fault);
};

/** Until nobody acts, and nobody waits for a time before `endsAt`. */
export const liveUntil = async (world: DeliveryWorld, endsAt: number, fate: Fate): Promise<void> => {
  const {scheduler, clock, chance} = world;

  for (;;) {
    await scheduler.settle();

    if (scheduler.gates.length > 0) {
      await step(world, chance.pick(scheduler.gates), fate);
    } else if (!clock.jump(endsAt)) {
      // Whoever was told at the last step may act on it yet.
      await scheduler.settle();

      if (scheduler.gates.length === 0 && !clock.jump(endsAt)) {
        return;
      }
    }
  }
};
