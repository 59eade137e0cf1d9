import {partsOfType} from '../blog.ts';
import {arrow, group, type PictureOf, part, person, targetsOf} from '../picture.ts';

export const welcome: PictureOf = (scene) => {
  const {blog} = scene;
  const settings = partsOfType(blog, 'AWS::SES::ConfigurationSet').map(({id}) => id);
  const feedbackTopics = settings.flatMap((id) => targetsOf(scene, id, 'notifies'));
  const feedbackQueues = feedbackTopics.flatMap((id) => targetsOf(scene, id, 'delivers'));

  return {
    name: '5-welcome',
    title: 'Welcome: a stream, a function that may send mail, and SES',
    about:
      'A new subscriber is written to a table; its stream starts a function whose role may send mail as this sender only: first a mail to confirm, then the welcome.',
    nodes: [
      person('subscriber'),
      group(
        'subscribing',
        targetsOf(scene, 'BlogApi', 'routes', ({says}) => says[0]?.startsWith('POST /api/subscribers') === true),
      ),
      // Before what tells them: the way back of a bounce runs from right to left.
      part('RecordFeedbackFunction', {isOptional: true}),
      part('SubscribersTable'),
      group('feedbackQueue', feedbackQueues, {isOptional: true}),
      part('SendMailFunction', {note: 'may mail as the sender only'}),
      group('feedbackTopic', feedbackTopics, {isOptional: true}),
      group('ses', ['SenderIdentity', ...settings]),
      part('LinkKeySecret', {note: 'signs the links'}),
      part('FailuresBucket', {note: 'to be replayed'}),
    ],
    arrows: [
      arrow('subscriber', 'routes', 'subscribing', {label: 'address', through: ['Distribution', 'BlogApi']}),
      arrow('subscribing', 'writes', 'SubscribersTable', {label: 'pending, confirmed'}),
      arrow('SubscribersTable', 'streams', 'SendMailFunction', {label: 'stream'}),
      arrow('SendMailFunction', 'mails', 'ses', {label: 'sends mail'}),
      arrow('SendMailFunction', 'reads', 'LinkKeySecret', {label: 'key'}),
      arrow('SendMailFunction', 'keeps failures in', 'FailuresBucket', {label: 'what failed'}),
      arrow('ses', 'mails', 'subscriber', {label: 'confirm, welcome'}),
      arrow('ses', 'notifies', 'feedbackTopic', {label: 'bounces'}),
      arrow('feedbackTopic', 'delivers', 'feedbackQueue', {label: 'message'}),
      arrow('feedbackQueue', 'delivers', 'RecordFeedbackFunction', {label: 'batch'}),
      arrow('RecordFeedbackFunction', 'writes', 'SubscribersTable', {label: 'suppressed'}),
    ],
  };
};
