// What visitors read on their way in and out. No page tells whether an address is subscribed, and none shows one.
import {type LinkPurpose, linkUrl, type ReadLink} from './links.ts';
import {confirmLinkDays} from './mail-letters.ts';
import {type Message, messagePage} from './page-layout.ts';
import type {Confirmation, SiteSettings} from './site-settings.ts';
import {signUpAnswers} from './subscribe-form.ts';

export const askedPage = (site: SiteSettings): string =>
  messagePage(site, {title: 'Look into your inbox', text: signUpAnswers(site).asked});

export const mistypedPage = (site: SiteSettings): string =>
  messagePage(site, {
    title: 'Please check what you typed',
    text: `${signUpAnswers(site).mistyped} Go back to what you typed, or begin anew below.`,
    hasForm: true,
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

/** `returnToken` is good for a day. */
export const unsubscribedPage = (site: SiteSettings, returnToken: string): string =>
  messagePage(site, {
    title: 'You are unsubscribed',
    text: `No more mails from ${site.title}, and nothing is left to do. Was it a mistake? For a day, the button takes it back.`,
    button: {url: linkUrl('', 'return', returnToken), label: 'That was a mistake'},
  });

export const returnPage = (site: SiteSettings, token: string): string =>
  messagePage(site, {
    title: 'Coming back?',
    text: `One click, and you are subscribed to ${site.title} as before.`,
    button: {url: linkUrl('', 'return', token), label: 'Yes, subscribe me again'},
  });

export const returnedPage = (site: SiteSettings): string =>
  messagePage(site, {
    title: 'Welcome back',
    text: `You are subscribed to ${site.title} as before. Whenever you have had enough, one click in any of our mails ends it.`,
  });

const again: Record<Confirmation, string> = {
  required: 'Subscribe once more below, and a fresh one comes by mail, at most once a day.',
  none: 'Subscribe once more below: no link is needed any more.',
};

const expired: Record<LinkPurpose, (site: SiteSettings) => Message> = {
  confirm: ({confirmation}) => ({
    title: 'This link has had its time',
    text: `A link to confirm is good for ${confirmLinkDays} days, and not after you have left. ${again[confirmation]}`,
    hasForm: true,
  }),
  unsubscribe: () => ({
    title: 'This link has had its time',
    text: 'Take the link at the foot of any later mail of ours: it ends the subscription too.',
  }),
  return: () => ({
    title: 'This button has had its time',
    text: 'Leaving can be taken back for one day. After that, subscribe once more below: you are always welcome.',
    hasForm: true,
  }),
};

const invalid: Record<LinkPurpose, Message> = {
  confirm: {
    title: 'This link does not work',
    text: 'Part of it may have been lost on the way. Copy the whole link from the mail and try again, or subscribe once more below.',
    hasForm: true,
  },
  unsubscribe: {
    title: 'This link does not work',
    text: 'Part of it may have been lost on the way. Copy the whole link from the mail and try again; that of any other mail of ours does as well.',
  },
  return: {
    title: 'This link does not work',
    text: 'Part of it may have been lost on the way. Go back to the button that brought you here, or subscribe once more below.',
    hasForm: true,
  },
};

export const refusedLinkPage = (
  site: SiteSettings,
  purpose: LinkPurpose,
  refused: Extract<ReadLink, {refused: unknown}>['refused'],
): string => messagePage(site, refused === 'expired' ? expired[purpose](site) : invalid[purpose]);
