import test from 'ava';
import {findPolicy, treeWalk} from '../../../operate/doctor/dmarc.ts';
import {known, unknown} from '../../../operate/doctor/facts.ts';

const policyIn = (records: Readonly<Record<string, readonly string[]>>, domain = 'a.b.org') =>
  findPolicy(domain, (name) => known(records[name] ?? []));

const relaxed = {dkim: 'relaxed', spf: 'relaxed'} as const;

test('a receiver asks from the domain up to the top, eight times at most', (t) => {
  t.deepEqual(treeWalk('blog.org'), ['_dmarc.blog.org', '_dmarc.org']);
  t.is(treeWalk('1.2.3.4.5.6.7.8').length, 8);
  t.deepEqual(treeWalk('1.2.3.4.5.6.7.8.9').slice(0, 3), [
    '_dmarc.1.2.3.4.5.6.7.8.9',
    '_dmarc.3.4.5.6.7.8.9',
    '_dmarc.4.5.6.7.8.9',
  ]);
  t.is(treeWalk('1.2.3.4.5.6.7.8.9').length, 8);
});

test('the domain’s own record holds, whatever stands above it', (t) => {
  const policy = policyIn({'_dmarc.a.b.org': ['v=DMARC1; p=none'], '_dmarc.b.org': ['v=DMARC1; p=reject']});

  t.deepEqual(policy, known({at: '_dmarc.a.b.org', request: 'none', ...relaxed}));
});

test('without one, that of the organization holds, with what it asks of domains below it', (t) => {
  const policy = policyIn({'_dmarc.b.org': ['v=DMARC1; p=reject; sp=quarantine; adkim=s; aspf=S']});

  t.deepEqual(policy, known({at: '_dmarc.b.org', request: 'quarantine', dkim: 'strict', spf: 'strict'}));
});

test('the organization is the highest with a record, but for one that says otherwise', (t) => {
  const both = {'_dmarc.b.c.org': ['v=DMARC1; p=none'], '_dmarc.c.org': ['v=DMARC1; p=reject']};
  const where = (more: Readonly<Record<string, readonly string[]>>) => {
    const found = policyIn({...both, ...more}, 'a.b.c.org');
    return 'known' in found && found.known?.at;
  };

  t.is(where({}), '_dmarc.c.org');
  t.is(where({'_dmarc.b.c.org': ['v=DMARC1; p=none; psd=n']}), '_dmarc.b.c.org');
  t.is(where({'_dmarc.c.org': ['v=DMARC1; p=reject; psd=y']}), '_dmarc.b.c.org');
  t.is(where({'_dmarc.org': ['v=DMARC1; p=reject; psd=y']}), '_dmarc.c.org');
  t.is(where({'_dmarc.b.c.org': [], '_dmarc.c.org': ['v=DMARC1; p=reject; psd=y']}), '_dmarc.c.org');
});

test('other TXT records are none of DMARC’s, and tags may stand in any spelling', (t) => {
  t.deepEqual(policyIn({'_dmarc.a.b.org': ['verification=123']}), known(undefined));
  t.deepEqual(
    policyIn({'_dmarc.a.b.org': ['v=DMARC1;P = Reject ;rua=mailto:a=b@c.org;']}),
    known({at: '_dmarc.a.b.org', request: 'reject', ...relaxed}),
  );
});

test('nobody guesses a policy where a name on the way was not answered', (t) => {
  const policy = findPolicy('a.b.org', (name) => (name === '_dmarc.b.org' ? unknown('silence') : known([])));

  t.deepEqual(policy, unknown('silence'));
});
