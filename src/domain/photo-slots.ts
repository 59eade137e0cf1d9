// Where a post's stored html shows a photo. This file alone knows the form of a slot.
import type {Element} from 'hast';
import type {PhotoId} from './slugs.ts';

const tagName = 'photo-slot';

/** Goes into the tree after sanitising, which lets no such element through. The words are encoded, so that nothing escapes them. */
export const photoSlot = (id: PhotoId, alt: string): Element => ({
  type: 'element',
  tagName,
  properties: {id, alt: Buffer.from(alt).toString('base64url')},
  children: [],
});

/**
 * No text of an author can match: in text `<` is written as a character reference, and in an attribute's value `"` is,
 * so that neither holds both.
 */
const slots = new RegExp(`<${tagName} id="([0-9A-Z]{26})" alt="([\\w-]*)"></${tagName}>`, 'g');

/** The html with every slot replaced by what `picture` makes of it; `picture` escapes. */
export const fillPhotos = (html: string, picture: (id: PhotoId, alt: string) => string): string =>
  html.replace(slots, (_slot, id: string, alt: string) =>
    picture(id as PhotoId, Buffer.from(alt, 'base64url').toString()),
  );
