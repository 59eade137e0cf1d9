import type {Engine} from './engine.ts';

/** A mail that the engine's SES took. */
export type LocalMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly sentAt: Date;
};

type EngineMail = {
  Source: string;
  To: string[];
  Subject: string;
  BodyText: string;
  BodyHtml: string | null;
  Timestamp: number;
};

/** The mails sent so far, newest first; only MiniStack shows them, so another engine gives none. */
export const readInbox = async ({endpoint}: Engine): Promise<LocalMail[]> => {
  const answer = await fetch(`${endpoint}/_ministack/ses/messages`).catch(() => undefined);
  if (!answer?.ok) return [];
  const {messages} = (await answer.json()) as {messages: Record<string, EngineMail[]>};
  return Object.values(messages)
    .flat()
    .map((mail) => ({
      from: mail.Source,
      to: mail.To,
      subject: mail.Subject,
      text: mail.BodyText,
      html: mail.BodyHtml ?? '',
      sentAt: new Date(mail.Timestamp * 1000),
    }))
    .sort((a, b) => b.sentAt.getTime() - a.sentAt.getTime());
};

export const readInboxOf = async (engine: Engine, email: string): Promise<LocalMail[]> =>
  (await readInbox(engine)).filter(({to}) => to.some((address) => address.includes(email)));
