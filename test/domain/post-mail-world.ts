import {emailAddress} from '../../src/domain/addresses.ts';
import type {Deliverer} from '../../src/domain/deliveries.ts';
import {linkKey} from '../../src/domain/links.ts';
import {sweepMails} from '../../src/domain/mail-sweeps.ts';
import {ThrottledError} from '../../src/domain/mail-throttling.ts';
import {mailWriter} from '../../src/domain/mail-writer.ts';
import {
  type PostMailing,
  type PostMailPage,
  type PostMailProgress,
  type SendQuota,
  sendPostMails,
} from '../../src/domain/post-mails.ts';
import type {Post} from '../../src/domain/posts.ts';
import {type Slug, slug} from '../../src/domain/slugs.ts';
import {jumpingClock} from '../helpers/jumping-clock.ts';
import {aSubscriber, start} from './a-subscriber.ts';
import {site} from './mail-world.ts';
import {memoryLedger} from './memory-ledger.ts';

export const dawn = slug.parse('dawn');
export const dusk = slug.parse('dusk');

export const published: Post = {
  slug: dawn,
  title: 'Dawn',
  summary: 'A morning',
  markdown: 'A morning',
  html: '<p>A morning</p>',
  tags: [],
  photos: [],
  status: 'published',
  version: 1,
  createdAt: start.toISOString(),
  updatedAt: start.toISOString(),
  publishedAt: start.toISOString(),
};

/** What a process that is killed never comes back from. */
export class Killed extends Error {}

type World = {
  readonly readers: number;
  readonly quota?: Partial<SendQuota>;
  /** How long SES takes over a mail. */
  readonly mailMs?: number;
  /** How long it takes until a fresh process can read anything. */
  readonly coldMs?: number;
};

const maxCalls = 100;

/** Subscribers, a ledger, an SES, and a process that can be killed: whatever it then calls has no effect. */
export const postMailWorld = ({readers, quota = {}, mailMs = 0, coldMs = 0}: World) => {
  const time = jumpingClock(start);
  const post: {now: Post | undefined} = {now: published};
  const people = new Map(
    Array.from({length: readers}, (_, index) =>
      aSubscriber(['asked', 'confirmed'], {email: emailAddress.parse(`reader-${index}@example.com`)}),
    ).map((reader) => [reader.id, reader]),
  );
  const ids = [...people.keys()].sort();
  const memory = memoryLedger();
  /** When each mail was taken by SES, in epoch milliseconds, and for whom. */
  const outbox: {readonly at: number; readonly to: string}[] = [];
  /** Called with the address before SES takes a mail. */
  const faults = {refuse: (_to: string): void => {}};

  /** The process dies at the call of this number. */
  const life = {calls: 0, diesAt: Number.POSITIVE_INFINITY, diedAt: ''};
  const mortal =
    <Args extends readonly unknown[], Result>(name: string, act: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (life.diedAt === '' && life.calls === life.diesAt) life.diedAt = name;
      life.calls += 1;
      if (life.diedAt !== '') throw new Killed();
      return act(...args);
    };
  const {claim, release, commit, close, giveUp, acknowledge, listDue, spendConfirmation} = memory.ledger;
  const deliverer: Deliverer = {
    subscribers: {
      read: mortal('read', async (id) => {
        const coldFor = start.getTime() + coldMs - time.clock().getTime();
        if (coldFor > 0) await time.wait(coldFor);
        return people.get(id);
      }),
    },
    ledger: {
      claim: mortal('claim', claim),
      release: mortal('release', release),
      commit: mortal('commit', commit),
      close: mortal('close', close),
      giveUp: mortal('giveUp', giveUp),
      acknowledge,
      listDue,
      spendConfirmation,
    },
    mailer: {
      send: mortal('send', async ({to}) => {
        faults.refuse(to);
        outbox.push({at: time.clock().getTime(), to});
        if (mailMs > 0) await time.wait(mailMs);
        return `message-${outbox.length}`;
      }),
    },
    write: mailWriter({
      site,
      signingKey: async () => linkKey('a secret'),
      readNews: async () =>
        post.now ? {title: 'Dawn', summary: '', url: 'https://blog.example/posts/dawn'} : undefined,
    }),
    confirmationsADay: 1,
  };
  const turn = {holder: '', until: ''};
  const sentSince = (moment: number) => outbox.filter(({at}) => at > moment).length;
  const mailing: PostMailing = {
    posts: {read: async () => post.now},
    readers: {
      listAfter: async (after, limit) => ids.filter((id) => after === undefined || id > after).slice(0, limit),
    },
    deliverer,
    readQuota: async () => ({
      maxSendRate: 10,
      max24HourSend: 50_000,
      sentLast24Hours: sentSince(time.clock().getTime() - 24 * 3600 * 1000),
      ...quota,
    }),
    turn: {
      take: mortal('turn', async (slug, {now, until}) => {
        if (turn.holder !== slug && now < turn.until) return false;
        Object.assign(turn, {holder: slug, until});
        return true;
      }),
    },
    pace: time,
  };
  const page = (progress: Partial<PostMailProgress> = {}): Promise<PostMailPage> =>
    time.drive(sendPostMails(mailing, {slug: dawn, throttled: 0, sent: 0, left: 0, ...progress}));
  /** As the workflow does it: a function that was killed is called again with what it was given. */
  const run = async (begin: Partial<PostMailProgress> = {}): Promise<readonly PostMailPage[]> => {
    const pages: PostMailPage[] = [];
    let progress = begin;
    for (let calls = 0; pages.at(-1)?.status !== 'sent'; calls += 1) {
      if (calls === maxCalls) throw new Error(`expected the run to end within ${maxCalls} calls`);
      const done = await page(progress).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
        Object.assign(life, {diesAt: Number.POSITIVE_INFINITY, diedAt: ''});
      });
      if (!done) continue;
      pages.push(done);
      progress = done;
      time.pass(done.waitSeconds);
    }
    return pages;
  };
  const runOf = async (slug: Slug): Promise<PostMailPage> => {
    let done: PostMailPage = {slug, throttled: 0, sent: 0, left: 0, status: 'sending', waitSeconds: 0};
    while (done.status === 'sending') {
      if (done.waitSeconds > 0) await time.wait(done.waitSeconds * 1000);
      done = await sendPostMails(mailing, done);
    }
    return done;
  };
  /** As the workflow does it for posts that are published at once; answers their last pages. */
  const runTogether = (slugs: readonly Slug[]) => time.drive(Promise.all(slugs.map(runOf)));
  /** The sweep, once every lease is over. */
  const sweep = () => {
    time.pass(600);
    return time.drive(sweepMails(deliverer, time.clock));
  };
  const addresses = [...people.values()].map(({email}) => email as string);
  return {
    ...memory,
    ids,
    addresses,
    people,
    post,
    outbox,
    faults,
    life,
    page,
    run,
    runTogether,
    sweep,
    clock: time.clock,
    pass: time.pass,
  };
};

export type PostMailWorld = ReturnType<typeof postMailWorld>;

/** How many mails each address got. */
export const mailsPerReader = ({addresses, outbox}: PostMailWorld): readonly number[] =>
  addresses.map((address) => outbox.filter(({to}) => to === address).length);

export const throttling = () => new ThrottledError('expected SES to take the mail, got Throttling');
