// The form, the stream, the sweep and an outbox, on a clock that the proof sets: the product's use cases and adapters, on a table in process.
import {mailLedger} from '../../src/adapters/mail-ledger.ts';
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import type {Deliverer, MailLedger} from '../../src/domain/deliveries.ts';
import {deliverDueMail, type SubscriberChange} from '../../src/domain/due-mails.ts';
import {type LinkPurpose, linkKey, readLink} from '../../src/domain/links.ts';
import {sweepMails} from '../../src/domain/mail-sweeps.ts';
import {mailWriter} from '../../src/domain/mail-writer.ts';
import type {Mail} from '../../src/domain/mails.ts';
import type {Confirmation, SiteSettings} from '../../src/domain/site-settings.ts';
import {type SignUp, type SubscriberTable, signUp, subscribe} from '../../src/domain/subscribers.ts';
import type {Chance} from '../interleavings/random-choices.ts';
import {type SubscribersInMemory, subscribersInMemory} from './subscribers-in-memory.ts';

export type SentMail = {
  readonly to: string;
  readonly at: Date;
  readonly kind: 'confirmation' | 'welcome';
  /** Of the link to confirm, when it was sent; 0 if it was over by then. */
  readonly linkDays: number;
};

/** The parts of the product that a sabotage may put others in place of. */
export type Parts = {
  readonly parse: (body: {readonly email: string}) => SignUp | undefined;
  /** The table as the form knows it. */
  readonly form: SubscriberTable;
  readonly ledger: MailLedger;
  readonly sweep: typeof sweepMails;
};

export type SignUpWorld = {
  /** Somebody types this. False if it is refused. */
  type(email: string, now: Date): Promise<boolean>;
  /** The stream brings what has changed, each change once or more. */
  tell(now: Date): Promise<void>;
  sweep(now: Date): Promise<void>;
  readonly outbox: readonly SentMail[];
  readonly table: SubscribersInMemory;
};

const dayMs = 24 * 60 * 60 * 1000;
const key = linkKey('a secret of the blog');

const site: SiteSettings = {
  ...{title: 'Blog', description: '', language: 'en', author: 'Robin', url: 'https://blog.example'},
  confirmation: 'required',
};

const linkDays = (mail: Mail, purpose: LinkPurpose, now: Date): number => {
  const token = /token=([\w.-]+)/.exec(mail.text)?.[1] ?? '';
  if ('refused' in readLink([key], purpose, token, now)) return 0;
  return Math.round((Number(token.split('.')[3]) * 1000 - now.getTime()) / dayMs);
};

type Options = {
  readonly chance: Chance;
  readonly confirmationsADay: number;
  readonly confirmation?: Confirmation;
  /** Takes safeguards away. */
  readonly without?: (parts: Parts) => Parts;
};

/** As often as the stream repeats a change here. */
const repeats = 0.2;

/**
 * The product's writer, which lays a mail out only when it is sent: of thousands that wait for a budget, most are put off again. A writer asks for
 * the key once it knows that the mail is wanted.
 */
const lateWriter = (settings: SiteSettings) => {
  const sources = {site: settings, readNews: async () => undefined};
  const write = mailWriter({...sources, signingKey: async () => key});
  const wanted = new Error('expected nobody to see this');
  const ask = mailWriter({...sources, signingKey: () => Promise.reject(wanted)});
  const waiting = new WeakMap<Mail, Parameters<typeof write>>();
  return {
    write: (async (...about: Parameters<typeof write>) => {
      const isWanted = await ask(...about).catch((error: unknown) => {
        if (error !== wanted) throw error;
        return true;
      });
      const mail: Mail = {fromName: '', to: about[1].email, subject: '', text: '', html: ''};
      waiting.set(mail, about);
      return isWanted ? mail : undefined;
    }) satisfies Deliverer['write'],
    layOut: async (mail: Mail): Promise<Mail> => {
      const about = waiting.get(mail);
      const written = about && (await write(...about));
      if (!written) throw new Error('expected a mail that was written, got another');
      return written;
    },
  };
};

export const signUpWorld = async (options: Options): Promise<SignUpWorld> => {
  const {chance, confirmationsADay, confirmation = 'required', without = (parts) => parts} = options;
  const table = await subscribersInMemory();
  const parts = without({
    parse: (body) => signUp.safeParse(body).data,
    form: subscriberTable,
    ledger: mailLedger,
    sweep: sweepMails,
  });
  const settings = {...site, confirmation};
  const writer = lateWriter(settings);
  const outbox: SentMail[] = [];
  const deliverer: Deliverer = {
    subscribers: subscriberTable,
    ledger: parts.ledger,
    mailer: {
      send: async (unwritten, _, now) => {
        const mail = await writer.layOut(unwritten);
        const kind = mail.list ? 'welcome' : 'confirmation';
        outbox.push({to: mail.to, at: now, kind, linkDays: kind === 'welcome' ? 0 : linkDays(mail, 'confirm', now)});
        return `message-${outbox.length}`;
      },
    },
    write: writer.write,
    confirmationsADay,
  };
  let waiting: readonly SubscriberChange[] = [];

  return {
    outbox,
    table,
    type: async (email, now) => {
      const data = parts.parse({email});
      if (data) await subscribe(parts.form, data, {site: settings, now});
      return data !== undefined;
    },
    tell: async (now) => {
      const changes = [...waiting, ...table.takeChanges()];
      waiting = [];
      for (const change of changes)
        try {
          await deliverDueMail(deliverer, {...change, now});
          if (chance.isLess(repeats)) waiting = [...waiting, change];
        } catch {
          waiting = [...waiting, change];
        }
    },
    sweep: async (now) => {
      await parts.sweep(deliverer, () => now);
    },
  };
};
