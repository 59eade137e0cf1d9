// What visitors read on their way in and out. No page tells whether an address is subscribed, and none shows one.
import {linkUrl, type ReadLink} from './links.ts';
import {confirmLinkDays} from './mails.ts';
import {type Message, messagePage} from './page-layout.ts';
import type {Confirmation, SiteSettings} from './site-settings.ts';

/** True of every address, whatever became of it before. */
const asked: Record<Confirmation, string> = {
  required:
    'If this address is not subscribed yet, a mail with a link to confirm is on its way to it, or there already. Give it a minute, and look among the spam too.',
  none: 'If this address is new to us, a mail to welcome it is on its way to it, or there already. Give it a minute, and look among the spam too. One click in it ends the subscription.',
};

export const askedPage = (site: SiteSettings): string =>
  messagePage(site, {title: 'Look into your inbox', text: asked[site.confirmation]});

export const mistypedPage = (site: SiteSettings): string =>
  messagePage(site, {
    title: 'Please check what you typed',
    text: 'We need an email address like ada@example.com and, if you like, a name of at most 100 characters. Go back and try once more.',
  });

export const confirmPage = (site: SiteSettings, token: string): string =>
  messagePage(site, {
    title: 'One more click',
    text: `Would you like to subscribe to ${site.title}?`,
    button: {url: linkUrl('', 'confirm', token), label: 'Yes, subscribe me'},
  });

export const confirmedPage = (site: SiteSettings): string =>
  messagePage(site, {
    title: 'You are subscribed',
    text: `Welcome to ${site.title}, and thank you. Whenever you have had enough, one click in any of our mails ends it.`,
  });

export const unsubscribePage = (site: SiteSettings, token: string): string =>
  messagePage(site, {
    title: 'Leaving?',
    text: `One click, and no more mails from ${site.title} will reach you.`,
    button: {url: linkUrl('', 'unsubscribe', token), label: 'Unsubscribe'},
  });

export const unsubscribedPage = (site: SiteSettings): string =>
  messagePage(site, {
    title: 'You are unsubscribed',
    text: `No more mails from ${site.title}. If that was a mistake, subscribe again at the foot of the home page: you are always welcome.`,
  });

const again: Record<Confirmation, string> = {
  required: 'Subscribe once more at the foot of the home page, and a fresh one comes by mail, at most once a day.',
  none: 'Subscribe once more at the foot of the home page: no link is needed any more.',
};

const refusals: Record<'expired' | 'invalid', (site: SiteSettings) => Message> = {
  expired: ({confirmation}) => ({
    title: 'This link has had its time',
    text: `A link to confirm is good for ${confirmLinkDays} days, and not after you have left. ${again[confirmation]}`,
  }),
  invalid: () => ({
    title: 'This link does not work',
    text: 'Part of it may have been lost on the way. Copy the whole link from the mail and try again.',
  }),
};

export const refusedLinkPage = (
  site: SiteSettings,
  refused: Extract<ReadLink, {refused: unknown}>['refused'],
): string => messagePage(site, refusals[refused](site));
