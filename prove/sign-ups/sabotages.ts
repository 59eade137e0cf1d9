// The product with a safeguard taken away, by what its parts are given: whether the proof would notice.
import type {SignUp} from '../../src/domain/subscribers.ts';
import {manyAddresses, type Scenario, scenarios} from './scenarios.ts';
import type {Parts} from './sign-up-world.ts';

export type Sabotage = {
  readonly name: string;
  readonly without: (parts: Parts) => Parts;
  /** Where it shows. */
  readonly in: Scenario;
};

const without =
  (changed: (parts: Parts) => Partial<Parts>) =>
  (parts: Parts): Parts => ({...parts, ...changed(parts)});

const manyOnOneDay = manyAddresses(200);

/** To the ledger it is the only mail to this address. */
const alone = ({ledger}: Parts): Parts['ledger'] => ({
  ...ledger,
  spendConfirmation: (delivery, now, most) =>
    ledger.spendConfirmation({...delivery, occasion: 'the only one'}, now, most),
});

export const sabotages: readonly Sabotage[] = [
  {
    name: 'an address is what was typed',
    in: scenarios['one address, over thirty days'],
    without: without(() => ({parse: ({email}) => ({email: email.trim()}) as SignUp})),
  },
  {
    name: 'nobody counts how often an address was asked',
    in: scenarios['one address, over thirty days'],
    without: without(({form}) => ({
      form: {
        ...form,
        read: async (id) => {
          const found = await form.read(id);
          return found && {...found, asks: 0};
        },
      },
    })),
  },
  {
    name: 'neither the record nor the ledger knows that an address was asked today',
    in: scenarios['one address, over thirty days'],
    without: without((parts) => ({
      ledger: alone(parts),
      form: {
        ...parts.form,
        read: async (id) => {
          const {askedAt: _, ...found} = (await parts.form.read(id)) ?? {};
          return 'id' in found ? found : undefined;
        },
      },
    })),
  },
  {
    name: 'the ledger does not know that an address was asked today',
    in: scenarios['one address, on days when others have spent the budget'],
    without: without((parts) => ({ledger: alone(parts)})),
  },
  {
    name: 'a mail is sent as often as the stream tells of it',
    in: scenarios['its neighbours, each an address of its own'],
    without: without(({ledger}) => ({
      ledger: {...ledger, claim: async () => 'claimed', commit: async () => {}, release: async () => {}},
    })),
  },
  {
    name: 'the blog has no budget',
    in: manyOnOneDay,
    without: without(({ledger}) => ({
      ledger: {...ledger, spendConfirmation: (delivery, now) => ledger.spendConfirmation(delivery, now, 1_000_000)},
    })),
  },
  {
    name: 'nobody sweeps',
    in: manyOnOneDay,
    without: without(() => ({sweep: async () => ({sent: 0, waiting: 0, unwanted: 0, 'given up': 0})})),
  },
];
