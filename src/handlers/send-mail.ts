import {deliverer} from '../adapters/deliverer.ts';
import {subscriberChange} from '../adapters/subscriber-table.ts';
import {deliverDueMail} from '../domain/due-mails.ts';
import {streamHandler} from '../lambda/batch-handler.ts';

export const handler = streamHandler(subscriberChange, (change) =>
  deliverDueMail(deliverer({readNews: async () => undefined}), change),
);
