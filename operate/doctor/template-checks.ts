// What template.yaml lets the blog do: send as the sender, be told of bounces, and be left with one click.

import {grantsOf, roleOf} from '../../generator/rules/view/access.ts';
import {behaviorFor} from '../../generator/rules/view/distribution.ts';
import {functionsOf, routesOf} from '../../generator/rules/view/functions.ts';
import {at, list, nameIn, spelling} from '../../generator/rules/view/values.ts';
import {type Item, ofType, type View} from '../../generator/rules/view/view.ts';
import type {Facts} from './facts.ts';
import {advice, type Check, type Finding, given, ok, wrong} from './findings.ts';

/** Every function that mails. */
export const mailersOf = (view: View): readonly Item[] =>
  functionsOf(view).filter((item) => item.get('Environment.Variables.SENDER') !== undefined);

const generateAnew = 'npm run generate, then deploy';

const checkSettings = (view: View, {config: {mail}}: Facts): Finding => {
  const mailers = mailersOf(view);
  if (mailers.length === 0) return wrong('no function of template.yaml has a sender', generateAnew);
  const stale = mailers.filter(
    (item) =>
      item.get('Environment.Variables.SENDER') !== mail.sender ||
      item.get('Environment.Variables.REPLY_TO') !== mail.replyTo ||
      (item.get('Environment.Variables.CONFIGURATION_SET') === undefined) === mail.configurationSet,
  );
  if (stale.length > 0)
    return wrong(`${stale.map(({id}) => id).join(', ')} mails otherwise than blog.config.ts says`, generateAnew);
  return ok(`${mailers.length} functions mail as ${mail.sender}`);
};

const kinds = ['identity', 'configuration-set'] as const;

/**
 * SES asks for a right to the identity, and for one to the configuration set, wherever a mail names one.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html
 */
const missingGrants = (view: View, item: Item, sender: string): readonly string[] => {
  const allowed = grantsOf(roleOf(view, item)).filter(
    ({effect, actions, condition}) =>
      effect === 'Allow' &&
      actions.includes('ses:SendRawEmail') &&
      at(at(condition, 'StringEquals'), 'ses:FromAddress') === sender,
  );
  const wanted = kinds.filter(
    (kind) => kind === 'identity' || item.get('Environment.Variables.CONFIGURATION_SET') !== undefined,
  );
  return wanted.filter(
    (kind) => !allowed.some(({resources}) => resources.some((resource) => spelling(resource).includes(`:${kind}/`))),
  );
};

const checkPermission = (view: View, {config}: Facts): Finding => {
  const {sender} = config.mail;
  const refused = mailersOf(view).flatMap((item) => {
    const missing = missingGrants(view, item, sender);
    return missing.length > 0 ? [`${item.id} (${missing.join(' and ')})`] : [];
  });
  if (refused.length > 0) return wrong(`may not send as ${sender}: ${refused.join(', ')}`, generateAnew);
  return ok('whoever mails may, by identity and by configuration set, as the sender alone');
};

const isTold = (destination: unknown): boolean =>
  at(destination, 'Enabled') === true &&
  at(destination, 'SnsDestination') !== undefined &&
  ['bounce', 'complaint'].every((event) => list(at(destination, 'MatchingEventTypes')).includes(event));

const checkFeedback = (view: View, {config}: Facts): Finding => {
  if (!config.mail.configurationSet)
    return advice(
      'without a configuration set the blog mails on to who bounced or complained',
      'set mail.configurationSet to true in blog.config.ts',
    );
  const sets = ofType(view, 'AWS::SES::ConfigurationSet').map(({id}) => id);
  const unnamed = mailersOf(view).filter(
    (item) => !sets.includes(nameIn(item.get('Environment.Variables.CONFIGURATION_SET'))),
  );
  if (unnamed.length > 0)
    return wrong(`${unnamed.map(({id}) => id).join(', ')} names no configuration set of the template`, generateAnew);
  const destinations = ofType(view, 'AWS::SES::ConfigurationSetEventDestination').filter((item) =>
    sets.includes(nameIn(item.get('ConfigurationSetName'))),
  );
  if (!destinations.some((item) => isTold(item.get('EventDestination'))))
    return wrong('the configuration set tells nobody of bounces and complaints', generateAnew);
  return ok('bounces and complaints are told to the blog');
};

export const clickPath = '/api/subscribers/unsubscribe';

/** A mail program sends neither a token of the author nor cookies, and follows no redirection. https://www.rfc-editor.org/rfc/rfc8058#section-3.1 */
const checkRoute = (view: View): Finding => {
  const fix = `restore the POST of ${clickPath} in generator/routes.ts, for anyone; ${generateAnew}`;
  const route = routesOf(view).find(({method, path}) => method === 'POST' && path === clickPath);
  if (!route) return wrong(`no function answers POST ${clickPath}`, fix);
  if (!route.open) return wrong(`POST ${clickPath} asks for the author's token`, fix);
  const behavior = behaviorFor(view, clickPath);
  if (!behavior) return wrong(`the distribution knows no ${clickPath}`, generateAnew);
  if (!list(behavior.get('AllowedMethods')).includes('POST'))
    return wrong(`the distribution lets no POST through to ${behavior.pattern}`, generateAnew);
  if (behavior.get('OriginRequestPolicyId') === undefined)
    return wrong(`the distribution drops the token of ${behavior.pattern}`, generateAnew);
  return ok(`POST ${clickPath} asks for nothing but the token in its address`);
};

const ofTemplate = (find: (view: View, facts: Facts) => Finding) => (facts: Facts) =>
  given(facts.template, (view) => find(view, facts));

export const templateChecks: readonly Check[] = [
  {title: 'Template', check: ofTemplate(checkSettings)},
  {title: 'Permission', check: ofTemplate(checkPermission)},
  {title: 'Feedback', check: ofTemplate(checkFeedback)},
  {title: 'One-click route', check: ofTemplate(checkRoute)},
];
