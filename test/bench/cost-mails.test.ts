import {readFileSync} from 'node:fs';
import test from 'ava';
import {type MailFacts, mailsPerPage, monthOfPolls, monthOfSweeps, sentMail, toldMail} from '../../bench/cost-mails.ts';
import {costOf, totalOf} from '../../bench/cost-model.ts';
import {inRoot} from '../../local/places.ts';
import {postMailWorld} from '../domain/post-mail-world.ts';

const facts: MailFacts = {apiMb: 1024, regions: 1, mailsPerSecond: 10, mailBytes: 7000, postBytes: 8192};

test('a page of the model is one of the product', async (t) => {
  for (const maxSendRate of [1, 10, 14]) {
    const {sent} = await postMailWorld({readers: 1000, quota: {maxSendRate}}).page();

    t.is(mailsPerPage({mailsPerSecond: maxSendRate}), sent);
  }
});

test('a page enters two states of the workflow', (t) => {
  const {States} = JSON.parse(readFileSync(inRoot('statemachines', 'new-post-mail.asl.json'), 'utf8'));

  t.is(States.SendPostMails.Next, 'MorePostMails');
  t.is(States.MorePostMails.Default, 'SendPostMails');
  t.is(sentMail(facts).transitions, 2 / 360);
});

test('a thousand mails cost what SES, the ledger and the function ask for, the function by the rate', (t) => {
  const cost = costOf(sentMail(facts));

  t.is((cost.mails / 1000).toFixed(5), '0.10063');
  t.is((cost.workflow / 1000).toFixed(5), '0.00014');
  t.is((cost.compute / 1000).toFixed(5), '0.00167');
  // Four writes and two and a half reads.
  t.is((cost.others / 1000).toFixed(5), '0.00343');
  t.is(costOf(sentMail({...facts, mailsPerSecond: 1})).compute.toFixed(2), (10 * cost.compute).toFixed(2));
});

test('a further region writes the same, and what expired is deleted there for a write', (t) => {
  t.is(sentMail(facts).writeUnits, 4);
  t.is(sentMail({...facts, regions: 2}).writeUnits, 9);
  t.is(toldMail(facts).writeUnits, 5);
  t.is(toldMail({...facts, regions: 2}).writeUnits, 8);
});

test('a month without mails costs cents', (t) => {
  t.is((totalOf(costOf(monthOfSweeps(facts))) / 1e6).toFixed(3), '0.009');
  t.is((totalOf(costOf(monthOfPolls())) / 1e6).toFixed(3), '0.263');
});
