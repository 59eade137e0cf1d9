import type {Delivery, DueDelivery, MailLedger} from '../../src/domain/deliveries.ts';

type Entry = {
  readonly state: 'claimed' | 'waiting' | 'sent' | 'closed';
  readonly dueAt: string;
  readonly attempts: number;
};

/** The ledger as its contract says. */
export const memoryLedger = () => {
  const entries = new Map<string, Entry>();
  const spent = new Map<string, number>();
  const occasions = new Map<string, string | undefined>();
  const keyOf = ({to, kind, occasion}: Delivery) => JSON.stringify({to, kind, occasion});
  const mine = (delivery: Delivery, until: string): Entry => {
    const entry = entries.get(keyOf(delivery));
    if (entry?.state !== 'claimed' || entry.dueAt !== until) throw new Error('expected a lease, got none');
    return entry;
  };
  const isOver = (entry: Entry, now: string) =>
    (entry.state === 'claimed' || entry.state === 'waiting') && entry.dueAt <= now;
  const end = (delivery: Delivery, now: string): void => {
    const found = entries.get(keyOf(delivery));
    if (found && isOver(found, now)) entries.set(keyOf(delivery), {state: 'closed', dueAt: '', attempts: 0});
  };
  const ledger: MailLedger = {
    claim: async (delivery, {now, until}) => {
      const found = entries.get(keyOf(delivery));
      if (found && found.state !== 'closed' && !isOver(found, now))
        return found.state === 'claimed' ? 'leased' : found.state;
      entries.set(keyOf(delivery), {state: 'claimed', dueAt: until, attempts: (found?.attempts ?? 0) + 1});
      return 'claimed';
    },
    release: async (delivery, until, dueAt, {isAttempt} = {isAttempt: true}) => {
      const {attempts} = mine(delivery, until);
      entries.set(keyOf(delivery), {state: 'waiting', dueAt, attempts: isAttempt ? attempts : attempts - 1});
    },
    commit: async (delivery, until) => {
      const found = entries.get(keyOf(delivery));
      const entry = found?.state === 'sent' ? found : mine(delivery, until);
      entries.set(keyOf(delivery), {...entry, state: 'sent', dueAt: ''});
    },
    acknowledge: async (delivery) => {
      const found = entries.get(keyOf(delivery));
      if (found) entries.set(keyOf(delivery), {...found, state: 'sent', dueAt: ''});
    },
    close: async (delivery, now) => end(delivery, now),
    giveUp: async (delivery, now) => end(delivery, now),
    listDue: async (now) =>
      [...entries]
        .filter(([, entry]) => isOver(entry, now.toISOString()))
        .map(([key, {attempts}]): DueDelivery => ({...(JSON.parse(key) as Delivery), attempts})),
    spendConfirmation: async (delivery, now, most) => {
      const day = now.toISOString().slice(0, 10);
      const asked = `${day} ${delivery.to}`;
      if (occasions.has(asked) && occasions.get(asked) !== delivery.occasion) return false;
      occasions.set(asked, delivery.occasion);
      spent.set(day, (spent.get(day) ?? 0) + 1);
      return (spent.get(day) ?? 0) <= most;
    },
  };
  return {ledger, entries, stateOf: (delivery: Delivery) => entries.get(keyOf(delivery))?.state};
};
