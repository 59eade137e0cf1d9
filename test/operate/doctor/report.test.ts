import test from 'ava';
import {advice, notChecked, ok, wrong} from '../../../operate/doctor/findings.ts';
import {reportLines} from '../../../operate/doctor/report.ts';

test('a line a check, aligned, and what to do first; what was not checked for one reason shares a line', (t) => {
  const lines = reportLines([
    {title: 'Sender', finding: ok('hello@blog.org')},
    {title: 'Identity', finding: notChecked('nobody to ask')},
    {title: 'DKIM', finding: wrong('1 of 3 records is missing', 'publish CNAME a → b')},
    {title: 'Sandbox', finding: notChecked('nobody to ask')},
    {title: 'DMARC', finding: wrong('no record', 'publish TXT')},
    {title: 'Links', finding: advice('to another domain', 'set domain')},
    {title: 'Mailbox', finding: notChecked('no resolver')},
  ]);

  t.deepEqual(lines, [
    'ok           Sender: hello@blog.org',
    'not checked  Identity, Sandbox: nobody to ask',
    'wrong        DKIM: 1 of 3 records is missing — publish CNAME a → b',
    'wrong        DMARC: no record — publish TXT',
    'advice       Links: to another domain — set domain',
    'not checked  Mailbox: no resolver',
    '2 wrong, 1 advice, 3 not checked, 1 ok; what to do first (DKIM): publish CNAME a → b',
  ]);
});

test('where nothing is wrong, there is nothing to do first', (t) => {
  t.deepEqual(reportLines([{title: 'Sender', finding: ok('hello@blog.org')}]), [
    'ok           Sender: hello@blog.org',
    '0 wrong, 0 not checked, 1 ok',
  ]);
});
