// Events as SES publishes them: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html

export const sentAt = '2026-11-21T07:15:02.669Z';
const toldAt = '2026-11-21T07:15:09.120Z';

let count = 0;

/** The mail that an event is of, with its headers, which SES sends along. */
const mailTo = (destination: readonly string[], tags: Readonly<Record<string, readonly string[]>> = {}) => ({
  timestamp: sentAt,
  source: 'blog@example.com',
  sourceArn: 'arn:aws:ses:eu-central-1:123456789012:identity/blog@example.com',
  sendingAccountId: '123456789012',
  messageId: `0107019c-${String(++count).padStart(8, '0')}-000000`,
  destination,
  headersTruncated: false,
  headers: [
    {name: 'From', value: '"Light and Latitude" <blog@example.com>'},
    {name: 'To', value: destination.join(', ')},
  ],
  commonHeaders: {from: ['"Light and Latitude" <blog@example.com>'], to: destination, subject: 'Welcome'},
  tags: {...tags, 'ses:configuration-set': ['myblog'], 'ses:caller-identity': ['myblog-SendMailRole']},
});

export const bounceOf = (
  recipients: readonly string[],
  {bounceType = 'Permanent', bounceSubType = 'General'}: {bounceType?: string; bounceSubType?: string} = {},
) => ({
  eventType: 'Bounce',
  bounce: {
    feedbackId: `0107019c-feedback-${count}`,
    bounceType,
    bounceSubType,
    bouncedRecipients: recipients.map((emailAddress) => ({
      emailAddress,
      action: 'failed',
      status: '5.1.1',
      diagnosticCode: `smtp; 550 5.1.1 <${emailAddress}>: user unknown`,
    })),
    timestamp: toldAt,
    reportingMTA: 'dns; e234-5.smtp-out.eu-central-1.amazonses.com',
  },
  mail: mailTo(recipients),
});

export const complaintOf = (
  recipients: readonly string[],
  {
    complaintSubType = null,
    complaintFeedbackType,
  }: {complaintSubType?: string | null; complaintFeedbackType?: string} = {},
) => ({
  eventType: 'Complaint',
  complaint: {
    feedbackId: `0107019c-feedback-${count}`,
    complaintSubType,
    complainedRecipients: recipients.map((emailAddress) => ({emailAddress})),
    timestamp: toldAt,
    userAgent: 'ExampleCorp Feedback Loop (V0.01)',
    ...(complaintFeedbackType && {complaintFeedbackType}),
    arrivalDate: toldAt,
  },
  mail: mailTo(recipients),
});

export const deliveryOf = (recipients: readonly string[], tags?: Readonly<Record<string, readonly string[]>>) => ({
  eventType: 'Delivery',
  mail: mailTo(recipients, tags),
  delivery: {
    timestamp: toldAt,
    processingTimeMillis: 1_451,
    recipients,
    smtpResponse: '250 2.6.0 Message received',
    reportingMTA: 'mta.example.com',
  },
});

export const rejectOf = (recipients: readonly string[], tags?: Readonly<Record<string, readonly string[]>>) => ({
  eventType: 'Reject',
  mail: mailTo(recipients, tags),
  reject: {reason: 'Bad content'},
});
