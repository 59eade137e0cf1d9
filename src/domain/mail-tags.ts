// How SES names the mail that it tells of: by the tags that it was sent with. They hold no address: SES counts by them, and shows them.
import type {SubscriberId} from './addresses.ts';
import type {Delivery} from './deliveries.ts';
import type {MailKind} from './mails.ts';

/** Values are of ASCII letters, digits, _ and -, at most 255 of them. https://docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html */
export type MailTags = {readonly kind: MailKind; readonly occasion?: string};

const kinds: Readonly<Record<MailKind, true>> = {confirmation: true, welcome: true, 'new-post': true};

const isKind = (kind: string): kind is MailKind => Object.hasOwn(kinds, kind);

/** The occasion in base64url. */
export const tagsOf = ({kind, occasion}: Delivery): MailTags => ({
  kind,
  ...(occasion !== undefined && {occasion: Buffer.from(occasion).toString('base64url')}),
});

/** Nothing of tags that `tagsOf` did not make. */
export const taggedDelivery = (
  to: SubscriberId,
  {kind = '', occasion}: {readonly kind?: string | undefined; readonly occasion?: string | undefined},
): Delivery | undefined =>
  isKind(kind)
    ? {to, kind, ...(occasion !== undefined && {occasion: Buffer.from(occasion, 'base64url').toString()})}
    : undefined;
