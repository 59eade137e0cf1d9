// What mails of new posts cost, in words, with `node bench/cost-mails-table.ts` too: nothing is measured, and nothing started.

import blog from '../blog.config.ts';
import {sampleMails, sampleSender, sampleSite} from '../operate/mails/sample-mails.ts';
import {mimeMessage} from '../src/adapters/mailer.ts';
import {type MailFacts, type MailUsage, monthOfPolls, monthOfSweeps, sentMail, toldMail} from './cost-mails.ts';
import {costOf, totalOf} from './cost-model.ts';
import type {Post} from './prices.ts';
import {table} from './ratios.ts';

/** A post of some pages, with its HTML. */
const postBytes = 8192;

/**
 * What AWS lets an account send that has just left the sandbox, and one that is still in it.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html
 */
const rates = {new: 14, sandbox: 1};

const cover = {url: 'https://blog.example/photos/cover-640.jpg', widthPx: 640, heightPx: 427, alt: 'A cover'};

const factsFor = async (mailsPerSecond: number): Promise<MailFacts> => {
  const now = new Date();
  const {'new-post': mail} = sampleMails(sampleSite('https://blog.example'), cover, now);

  return {
    apiMb: blog.memory.apiMb,
    regions: blog.regions.length,
    mailsPerSecond,
    mailBytes: (await mimeMessage(mail, sampleSender, now)).length,
    postBytes,
  };
};

const posts: readonly Post[] = ['mails', 'workflow', 'compute', 'others'];

const perThousand = (usage: MailUsage): readonly string[] => {
  const cost = costOf(usage);

  return [...posts.map((post) => cost[post]), totalOf(cost)].map((usd) => (usd / 1000).toFixed(4));
};

/** Of one use, not of a million. */
const usdOf = (usage: MailUsage): string => (totalOf(costOf(usage)) / 1e6).toFixed(2);

export const mailCosts = async (): Promise<string> => {
  const facts = await factsFor(rates.new);
  const sandbox = await factsFor(rates.sandbox);

  return `At the prices of eu-central-1 without free tiers, with ${facts.regions} regions; a mail has ${facts.mailBytes} bytes and goes to one reader:

${table([
  ['USD for a thousand mails of new posts', ...posts, 'all'],
  [`sent, at 80 % of ${rates.new} a second`, ...perThousand(sentMail(facts))],
  [`sent, at 80 % of ${rates.sandbox} a second`, ...perThousand(sentMail(sandbox))],
  ['told of by SES, where there is a configuration set', ...perThousand(toldMail(facts))],
])}

A month without any mail costs ${usdOf(monthOfSweeps(facts))} for its sweeps and, with a configuration set, ${usdOf(monthOfPolls())} for asking the queue of feedback.`;
};

if (import.meta.main) console.log(await mailCosts());
