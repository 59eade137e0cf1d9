// The mails about a post as their readers have them: whole from the sink, with the time at which SES took them from the engine's inbox.
import PostalMime, {type Email} from 'postal-mime';
import type {Engine} from '../../local/engine.ts';
import {readInbox} from '../../local/inbox.ts';
import {type LinkKey, readLink} from '../../src/domain/links.ts';
import type {TravellingMail} from './mail-sink.ts';
import type {PostMail} from './post-mail-faults.ts';

type Reading = {
  readonly subject: string;
  readonly keys: readonly LinkKey[];
  /** Where the pictures of the cover are, from the root of the site. */
  readonly coverFolder: string;
};

const addressesOf = ({to = []}: Email): readonly string[] => to.flatMap(({address}) => address ?? []);

const header = ({headers}: Email, name: string): string => headers.find(({key}) => key === name)?.value ?? '';

const leaverOf = (email: Email, keys: readonly LinkKey[]): PostMail['leaver'] => {
  const url = URL.parse(/^<(.*)>$/.exec(header(email, 'list-unsubscribe'))?.[1] ?? '');
  const read = readLink(keys, 'unsubscribe', url?.searchParams.get('token') ?? '', new Date());
  return 'id' in read ? read.id : undefined;
};

/** Throws if inbox and sink have not the same mails. */
export const readPostMails = async (
  engine: Engine,
  sunk: readonly TravellingMail[],
  {subject, keys, coverFolder}: Reading,
): Promise<readonly PostMail[]> => {
  const emails = await Promise.all(sunk.map((mail) => PostalMime.parse(mail)));
  const ours = Map.groupBy(
    emails.filter((email) => email.subject === subject),
    (email) => addressesOf(email).join(' '),
  );
  const taken = (await readInbox(engine)).filter((mail) => mail.subject === subject);
  return taken.map(({to, sentAt}): PostMail => {
    const email = ours.get(to.join(' '))?.pop();
    if (!email) throw new Error(`expected what SES took for ${to.join(' ')} in the sink too, got nothing`);
    return {
      to: addressesOf(email),
      sentAt: sentAt.getTime(),
      leaver: leaverOf(email, keys),
      isOneClick: header(email, 'list-unsubscribe-post') === 'List-Unsubscribe=One-Click',
      hasCover: (email.html ?? '').includes(coverFolder),
    };
  });
};
