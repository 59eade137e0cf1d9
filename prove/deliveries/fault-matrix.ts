// Every fault at every call between the record and the commit, once for each of many subscribers: what is lost by it, and what comes twice.

import {chanceOf} from '../interleavings/random-choices.ts';
import type {Gate} from '../interleavings/scheduler.ts';
import {type DeliveryFault, faults} from './delivery-faults.ts';
import {type DeliveryWorld, deliveryWorld} from './delivery-world.ts';
import {type Fate, liveUntil} from './live-on.ts';
import {judge} from './lost-mails.ts';
import type {MailProduct} from './mail-product.ts';
import {settleDown, startSweeps} from './settle-down.ts';
import {deedsOfVisitor} from './visitors.ts';

/** The calls of a delivery, in their order; the address's day and the blog's budget are asked for confirmations alone. */
const calls = ['read', 'claim', 'day', 'budget', 'send', 'commit'] as const;
type Call = (typeof calls)[number];
type Kind = 'welcome' | 'confirmation';

export type FaultRow = {
  readonly kind: Kind;
  readonly call: Call;
  readonly fault: DeliveryFault;
  readonly struck: number;
  readonly lost: number;
  readonly doubled: number;
  /** Between SES taking the mail and the note of it: only there it may come twice. */
  readonly isInWindow: boolean;
};

const startsAt = new Date('2026-03-01T00:00:00.000Z');
const hourMs = 3_600_000;

const isInWindow = (call: Call, fault: DeliveryFault): boolean =>
  call === 'send'
    ? fault === 'an answer was lost' || fault === 'an answer was lost, and the SDK called again'
    : call === 'commit' && (fault === 'the process died' || fault === 'a call failed');

/** Strikes each subscriber once, at the wanted call; a function handles one record after the other. */
const strikeAt = (wanted: Call, fault: DeliveryFault, struck: Set<string>): Fate => {
  const under = new Map<unknown, {readonly id: string; hasClaimed: boolean}>();

  const callAt = ({actor, label}: Gate): Call => {
    const [, operation, pk = '', sk = ''] = label.split(' ');

    if (operation === 'getItem') {
      under.set(actor, {id: pk, hasClaimed: false});

      return 'read';
    }

    if (label === 'ses') {
      return 'send';
    }

    if (sk.startsWith('sign-ups#')) {
      return 'day';
    }

    if (pk.startsWith('budget#')) {
      return 'budget';
    }

    const delivery = under.get(actor);
    const isCommit = delivery?.hasClaimed === true;

    if (delivery) {
      delivery.hasClaimed = true;
    }

    return isCommit ? 'commit' : 'claim';
  };

  return (gate) => {
    if (gate.actor.kind !== 'function') {
      return undefined;
    }

    const call = callAt(gate);
    const id = under.get(gate.actor)?.id ?? '';

    if (call !== wanted || struck.has(id)) {
      return undefined;
    }

    struck.add(id);

    return fault;
  };
};

const signUps = (world: DeliveryWorld, kind: Kind, subscribers: number): void => {
  const {clock, chance} = world;
  const times = {
    startsAt: startsAt.getTime(),
    endsAt: startsAt.getTime() + 6 * hourMs,
    confirmation: kind === 'welcome' ? ('none' as const) : ('required' as const),
  };

  for (let nth = 0; nth < subscribers; nth += 1) {
    const [first] = deedsOfVisitor(chance, nth, times);

    if (first) {
      void clock.wait(first.at - clock.now()).then(async () => void (await world.act(first.name, first.act)));
    }
  }
};

const rowOf = async (
  product: MailProduct,
  {kind, call, fault}: Pick<FaultRow, 'kind' | 'call' | 'fault'>,
  subscribers: number,
): Promise<FaultRow> => {
  const world = await deliveryWorld(product, chanceOf(calls.indexOf(call) * 10 + faults.indexOf(fault)), {
    ...{confirmationsADay: 1_000_000, startsAt},
  });
  const struck = new Set<string>();
  signUps(world, kind, subscribers);
  startSweeps(world);
  await liveUntil(world, startsAt.getTime() + 24 * hourMs, strikeAt(call, fault, struck));
  await settleDown(world);

  const {lost, wrongs} = judge(world, []);
  const doubled = [...world.mailbox.taken.values()].filter(({length}) => length > 1).length;

  return {
    ...{kind, call, fault, struck: struck.size, doubled, isInWindow: isInWindow(call, fault)},
    lost: Math.max(lost, wrongs.filter((wrong) => wrong.includes('lost')).length),
  };
};

/** `subscribers` for each row. */
export const faultMatrix = async (
  product: MailProduct,
  subscribers: number,
  told: (row: FaultRow) => void = () => {},
): Promise<readonly FaultRow[]> => {
  const rows: FaultRow[] = [];

  for (const kind of ['welcome', 'confirmation'] as const) {
    for (const call of calls.filter((one) => !['day', 'budget'].includes(one) || kind === 'confirmation')) {
      for (const fault of faults) {
        const row = await rowOf(product, {kind, call, fault}, subscribers);
        rows.push(row);
        told(row);
      }
    }
  }

  return rows;
};

/** Why a row is not as it has to be; a window through which nothing comes would be no window. */
export const wrongIn = ({call, fault, struck, lost, doubled, isInWindow}: FaultRow): string | undefined => {
  const where = `${fault}, at ${call}`;

  if (struck === 0) {
    return `${where}: it struck nobody`;
  }

  if (lost > 0) {
    return `${where}: ${lost} mails were lost`;
  }

  if (isInWindow && doubled === 0) {
    return `${where}: no mail came twice, which it does on AWS`;
  }

  return !isInWindow && doubled > 0 ? `${where}: ${doubled} mails came twice` : undefined;
};
