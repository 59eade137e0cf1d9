// How a mail looks: the site's colours and fonts. Styles are inline, since many mail programs drop all others; those that know dark mode also
// know the style sheet that it needs. The text is made from the HTML, so that both say the same.
import {Body, Button, Container, Head, Heading, Hr, Html, Img, Link, Preview, Text} from '@react-email/components';
import {toPlainText} from '@react-email/render';
import {type CSSProperties, createElement as h, type ReactElement} from 'react';
import {renderToStaticMarkup} from 'react-dom/server';
import type {Letter, Part} from './mail-letters.ts';
import type {SiteSettings} from './site-settings.ts';

const widthPx = 560;

/** Those of `src/site/styles.css`. */
const light = {
  paper: '#fbf9f4',
  wash: '#f1ede3',
  line: '#ddd6c7',
  ink: '#26241f',
  soft: '#615b51',
  accent: '#1f4e46',
  onAccent: '#ffffff',
} as const;
const dark: Record<keyof typeof light, string> = {
  paper: '#171614',
  wash: '#22201d',
  line: '#3b3832',
  ink: '#e8e4da',
  soft: '#a8a297',
  accent: '#a9d8c9',
  onAccent: '#10211d',
};

const serif = "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Noto Serif', Georgia, serif";
const sans = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif";

const styleSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper, .paper td { background-color: ${dark.paper} !important; color: ${dark.ink} !important; }
  .title, .say { color: ${dark.ink} !important; }
  .picture { background-color: ${dark.wash} !important; color: ${dark.soft} !important; }
  .button { background-color: ${dark.accent} !important; color: ${dark.onAccent} !important; }
  .line { border-color: ${dark.line} !important; }
  .small { color: ${dark.soft} !important; }
  .link { color: ${dark.accent} !important; }
}
`;

const paper: CSSProperties = {
  margin: 0,
  padding: '32px 20px 40px',
  backgroundColor: light.paper,
  color: light.ink,
  fontFamily: serif,
  overflowWrap: 'anywhere',
};
const mastHead: CSSProperties = {margin: '0 0 28px', color: light.ink, fontSize: 20, fontWeight: 700, lineHeight: 1.3};
const say: CSSProperties = {margin: '0 0 20px', color: light.ink, fontSize: 17, lineHeight: 1.55};
const heading: CSSProperties = {margin: '0 0 20px', color: light.ink, fontSize: 28, fontWeight: 700, lineHeight: 1.2};
const button: CSSProperties = {
  padding: '13px 26px',
  borderRadius: 6,
  backgroundColor: light.accent,
  color: light.onAccent,
  fontFamily: sans,
  fontSize: 16,
  fontWeight: 600,
};
const line: CSSProperties = {margin: '32px 0 16px', borderTop: `1px solid ${light.line}`};
const small: CSSProperties = {margin: 0, color: light.soft, fontFamily: sans, fontSize: 14, lineHeight: 1.5};
const link: CSSProperties = {color: light.accent, textDecoration: 'underline'};
const alternative: CSSProperties = {
  borderRadius: 6,
  backgroundColor: light.wash,
  color: light.soft,
  fontFamily: sans,
  fontSize: 14,
  lineHeight: 1.5,
};

const notInText = {'data-skip-in-text': true};

/** Programs without style sheets go by the attributes, all others shrink it with the column. */
const picture = ({picture: {url, alt, ...size}, url: target}: Extract<Part, {picture: unknown}>): ReactElement => {
  const width = Math.min(size.widthPx, widthPx);
  const height = Math.round((width * size.heightPx) / size.widthPx);
  const style = {...alternative, width: '100%', maxWidth: width, height: 'auto'};
  // A priority keeps React from announcing the picture in the head.
  const img = h(Img, {className: 'picture', src: url, alt, width, height, style, fetchPriority: 'low'});
  return h(
    'div',
    {...notInText, style: {margin: '0 0 20px'}},
    h(Link, {className: 'picture', href: target, style: {color: light.soft}}, img),
  );
};

const elementOf = (part: Part): ReactElement | readonly ReactElement[] => {
  if ('say' in part) return h(Text, {className: 'say', style: say}, part.say);
  if ('heading' in part) return h(Heading, {className: 'title', style: heading}, part.heading);
  if ('picture' in part) return picture(part);
  if ('button' in part)
    return h(
      'p',
      {style: {margin: '28px 0'}},
      h(Button, {className: 'button', href: part.url, style: button}, part.button),
    );
  return [
    h(Hr, {className: 'line', style: line}),
    h(
      Text,
      {className: 'small', style: small},
      part.small,
      ' ',
      h(Link, {className: 'link', href: part.url, style: link}, part.link),
    ),
  ];
};

/** The component cuts at 150 UTF-16 units, which may be amid a character. */
const previewOf = (text: string): string => text.slice(0, 150).replace(/[\uD800-\uDBFF]$/, '');

/** A whole page of HTML. */
export const htmlMail = (site: Pick<SiteSettings, 'title' | 'language'>, {subject, preview, parts}: Letter): string => {
  const page = h(
    Html,
    {lang: site.language},
    h(
      Head,
      null,
      h('meta', {name: 'viewport', content: 'width=device-width'}),
      h('meta', {name: 'color-scheme', content: 'light dark'}),
      h('meta', {name: 'supported-color-schemes', content: 'light dark'}),
      h('title', null, subject),
      h('style', null, styleSheet),
    ),
    h(
      Body,
      {className: 'paper', style: paper},
      h(Preview, null, previewOf(preview)),
      h(
        Container,
        {style: {maxWidth: widthPx}},
        h(Text, {...notInText, className: 'title', style: mastHead}, site.title),
        ...parts.flatMap(elementOf),
      ),
    ),
  );
  return `<!doctype html>\n${renderToStaticMarkup(page)}\n`;
};

type Builder = {addInline(text: string): void};
type Anchor = {readonly children: readonly unknown[]; readonly attribs: {readonly href: string}};

/** A formatter of html-to-text, which brings no types. */
const wordsAndAddress = (
  {children, attribs}: Anchor,
  walk: (children: readonly unknown[], builder: Builder) => void,
  builder: Builder,
): void => {
  walk(children, builder);
  builder.addInline(`: ${attribs.href}`);
};

/** The same to be read without HTML: paragraphs, each link behind its words, no pictures. */
export const textOf = (html: string): string => {
  const selectors = [
    {selector: 'h1', options: {uppercase: false, leadingLineBreaks: 2}},
    {selector: 'hr', options: {length: 3}},
    {selector: 'a', format: 'wordsAndAddress'},
  ];
  return `${toPlainText(html, {selectors, formatters: {wordsAndAddress}})}\n`;
};
