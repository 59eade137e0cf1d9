// The files that never change under their name. Pages link to them by a name that holds a hash of their text, so that a cache
// may keep them for ever and a new version can never be mistaken for an old one.
import {createHash} from 'node:crypto';
import favicon from '../site/favicon.svg' with {type: 'text'};
import styles from '../site/styles.css' with {type: 'text'};
import subscribe from '../site/subscribe.js' with {type: 'text'};
import {immutable, type SiteFile} from './site-files.ts';

const asset = (name: string, extension: string, contentType: string, text: string): SiteFile => {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return {key: `assets/${name}.${hash}.${extension}`, contentType, cacheControl: immutable, text};
};

const stylesheet = asset('styles', 'css', 'text/css; charset=utf-8', styles);
const script = asset('subscribe', 'js', 'text/javascript; charset=utf-8', subscribe);
const icon = asset('favicon', 'svg', 'image/svg+xml', favicon);

export const stylesheetUrl = `/${stylesheet.key}`;
/** A module, of pages with the form to subscribe. */
export const scriptUrl = `/${script.key}`;
export const iconUrl = `/${icon.key}`;

export const staticFiles: readonly SiteFile[] = [stylesheet, script, icon];
