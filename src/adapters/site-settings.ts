import type {SiteSettings} from '../domain/site-settings.ts';
import {requiredEnv} from './env.ts';
import {once} from './once.ts';

export const siteSettings = once(
  (): SiteSettings => ({
    title: requiredEnv('SITE_TITLE'),
    description: process.env['SITE_DESCRIPTION'] ?? '',
    language: requiredEnv('SITE_LANGUAGE'),
    author: requiredEnv('AUTHOR_NAME'),
    url: process.env['SITE_URL'] ?? '',
    // Whoever is not told otherwise asks first.
    confirmation: process.env['CONFIRMATION'] === 'none' ? 'none' : 'required',
  }),
);
