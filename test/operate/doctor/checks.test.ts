import test from 'ava';
import {parseYaml, toYaml} from '../../../generator/yaml.ts';
import {checks, examine} from '../../../operate/doctor/checks.ts';
import {type Facts, known, unknown} from '../../../operate/doctor/facts.ts';
import type {Finding} from '../../../operate/doctor/findings.ts';
import {nothingOfSes} from '../../../operate/doctor/read-ses.ts';
import {profiles} from '../../generator/rules/profiles.ts';
import {configWith, templateOf} from '../../generator/sample.ts';
import {advisedAccounts, brokenAccounts} from './broken-accounts.ts';
import {brokenDeployments} from './broken-deployments.ts';
import {advisedDomains, brokenDomains} from './broken-domains.ts';
import {advisedSetups, brokenSetups} from './broken-setups.ts';
import type {Broken, BrokenBlogs} from './changed-facts.ts';
import {dnsWith, domain, healthyBlog, healthySes, sender, viewOf, zone} from './healthy-blog.ts';

const brokenBlogs: BrokenBlogs = {...brokenSetups, ...brokenDeployments, ...brokenAccounts, ...brokenDomains};
const advisedBlogs: BrokenBlogs = {...advisedSetups, ...advisedAccounts, ...advisedDomains};

const findingOf = (title: string, facts: Facts): Finding | undefined =>
  examine(facts).find((checked) => checked.title === title)?.finding;

const titles = checks.map(({title}) => title);

test('of a blog whose mails arrive, every check says ok', (t) => {
  t.deepEqual(
    examine(healthyBlog).filter(({finding}) => finding.verdict !== 'ok'),
    [],
  );
  t.is(new Set(titles).size, titles.length);
});

test('every check has a broken blog', (t) => {
  t.deepEqual(Object.keys(brokenBlogs).toSorted(), titles.toSorted());
  t.true(Object.values(brokenBlogs).every((blogs) => blogs.length > 0));
});

const tables = [
  ['wrong', brokenBlogs],
  ['advice', advisedBlogs],
] as const;

const cases = tables.flatMap(([verdict, table]) =>
  Object.entries(table).flatMap(([title, blogs]) => blogs.map((blog: Broken) => ({verdict, title, blog}))),
);

for (const {
  verdict,
  title,
  blog: [what, facts, found, fix],
} of cases)
  test(`${title}: ${what} is ${verdict}, and the line says what to do`, (t) => {
    const finding = findingOf(title, facts);

    if (finding?.verdict !== verdict) return t.fail(`expected ${verdict}, got ${JSON.stringify(finding)}`);
    t.regex(finding.found, found);
    t.regex(finding.fix, fix);
    t.false(`${finding.found}${finding.fix}`.includes('\n'));
  });

const why = 'nobody could say';

const withoutSes = (name: keyof Facts['ses']): Facts => ({
  ...healthyBlog,
  ses: {...healthySes, [name]: unknown(why)},
});

/** A fact that cannot be had → the checks that then are not made. */
const blind: Readonly<Record<string, readonly [facts: Facts, unchecked: readonly string[]]>> = {
  template: [
    {...healthyBlog, template: unknown(why)},
    ['Template', 'Permission', 'Feedback', 'One-click route', 'Links', 'Environment', 'Suppression'],
  ],
  mails: [{...healthyBlog, mails: unknown(why)}, ['One-click headers']],
  // DKIM keeps SES's own word for it.
  dns: [{...healthyBlog, dns: unknown(why)}, ['Mailbox', 'MAIL FROM', 'DMARC', 'DMARC alignment']],
  blog: [{...healthyBlog, isStackNamed: false, blog: unknown(why)}, ['Deployed', 'Environment', 'One-click answer']],
  click: [{...healthyBlog, click: unknown(why)}, ['One-click answer']],
  identities: [withoutSes('identities'), ['Identity']],
  dkim: [withoutSes('dkim'), ['DKIM', 'DMARC alignment']],
  mailFrom: [withoutSes('mailFrom'), ['MAIL FROM']],
  isSending: [withoutSes('isSending'), ['Account']],
  isInSandbox: [withoutSes('isInSandbox'), ['Sandbox']],
  quota: [withoutSes('quota'), ['Quota']],
  configurationSet: [withoutSes('configurationSet'), ['Configuration set']],
  statistics: [withoutSes('statistics'), ['Reputation']],
};

const uncheckedIn = (facts: Facts): readonly string[] =>
  examine(facts).flatMap(({title, finding}) => (finding.verdict === 'not checked' ? title : []));

test('every check but those of the config alone is not made where a fact is missing', (t) => {
  const all = new Set(['Sender', 'Reply-To', ...Object.values(blind).flatMap(([, unchecked]) => unchecked)]);

  t.deepEqual([...all].toSorted(), titles.toSorted());
});

for (const [fact, [facts, unchecked]] of Object.entries(blind))
  test(`without ${fact}, what hangs on it is not checked, and all else is as it was`, (t) => {
    t.deepEqual(uncheckedIn(facts).toSorted(), unchecked.toSorted());
    for (const {title, finding} of examine(facts))
      t.deepEqual(finding, unchecked.includes(title) ? {verdict: 'not checked', why} : findingOf(title, healthyBlog));
  });

test('where nothing is known, nothing is ok but what the config itself says', (t) => {
  const nothing: Facts = {
    ...healthyBlog,
    template: unknown(why),
    mails: unknown(why),
    dns: unknown(why),
    ses: nothingOfSes(why),
    isStackNamed: false,
    blog: unknown(why),
    click: unknown(why),
  };

  const found = examine(nothing).flatMap(({title, finding}) => (finding.verdict === 'not checked' ? [] : title));

  t.deepEqual(found, ['Sender', 'Reply-To']);
});

for (const [name, title] of [
  [`MX ${domain}`, 'Mailbox'],
  [`TXT _dmarc.${domain}`, 'DMARC'],
  [`TXT _dmarc.${domain}`, 'DMARC alignment'],
  [`MX bounces.${domain}`, 'MAIL FROM'],
  [`TXT bounces.${domain}`, 'MAIL FROM'],
] as const)
  test(`without an answer for ${name}, ${title} is not checked`, async (t) => {
    const finding = findingOf(title, {...healthyBlog, dns: await dnsWith(zone, healthySes, [name])});

    t.deepEqual(finding, {verdict: 'not checked', why: `the resolver gave no answer for ${name}: try again`});
  });

test('a configuration set of its own makes the suppression list of the account nobody’s matter', (t) => {
  t.is(findingOf('Suppression', withoutSes('suppressedReasons'))?.verdict, 'ok');
});

test('a domain is as good as the address, and the domain above as good as the domain', (t) => {
  const identities = known({[sender]: 'Pending', [domain]: 'Success'} as const);

  t.is(findingOf('Identity', {...healthyBlog, ses: {...healthySes, identities}})?.verdict, 'ok');
  const config = {...healthyBlog.config, mail: {...healthyBlog.config.mail, sender: `hello@a.b.${domain}`}};
  t.is(findingOf('Identity', {...healthyBlog, config})?.verdict, 'ok');
});

test('records that a zone flattens into what they lead to are published', async (t) => {
  const name = `abc._domainkey.${domain}`;
  const dns = await dnsWith({...zone, [`CNAME ${name}`]: [], [`TXT ${name}`]: ['v=DKIM1; p=MIGf']});

  t.is(findingOf('DKIM', {...healthyBlog, dns})?.verdict, 'ok');
});

test('a rate is made of 500 mails or more', (t) => {
  const of = (sent: number) =>
    findingOf('Reputation', {
      ...healthyBlog,
      ses: {...healthySes, statistics: known({sent, bounces: 0, complaints: 0})},
    })?.verdict;

  t.deepEqual([of(499), of(500)], ['not checked', 'ok']);
});

for (const [name, settings] of Object.entries(profiles))
  test(`${name}: what the generator writes may send, hears of bounces and is left with one click`, (t) => {
    const config = configWith(settings);
    const template = viewOf(parseYaml(toYaml(templateOf(settings))));

    const wrong = examine({...healthyBlog, config, template})
      .filter(({title}) => ['Template', 'Permission', 'Feedback', 'One-click route', 'Links'].includes(title))
      .filter(({finding}) => !['ok', 'advice'].includes(finding.verdict));

    t.deepEqual(wrong, []);
  });
