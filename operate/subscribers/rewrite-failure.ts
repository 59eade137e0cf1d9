// Pure: an object of the bucket of failures without one person.
import {at, type Json, parseJson} from '../json-values.ts';

/** `delete`: it was about them alone. `unreadable`: it names them where no call that Lambda recorded has a record. */
export type Rewritten = 'unchanged' | 'delete' | 'unreadable' | {readonly text: string};

/** The call without the records that are about the person, and without its answer, which nobody replays. */
export const rewriteFailure = (text: string, isAbout: (value: unknown) => boolean): Rewritten => {
  if (!isAbout(text)) return 'unchanged';
  const {responsePayload, ...call} = (parseJson(text) ?? {}) as Json;
  const part = 'payload' in call ? 'payload' : 'requestPayload';
  const payload = call[part];
  const isText = typeof payload === 'string';
  const event = isText ? parseJson(payload) : payload;
  const records = at(event, 'Records');
  if (!Array.isArray(records)) return 'unreadable';
  const others = records.filter((record) => !isAbout(record));
  if (others.length === 0) return 'delete';
  const rest = {...(event as Json), Records: others};
  const rewritten = {...call, [part]: isText ? JSON.stringify(rest) : rest};
  return isAbout(rewritten) ? 'unreadable' : {text: JSON.stringify(rewritten)};
};
