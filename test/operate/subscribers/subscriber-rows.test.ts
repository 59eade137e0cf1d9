import test from 'ava';
import {parse} from 'csv-parse/sync';
import {headerLine, subscriberLine} from '../../../operate/subscribers/subscriber-rows.ts';
import {after, aSubscriber, start} from '../../domain/a-subscriber.ts';

const rows = (...lines: string[]): Record<string, string>[] =>
  parse([headerLine, ...lines].join(''), {columns: true, bom: true});

test('a subscriber is a line that says how and when they said yes, and all that happened', (t) => {
  const ada = aSubscriber(['asked', 'confirmed', 'left'], {name: 'Ada "A", Countess'});

  t.deepEqual(rows(subscriberLine(ada)), [
    {
      email: 'ada@example.com',
      name: 'Ada "A", Countess',
      status: 'unsubscribed',
      createdAt: start.toISOString(),
      updatedAt: after(120).toISOString(),
      consentedAt: after(60).toISOString(),
      consentedBy: 'confirmed',
      consent: 'words',
      history: JSON.stringify(ada.history),
    },
  ]);
});

test('who never said yes has nothing that says so', (t) => {
  const [row] = rows(subscriberLine(aSubscriber(['asked'])));

  t.like(row, {name: '', status: 'pending', consentedAt: '', consentedBy: '', consent: ''});
});

test('a name that a spreadsheet would compute is written as text', (t) => {
  const [row] = rows(subscriberLine(aSubscriber(['asked'], {name: '=HYPERLINK("http://x.example")'})));

  t.is(row?.['name'], `'=HYPERLINK("http://x.example")`);
});
