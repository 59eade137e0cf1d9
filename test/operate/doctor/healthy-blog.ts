// A blog whose mails arrive: every fact that the checks are told, and how to take one away.

import {fileNames} from '../../../generator/file-names.ts';
import {generate} from '../../../generator/generate.ts';
import {at, list} from '../../../generator/rules/view/values.ts';
import {viewsOf} from '../../../generator/rules/view/view.ts';
import {parseYaml, toYaml} from '../../../generator/yaml.ts';
import {type Answers, type Facts, known, type SesFacts, unknown} from '../../../operate/doctor/facts.ts';
import {questionsOf, readAnswers} from '../../../operate/doctor/read-dns.ts';
import {readSampleMails} from '../../../operate/doctor/read-mails.ts';
import {mailersOf} from '../../../operate/doctor/template-checks.ts';
import {sabotaged} from '../../generator/rules/sabotage.ts';
import {configWith, sources} from '../../generator/sample.ts';

export const domain = 'light-and-latitude.org';
export const sender = `hello@${domain}`;
export const siteUrl = `https://${domain}`;

const mail = {sender, replyTo: `robin@${domain}`};

export const healthyConfig = configWith({mail, domain: {name: domain, hostedZoneId: 'Z0123456789ABC'}});

const document = parseYaml(toYaml(generate(healthyConfig, sources).home));

export const viewOf = (home: unknown): Facts['template'] => {
  const [view] = viewsOf({home}, {});
  return view ? known(view) : unknown(`no ${fileNames.home}`);
};

/** The template with something else at a place, as `sabotaged` spells it. */
export const templateWith = (place: string, value: Parameters<typeof sabotaged>[2]): Facts['template'] => {
  const changed = sabotaged({documents: {home: document}, machines: {}}, place, value);
  if (!changed) throw new Error(`expected ${place} in the template, got no such place`);
  return viewOf(changed.documents.home);
};

/** The place of the statement that lets the stream's reader send, by an identity or by a configuration set. */
export const may = (kind: 'configuration-set' | 'identity'): string => {
  const statements = 'Policies.0.PolicyDocument.Statement';
  const all = list(at(document, `Resources.SendMailRole.Properties.${statements}`));
  const index = all.findIndex((statement) => JSON.stringify(at(statement, 'Resource')).includes(`:${kind}/`));
  return `SendMailRole.${statements}.${index}`;
};

const tokens = ['abc', 'def', 'ghi'];

export const zone: Answers = {
  'TXT amazonses.com': ['v=spf1 ip4:199.255.192.0/22 -all'],
  [`MX ${domain}`]: [`10 mail.${domain}`],
  [`TXT _dmarc.${domain}`]: ['v=DMARC1; p=reject; adkim=r'],
  ...Object.fromEntries(
    tokens.map((token) => [`CNAME ${token}._domainkey.${domain}`, [`${token}.dkim.amazonses.com`]]),
  ),
  [`MX bounces.${domain}`]: ['10 feedback-smtp.eu-central-1.amazonses.com'],
  [`TXT bounces.${domain}`]: ['v=spf1 include:amazonses.com ~all'],
};

export const healthySes: SesFacts = {
  identities: known({[sender]: 'Success', [domain]: 'Success'}),
  dkim: known({
    [sender]: {isEnabled: true, status: 'NotStarted', tokens: []},
    [domain]: {isEnabled: true, status: 'Success', tokens},
  }),
  mailFrom: known({[domain]: {domain: `bounces.${domain}`, status: 'Success', withoutMx: 'UseDefaultValue'}}),
  isSending: known(true),
  isInSandbox: known(false),
  quota: known({max24HourSend: 50_000, maxSendRate: 14, sentLast24Hours: 12}),
  configurationSet: known({name: 'myblog', destinations: [{isEnabled: true, events: ['bounce', 'complaint']}]}),
  suppressedReasons: known(['BOUNCE', 'COMPLAINT']),
  statistics: known({sent: 10_000, bounces: 50, complaints: 2}),
};

/** What the resolver of a world with these records answers to all that is asked; a name of `silent` is not answered. */
export const dnsWith = (records: Answers, ses = healthySes, silent: readonly string[] = []): Promise<Facts['dns']> =>
  readAnswers(sender, questionsOf(healthyConfig, ses), async (type, name) => {
    if (silent.includes(`${type} ${name}`)) throw new Error('SERVFAIL');
    return records[`${type} ${name}`] ?? [];
  });

const template = viewOf(document);

const functions = Object.fromEntries(
  ('known' in template ? mailersOf(template.known) : []).map(({id}) => [
    id,
    {SENDER: sender, REPLY_TO: mail.replyTo, CONFIGURATION_SET: 'myblog', SITE_URL: siteUrl},
  ]),
);

export const healthyDeployed = {stackName: 'myblog', region: 'eu-central-1', siteUrl, isLocal: false, functions};

export const healthyClick = {status: 400, contentType: 'text/html', location: undefined, setsCookie: false};

export const healthyMails = await readSampleMails(healthyConfig, new Date('2026-03-01T09:30:00.000Z'));

export const healthyBlog: Facts = {
  config: healthyConfig,
  region: 'eu-central-1',
  template,
  mails: known(healthyMails),
  dns: await dnsWith(zone),
  ses: healthySes,
  isStackNamed: true,
  blog: known(healthyDeployed),
  click: known(healthyClick),
};
