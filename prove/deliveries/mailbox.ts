// Everybody's inbox, at the end of SES: which mail came how often, and whether a second one has an excuse.

import type {SubscriberId} from '../../src/domain/addresses.ts';
import type {Delivery} from '../../src/domain/deliveries.ts';
import type {Item} from '../interleavings/memory-table.ts';
import type {Actor} from '../interleavings/scheduler.ts';

/** SES took it. It is noted once its commit is in the table; `excuse` is the fault that struck between. */
type Taken = {readonly by: Actor; readonly at: number; isNoted: boolean; excuse?: string};

export type Mailbox = {
  readonly taken: ReadonlyMap<string, readonly Taken[]>;
  /** What should not have come. */
  readonly wrongs: readonly string[];
  /** How often a fault between SES's answer and the commit led to a second mail, by the fault. */
  readonly excused: ReadonlyMap<string, number>;
  take(delivery: Delivery, by: Actor, at: number): string;
  /** What this sender gave to SES and did not note may come again. */
  excuse(by: Actor, fault: string): void;
  noted(before: Item | undefined, after: Item | undefined): void;
};

/** A confirmation is told from others by the time of asking. */
export const welcomeTo = (id: SubscriberId): string => `welcome ${id}`;
export const confirmationTo = (id: SubscriberId, askedAt: string): string => `confirmation ${id} ${askedAt}`;

const nameOf = ({to, kind, occasion = ''}: Delivery): string =>
  kind === 'welcome' ? welcomeTo(to) : confirmationTo(to, occasion);

const text = (item: Item | undefined, name: string): string => (item?.[name] as {S?: string} | undefined)?.S ?? '';

const nameOfItem = (item: Item): string => {
  const [, kind, askedAt = ''] = text(item, 'sk').split('#');
  const id = text(item, 'pk').slice('subscriber#'.length) as SubscriberId;

  return kind === 'welcome' ? welcomeTo(id) : confirmationTo(id, askedAt);
};

export const mailbox = (): Mailbox => {
  const all = new Map<string, Taken[]>();
  const wrongs: string[] = [];
  const excused = new Map<string, number>();

  const blame = (name: string, before: Taken): void => {
    if (before.isNoted) {
      wrongs.push(`a ${name.split(' ')[0]} mail was sent again although it was noted`);
    } else if (before.excuse === undefined) {
      wrongs.push(`a ${name.split(' ')[0]} mail was sent by two at once`);
    } else {
      excused.set(before.excuse, (excused.get(before.excuse) ?? 0) + 1);
    }
  };

  return {
    taken: all,
    wrongs,
    excused,
    take(delivery, by, at) {
      const name = nameOf(delivery);
      const before = all.get(name) ?? [];
      const last = before.at(-1);

      if (last) {
        blame(name, last);
      }

      all.set(name, [...before, {by, at, isNoted: false}]);

      return `message-${at}-${all.size}-${before.length}`;
    },
    excuse(by, fault) {
      for (const taken of all.values()) {
        const last = taken.at(-1);

        if (last?.by === by && !last.isNoted) {
          last.excuse ??= fault;
        }
      }
    },
    noted(before, after) {
      if (
        after &&
        text(after, 'kind') === 'mail' &&
        text(after, 'state') === 'sent' &&
        text(before, 'state') !== 'sent'
      ) {
        const last = all.get(nameOfItem(after))?.at(-1);

        if (last) {
          last.isNoted = true;
        }
      }
    },
  };
};
