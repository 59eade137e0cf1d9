// The healthy blog with one thing changed.

import type {Config} from '../../../generator/config.ts';
import {
  type ClickAnswer,
  type Dkim,
  type Facts,
  known,
  type MailFrom,
  type SampleMail,
  type SesFacts,
} from '../../../operate/doctor/facts.ts';
import {gone} from '../../generator/rules/sabotage.ts';
import {
  dnsWith,
  domain,
  healthyBlog,
  healthyClick,
  healthyConfig,
  healthyDeployed,
  healthyMails,
  healthySes,
  templateWith,
  zone,
} from './healthy-blog.ts';

/** What is broken, the blog, and what its line says of it and of the fix. */
export type Broken = readonly [what: string, facts: Facts, found: RegExp, fix: RegExp];

/** By the title of the check that finds it. */
export type BrokenBlogs = Readonly<Record<string, readonly Broken[]>>;

const mailOf = (changes: Partial<Config['mail']>): Config => ({
  ...healthyConfig,
  mail: {...healthyConfig.mail, ...changes},
});

export const ses = (changes: Partial<SesFacts>): Facts => ({...healthyBlog, ses: {...healthySes, ...changes}});

export const key: Dkim = {isEnabled: true, status: 'Success', tokens: ['abc', 'def', 'ghi']};

export const keyOf = (changes: Partial<Dkim>): SesFacts['dkim'] => known({[domain]: {...key, ...changes}});

export const bearing = (changes: Partial<MailFrom>): SesFacts['mailFrom'] =>
  known({[domain]: {domain: `bounces.${domain}`, status: 'Success', withoutMx: 'UseDefaultValue', ...changes}});

export const zoneWith = async (
  changes: Readonly<Record<string, readonly string[]>>,
  facts = healthyBlog,
): Promise<Facts> => ({
  ...facts,
  dns: await dnsWith({...zone, ...changes}, facts.ses),
});

export const template = (...change: Parameters<typeof templateWith>): Facts => ({
  ...healthyBlog,
  template: templateWith(...change),
});

export const mails = (change: (mail: SampleMail) => SampleMail): Facts => ({
  ...healthyBlog,
  mails: known(healthyMails.map((mail) => (mail.kind === 'welcome' ? change(mail) : mail))),
});

export const headers = (change: (name: string, value: string) => readonly (readonly [string, string])[]): Facts =>
  mails((mail) => ({...mail, headers: mail.headers.flatMap(([name, value]) => change(name, value))}));

export const click = (changes: Partial<ClickAnswer>): Facts => ({
  ...healthyBlog,
  click: known({...healthyClick, ...changes}),
});

export const deployedWith = (changes: Readonly<Record<string, string>>): Facts => ({
  ...healthyBlog,
  blog: known({
    ...healthyDeployed,
    functions: {
      ...healthyDeployed.functions,
      SendMailFunction: {...healthyDeployed.functions['SendMailFunction'], ...changes},
    },
  }),
});

export const configured = (changes: Partial<Config['mail']>): Facts => ({...healthyBlog, config: mailOf(changes)});

export const withoutDomain: Facts = (() => {
  const {domain: _, ...config} = healthyConfig;
  return {...healthyBlog, config};
})();

export const withoutSuppression = templateWith('ConfigurationSet.SuppressionOptions', gone);
