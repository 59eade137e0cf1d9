import {type Blog, idsOfType} from '../blog.ts';
import {arrow, group, type PictureOf, part, person, targetsOf} from '../picture.ts';

/** Whether a new subscriber has to confirm. */
const isAsked = ({parts}: Blog): boolean =>
  parts.get('SubscribeFunction')?.get('Environment.Variables.CONFIRMATION') === 'required';

export const welcome: PictureOf = (scene) => ({
  name: '5-welcome',
  title: 'Welcome: a stream, a function that may send mail, and SES',
  about: `A new subscriber is written to a table; its stream starts a function whose role may send mail as this sender only: ${isAsked(scene.blog) ? 'first a mail to confirm, then the welcome' : 'the welcome'}.`,
  nodes: [
    person('subscriber'),
    group(
      'subscribing',
      targetsOf(scene, 'BlogApi', 'routes', ({says}) => says[0]?.startsWith('POST /api/subscribers') === true),
    ),
    part('SubscribersTable'),
    part('SendMailFunction', {note: 'may mail as the sender only'}),
    group('ses', ['SenderIdentity', ...idsOfType(scene.blog, 'AWS::SES::ConfigurationSet')]),
    part('LinkKeySecret', {note: 'signs the links'}),
    part('FailuresBucket', {note: 'to be replayed'}),
  ],
  arrows: [
    arrow('subscriber', 'routes', 'subscribing', {label: 'address', through: ['Distribution', 'BlogApi']}),
    arrow('subscribing', 'writes', 'SubscribersTable', {
      label: isAsked(scene.blog) ? 'pending, confirmed' : 'confirmed',
    }),
    arrow('SubscribersTable', 'streams', 'SendMailFunction', {label: 'stream'}),
    arrow('SendMailFunction', 'mails', 'ses', {label: 'sends mail'}),
    arrow('SendMailFunction', 'reads', 'LinkKeySecret', {label: 'key'}),
    arrow('SendMailFunction', 'keeps failures in', 'FailuresBucket', {label: 'what failed'}),
    arrow('ses', 'mails', 'subscriber', {label: isAsked(scene.blog) ? 'confirm, welcome' : 'welcome'}),
  ],
});
