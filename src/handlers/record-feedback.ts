import {feedbackCounts} from '../adapters/feedback-counts.ts';
import {subscriberTable} from '../adapters/subscriber-table.ts';
import {feedback, recordFeedback} from '../domain/feedback.ts';
import {queueHandler} from '../lambda/batch-handler.ts';

export const handler = queueHandler(feedback, (event) =>
  recordFeedback({subscribers: subscriberTable, counts: feedbackCounts}, event, event),
);
