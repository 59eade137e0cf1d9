import test from 'ava';
import {erasedLine, remainders} from '../../../operate/subscribers/erase.ts';

const always = [
  'backups of the table (point-in-time recovery) for 35 days',
  'its stream, for 24 hours: what fails meanwhile may still come to the bucket of failures or a queue; to be sure, erase them once more tomorrow',
  'no log: none ever held the address',
];
const marked = 'that they were erased, under the same hash, so that no list brings them back';
const listedBySes =
  "the address on SES's own suppression list of the account, until aws sesv2 delete-suppressed-destination";

test('the owner reads what was in the table', (t) => {
  const erased = {
    removed: ['subscriber', 'sign-ups#2026-03-01', 'sign-ups#2026-03-02'],
    keptMails: 0,
    isSuppressed: false,
  };

  t.is(erasedLine({...erased, status: 'confirmed'}), 'the record (confirmed), 2 of their counters of sign-ups');
  t.is(erasedLine({...erased, removed: []}), 'no record of them');
});

test('the owner reads what stays of whom nothing was known, of a subscriber, and of who is suppressed', (t) => {
  t.deepEqual(remainders({removed: [], keptMails: 0, isSuppressed: false}, false), [marked, ...always]);
  t.deepEqual(remainders({status: 'confirmed', removed: ['subscriber'], keptMails: 3, isSuppressed: false}, false), [
    '3 lines of the mail ledger, under a hash in place of the address, so that no mail is sent twice',
    marked,
    ...always,
  ]);
  t.deepEqual(remainders({status: 'suppressed', removed: ['subscriber'], keptMails: 0, isSuppressed: true}, false), [
    marked,
    'that mails to them came back or were called spam, under the same hash, so that none is sent there again; --entirely forgets this too',
    ...always.toSpliced(2, 0, listedBySes),
  ]);
});

test('of who is erased entirely SES alone may still know that no mail must go there', (t) => {
  t.deepEqual(
    remainders({status: 'suppressed', removed: ['subscriber'], keptMails: 0, isSuppressed: false}, true),
    always.toSpliced(2, 0, listedBySes),
  );
});
