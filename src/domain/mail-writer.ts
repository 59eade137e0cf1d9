// Which mail a delivery is by now: as it is then sent, or none any more.
import type {Deliverer, Delivery} from './deliveries.ts';
import type {LinkKey} from './links.ts';
import {type MailKind, mailFor, type News} from './mails.ts';
import type {SiteSettings} from './site-settings.ts';
import type {Subscriber} from './subscriber-life.ts';

const isWanted: Record<MailKind, (subscriber: Subscriber, delivery: Delivery) => boolean> = {
  confirmation: ({status, askedAt}, {occasion}) => status === 'pending' && askedAt === occasion,
  welcome: ({status}) => status === 'confirmed',
  'new-post': ({status}) => status === 'confirmed',
};

type Sources = {
  readonly site: SiteSettings;
  readonly signingKey: () => Promise<LinkKey>;
  /** Of a post by its slug; nothing if it is published no more. */
  readonly readNews: (slug: string) => Promise<News | undefined>;
};

export const mailWriter =
  ({site, signingKey, readNews}: Sources): Deliverer['write'] =>
  async (delivery, subscriber, now) => {
    const {kind, occasion = ''} = delivery;
    if (!isWanted[kind](subscriber, delivery)) return undefined;
    const writing = {subscriber, site, key: await signingKey(), now};
    if (kind !== 'new-post') return mailFor({kind}, writing);
    const news = await readNews(occasion);
    return news && mailFor({kind, news}, writing);
  };
