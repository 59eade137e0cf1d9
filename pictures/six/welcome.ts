import {type Blog, idsOfType} from '../blog.ts';
import {arrow, group, type PictureOf, part, person, targetsOf} from '../picture.ts';

/** Whether a new subscriber has to confirm. */
const isAsked = ({parts}: Blog): boolean =>
  parts.get('SubscribeFunction')?.get('Environment.Variables.CONFIRMATION') === 'required';

const hasFeedback = ({parts}: Blog): boolean => parts.has('FeedbackTopic');

export const welcome: PictureOf = (scene) => ({
  name: '5-welcome',
  title: 'Welcome: a stream, functions that may send mail, and SES',
  about:
    `A new subscriber is written to a table; its stream starts a function whose role may send mail as this sender only: ${isAsked(scene.blog) ? 'first a mail to confirm, then the welcome' : 'the welcome'}. A sweep sends what was left unsent. A post that is published for the first time starts a workflow that tells every subscriber, page by page. ${hasFeedback(scene.blog) ? 'SES tells what became of the mails: whoever bounced or complained gets no more of them.' : ''}`.trim(),
  nodes: [
    person('subscriber'),
    part('FeedbackTopic', {isOptional: true, note: 'what SES tells of mails'}),
    part('RecordFeedbackFunction', {isOptional: true, note: 'who gets no more mail'}),
    group(
      'subscribing',
      targetsOf(scene, 'BlogApi', 'routes', ({says}) => says[0]?.startsWith('POST /api/subscribers') === true),
    ),
    part('SubscribersTable'),
    part('SendMailFunction', {note: 'may mail as the sender only'}),
    part('MailSweepsSchedule', {note: 'every 10 minutes'}),
    part('SweepMailsFunction', {note: 'what was left unsent'}),
    part('RenderPagesFunction', {note: 'a first publication'}),
    part('NewPostMailStateMachine', {note: 'a run a post', rows: ['SendPostMails', 'RestPostMails']}),
    part('SendPostMailsFunction', {note: 'a page of subscribers'}),
    group('ses', [
      'SenderIdentity',
      ...idsOfType(scene.blog, 'AWS::SES::ConfigurationSet'),
      ...idsOfType(scene.blog, 'AWS::SES::ConfigurationSetEventDestination'),
    ]),
    part('LinkKeySecret', {note: 'signs the links'}),
    part('FailuresBucket', {note: 'to be replayed'}),
  ],
  arrows: [
    arrow('subscriber', 'routes', 'subscribing', {label: 'address', through: ['Distribution', 'BlogApi']}),
    arrow('subscribing', 'writes', 'SubscribersTable', {label: 'status'}),
    arrow('SubscribersTable', 'streams', 'SendMailFunction', {label: 'stream'}),
    arrow('SendMailFunction', 'mails', 'ses', {label: 'mail'}),
    arrow('SendMailFunction', 'reads', 'LinkKeySecret', {label: 'key'}),
    arrow('SendMailFunction', 'keeps failures in', 'FailuresBucket', {label: 'failures'}),
    arrow('MailSweepsSchedule', 'invokes', 'SweepMailsFunction', {label: 'calls'}),
    arrow('SweepMailsFunction', 'mails', 'ses', {label: 'mail'}),
    arrow('RenderPagesFunction', 'starts', 'NewPostMailStateMachine', {label: 'a run'}),
    arrow('SendPostMails', 'invokes', 'SendPostMailsFunction', {label: 'page'}),
    arrow('SendPostMailsFunction', 'mails', 'ses', {label: 'mail'}),
    arrow('FeedbackTopic', 'delivers', 'RecordFeedbackFunction', {label: 'queue', through: ['FeedbackQueue']}),
    arrow('RecordFeedbackFunction', 'writes', 'SubscribersTable', {label: 'ends'}),
    arrow('ses', 'mails', 'subscriber', {label: isAsked(scene.blog) ? 'confirm, welcome' : 'welcome'}),
  ],
});
