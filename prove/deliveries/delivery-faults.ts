// What goes wrong while mails are sent, at every call of a function: it dies there, or the call fails, before or after its effect.

import type {Gate, Order} from '../interleavings/scheduler.ts';
import type {DeliveryWorld} from './delivery-world.ts';

export const faults = [
  'the process died',
  'a call failed',
  'an answer was lost',
  'an answer was lost, and the SDK called again',
  'the caller gave up waiting, and the process went on',
] as const;
export type DeliveryFault = (typeof faults)[number];

/** What a service says; of SES it is either that it has enough, or that it is ill. */
const errorAt = ({label}: Gate, {chance}: DeliveryWorld): string =>
  label === 'ses'
    ? chance.pick(['Throttling', 'ServiceUnavailable'])
    : chance.pick(['ThrottlingException', 'InternalServerError']);

/** Whoever it was may have left a mail that SES took and nobody noted. */
export const die = (world: DeliveryWorld, {actor}: Gate, fault: string): void => {
  world.scheduler.kill(actor);
  world.mailbox.excuse(actor, fault);
  world.callers.get(actor)?.('function error');
};

/** Opens the gate with the fault. */
export const openWith = async (world: DeliveryWorld, gate: Gate, fault: DeliveryFault): Promise<void> => {
  const {actor, label} = gate;
  const order = (hasEffect: boolean): Order => ({
    error: hasEffect ? 'TimeoutError' : errorAt(gate, world),
    hasEffect,
  });

  switch (fault) {
    case 'the process died':
      return die(world, gate, fault);
    case 'a call failed':
      await world.scheduler.open(gate, order(false));

      break;
    case 'an answer was lost':
      await world.scheduler.open(gate, order(true));

      break;
    case 'an answer was lost, and the SDK called again':
      world.repeatsNext = true;
      await world.scheduler.open(gate);
      world.repeatsNext = false;

      return;
    case 'the caller gave up waiting, and the process went on':
      world.callers.get(actor)?.('function error');
      await world.scheduler.open(gate);

      return;
  }

  // A mail that SES took was to be noted by this call, or its answer was the one that got lost.
  if (label === 'ses' || label.includes('mail#')) {
    world.mailbox.excuse(actor, fault);
  }
};
