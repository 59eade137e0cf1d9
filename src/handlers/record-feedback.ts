import {feedbackCounts} from '../adapters/feedback-counts.ts';
import {mailLedger} from '../adapters/mail-ledger.ts';
import {subscriberTable} from '../adapters/subscriber-table.ts';
import {feedback, recordFeedback} from '../domain/feedback.ts';
import {queueHandler} from '../lambda/batch-handler.ts';

export const handler = queueHandler(feedback, (event) =>
  recordFeedback({subscribers: subscriberTable, ledger: mailLedger, counts: feedbackCounts}, event, event),
);
