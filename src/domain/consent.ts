// What a reader agrees to by subscribing, in the words that the form shows. The record of a subscriber names the version that was shown.
import {createHash} from 'node:crypto';
import type {Confirmation, SiteSettings} from './site-settings.ts';

const firstMails: Record<Confirmation, string> = {
  required: 'First comes one mail to confirm that the address is yours, then a welcome.',
  none: 'First comes a welcome.',
};

export const consentText = ({confirmation}: Pick<SiteSettings, 'confirmation'>): string =>
  `${firstMails[confirmation]} After that there is mail only when there is news, and each lets you unsubscribe with one click.`;

/** 8 hex digits, of the words themselves: other words are another version. */
export const consentVersion = (site: Pick<SiteSettings, 'confirmation'>): string =>
  createHash('sha256').update(consentText(site)).digest('hex').slice(0, 8);
