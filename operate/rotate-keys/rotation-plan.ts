// Pure: what a rotation of the link key would end, and whether it is too early for one.
import {UserError} from '../user-error.ts';
import type {KeyAge} from './link-key-secret.ts';

/** A mail's unsubscribe link has to work for 30 days at least (CAN-SPAM), and few are clicked later. */
const minDays = 30;

/** How long functions go on signing with the key before: it must not be the one that a rotation ends. */
const minSeconds = 60;

const dayMs = 24 * 60 * 60 * 1000;

/** In words; throws a UserError if the last rotation is too recent, unless the owner insists, who cannot within the first minute. */
export const planRotation = ({since, isRotated}: KeyAge, now: Date, {force}: {readonly force: boolean}): string => {
  const day = since.toISOString().slice(0, 10);
  if (!isRotated)
    return `The key was made on ${day} and never rotated: every link that was mailed so far goes on working, until the next rotation.`;
  if (now.getTime() - since.getTime() < minSeconds * 1000)
    throw new UserError(
      `expected the last rotation to be ${minSeconds} seconds ago or more, got ${since.toISOString()}: functions may still sign with the key before it, whose links another one ends`,
    );
  const days = Math.floor((now.getTime() - since.getTime()) / dayMs);
  const ended = `links in mails sent before ${day} stop working, those to unsubscribe too`;
  if (days < minDays && !force)
    throw new UserError(
      `expected the last rotation to be ${minDays} days ago or more, got ${days} (${since.toISOString()}): with another one ${ended}; --force rotates all the same`,
    );
  return `The key was last rotated on ${day}, ${days} days ago: ${ended}.`;
};
