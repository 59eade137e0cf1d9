import {confirmedReaders} from '../adapters/confirmed-readers.ts';
import {deliverer} from '../adapters/deliverer.ts';
import {readNews} from '../adapters/news.ts';
import {pace} from '../adapters/pace.ts';
import {postTable} from '../adapters/post-table.ts';
import {readSendQuota} from '../adapters/send-quota.ts';
import {sendingTurn} from '../adapters/sending-turn.ts';
import {postMailProgress, sendPostMails} from '../domain/post-mails.ts';
import {taskHandler} from '../lambda/task-handler.ts';

const adapters = () => ({
  posts: postTable,
  readers: confirmedReaders,
  deliverer: deliverer({readNews}),
  readQuota: readSendQuota,
  turn: sendingTurn,
  pace,
});

export const handler = taskHandler(postMailProgress, (progress) => sendPostMails(adapters(), progress));
