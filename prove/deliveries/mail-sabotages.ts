// The product without one of its safeguards: a proof that does not miss it proves nothing.

import {ThrottledError} from '../../src/domain/mail-throttling.ts';
import type {MailProduct} from './mail-product.ts';

export type MailSabotage = {
  readonly name: string;
  /** A world of faults that goes wrong then. */
  readonly seed: number;
  readonly of: (product: MailProduct) => MailProduct;
};

const farAway = '9999-01-01T00:00:00.000Z';

export const mailSabotages: readonly MailSabotage[] = [
  {
    name: 'a mail is not claimed',
    seed: 0,
    of: (product) => ({
      ...product,
      ledger: (ledger) => ({
        ...ledger,
        claim: async () => 'claimed',
        release: async () => {},
        commit: async () => {},
      }),
    }),
  },
  {
    name: 'a claim has no end',
    seed: 0,
    of: (product) => ({
      ...product,
      ledger: (ledger) => ({
        ...ledger,
        claim: (delivery, {now}) => ledger.claim(delivery, {now, until: farAway}),
        release: (delivery, _, ...rest) => ledger.release(delivery, farAway, ...rest),
        commit: (delivery, _, sent) => ledger.commit(delivery, farAway, sent),
      }),
    }),
  },
  {
    name: 'a claim ends as it begins',
    seed: 3,
    of: (product) => ({
      ...product,
      ledger: (ledger) => ({
        ...ledger,
        claim: (delivery, {now}) => ledger.claim(delivery, {now, until: now}),
        release: (delivery, until, ...rest) =>
          ledger.release(delivery, new Date(Date.parse(until) - 90_000).toISOString(), ...rest),
        commit: (delivery, until, sent) =>
          ledger.commit(delivery, new Date(Date.parse(until) - 90_000).toISOString(), sent),
      }),
    }),
  },
  {
    name: 'a mail is noted before it is sent',
    seed: 1,
    of: (product) => ({
      ...product,
      ledger: (ledger) => ({
        ...ledger,
        claim: async (delivery, lease) => {
          const claim = await ledger.claim(delivery, lease);

          if (claim === 'claimed') {
            await ledger.commit(delivery, lease.until, {messageId: 'soon', sentAt: lease.now});
          }

          return claim;
        },
        release: async () => {},
        commit: async () => {},
      }),
    }),
  },
  {
    name: 'a mail that was sent is not noted',
    seed: 0,
    of: (product) => ({...product, ledger: (ledger) => ({...ledger, commit: async () => {}})}),
  },
  {
    name: 'throttling is swallowed',
    seed: 3,
    of: (product) => ({
      ...product,
      mailer: (mailer) => ({
        send: (mail, delivery, now) =>
          mailer.send(mail, delivery, now).catch((error: unknown) => {
            if (error instanceof ThrottledError) {
              return 'later';
            }

            throw error;
          }),
      }),
    }),
  },
  {
    name: 'a mail that could not be sent does not wait for a sweep',
    seed: 0,
    of: (product) => ({
      ...product,
      ledger: (ledger) => ({
        ...ledger,
        release: (delivery, until, _, options) => ledger.release(delivery, until, farAway, options),
      }),
    }),
  },
  {
    name: 'nobody comes back to a mail that was closed',
    seed: 6,
    of: (product) => ({
      ...product,
      ledger: (ledger) => {
        const closed = new Set<string>();
        const keep =
          (end: typeof ledger.close): typeof ledger.close =>
          async (delivery, ...rest) => {
            closed.add(JSON.stringify(delivery));
            await end(delivery, ...rest);
          };

        return {
          ...ledger,
          close: keep(ledger.close),
          claim: async (delivery, lease) =>
            closed.has(JSON.stringify(delivery)) ? 'sent' : ledger.claim(delivery, lease),
        };
      },
    }),
  },
  {
    name: 'what the sweep gives up is closed, and the owner cannot find it',
    seed: 24,
    of: (product) => ({...product, ledger: (ledger) => ({...ledger, giveUp: ledger.close})}),
  },
  {name: 'there is no sweep', seed: 0, of: (product) => ({...product, sweeps: false})},
  {
    name: 'the function answers that all went well',
    seed: 0,
    of: (product) => ({...product, answer: () => ({batchItemFailures: []})}),
  },
  {
    name: 'the function names the last record that failed, not all of them',
    seed: 24,
    of: (product) => ({
      ...product,
      answer: (answer) => {
        const {batchItemFailures} = answer as {readonly batchItemFailures: readonly unknown[]};

        return {batchItemFailures: batchItemFailures.slice(-1)};
      },
    }),
  },
  {
    name: 'the mapping does not read which records failed',
    seed: 0,
    of: (product) => ({...product, settings: {...product.settings, reportsItemFailures: false}}),
  },
  {
    name: 'the mapping does not halve a batch that ends the process',
    seed: 1,
    of: (product) => ({...product, settings: {...product.settings, bisects: false}}),
  },
  {
    name: 'the mapping has no bucket of failures',
    seed: 0,
    of: (product) => ({...product, settings: {...product.settings, hasDestination: false}}),
  },
  {
    name: 'the filter passes new records only',
    seed: 0,
    of: (product) => ({
      ...product,
      settings: {
        ...product.settings,
        patterns: product.settings.patterns.map((pattern) => ({...(pattern as object), eventName: ['INSERT']})),
      },
    }),
  },
];
