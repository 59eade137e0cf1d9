import type {PhotoId} from '../../src/domain/slugs.ts';
import type {Actor} from './scheduler.ts';

/** An announcement in the queue. */
export type Message = {readonly photoId: PhotoId; receives: number; consumer?: Actor};

export type AnnouncementQueue = {
  /** Those that nobody has dealt with yet, and nobody is dealing with. */
  waiting(): readonly Message[];
  add(photoId: PhotoId): void;
  /** Starts a consumer of the announcement; it comes again unless that succeeds. */
  receive(message: Message): void;
};

/** After so many it lies in the dead-letter queue. */
const maxReceives = 5;

export const announcementQueue = (
  start: (work: () => Promise<void>) => Actor,
  consume: (photoId: PhotoId) => Promise<void>,
  failed: (error: unknown) => void,
): AnnouncementQueue => {
  let messages: readonly Message[] = [];

  return {
    waiting: () => messages.filter(({receives, consumer}) => receives < maxReceives && consumer?.state !== 'alive'),
    add: (photoId) => {
      messages = [...messages, {photoId, receives: 0}];
    },
    receive: (message) => {
      message.receives += 1;
      message.consumer = start(async () => {
        try {
          await consume(message.photoId);
          messages = messages.filter((other) => other !== message);
        } catch (error) {
          failed(error);
        }
      });
    },
  };
};
