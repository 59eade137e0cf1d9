// Who gets the mails of a proof, and who must not.
import type {Blog} from '../../local/blog.ts';
import {until} from '../../local/until.ts';
import {expectStatus} from '../../local/visitor.ts';
import {importPeople} from '../../operate/subscribers/import.ts';
import {addSubscriber, isKnown} from '../../src/adapters/erased-subscribers.ts';
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {type EmailAddress, emailAddress, type SubscriberId, subscriberId} from '../../src/domain/addresses.ts';
import {removeSubscriber} from '../../src/domain/subscribers.ts';

const addressOf = (name: string): EmailAddress => emailAddress.parse(`${name}@example.com`);

const importAll = async (addresses: readonly EmailAddress[]): Promise<void> => {
  const listed = addresses.map((email) => ({id: subscriberId(email), email}));
  const plan = {known: {isKnown, add: addSubscriber}, source: 'a list of readers', now: new Date(), isDryRun: false};
  const added = await importPeople(listed, plan, (done) => done % 1000 === 0 && console.log(`${done} imported`));
  if (added !== listed.length) throw new Error(`expected ${listed.length} new subscribers, got ${added}`);
};

/**
 * Imports confirmed subscribers as the owner does, and beside them some who are confirmed no more and one who has only asked. All that is due
 * because of it has been mailed when this answers: the one confirmation.
 */
export const bringReaders = async (
  {visitor}: Blog,
  count: number,
  mailsSent: () => number,
): Promise<ReadonlyMap<string, SubscriberId>> => {
  const readers = Array.from({length: count}, (_, n) => addressOf(`reader-${n}`));
  const former = ['gone', 'bounced', 'complained'].map(addressOf);
  await importAll([...readers, ...former]);
  for (const [index, by] of (['left', 'bounced', 'complained'] as const).entries())
    await removeSubscriber(subscriberTable, subscriberId(former[index] as EmailAddress), {by, now: new Date()});
  // The stream is read in order: when this one is mailed, everybody before was looked at.
  const json = {email: addressOf('asks')};
  expectStatus(await visitor.send('POST', '/api/subscribers', {json}), 202, 'a sign-up');
  await until('the confirmation mail', async () => mailsSent() > 0 || undefined, {seconds: 600, everyMs: 500});
  if (mailsSent() !== 1) throw new Error(`expected an import to mail nobody, got ${mailsSent() - 1} mails`);
  return new Map(readers.map((email) => [email, subscriberId(email)]));
};
