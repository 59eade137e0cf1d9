import {envOf, functionsOf, settingOf} from './view/functions.ts';
import {nameIn, number, same, spelling} from './view/values.ts';
import {each, type Item, itemOf, type Rule, type View} from './view/view.ts';

const site = 'Custom::Site';

const publisher = (item: Item, view: View): Item | undefined => itemOf(view, nameIn(item.get('ServiceToken')));

const writers = (view: View) =>
  functionsOf(view).filter((item) => envOf(item).some(([name]) => name === 'SITE_BUCKET'));

export const siteRules: readonly Rule[] = [
  {
    id: 'SITE-01',
    sentence: 'the site is published again when the function that carries it changes',
    check: each(site, (item, view) => same(item.get('Release'), {Ref: `${publisher(item, view)?.id}.Version`})),
  },
  {
    id: 'SITE-02',
    sentence: 'that function has a new version whenever code or settings change',
    check: each(
      site,
      (item, view) =>
        publisher(item, view)?.get('AutoPublishAlias') !== undefined &&
        publisher(item, view)?.get('AutoPublishAliasAllProperties') === true,
    ),
  },
  {
    id: 'SITE-03',
    sentence: 'a deploy waits as long for the publisher as it may take, and not an hour',
    check: each(
      site,
      (item, view) => number(item.get('ServiceTimeout')) === number(settingOf(view, publisher(item, view), 'Timeout')),
    ),
  },
  {
    id: 'SITE-04',
    sentence: 'the address of the site in pages begins with https',
    check: (view) =>
      writers(view).flatMap((item) =>
        spelling(item.get('Environment.Variables.SITE_URL')).startsWith('https://') ? [] : item.id,
      ),
  },
];
