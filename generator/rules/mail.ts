import {grantsOf, roleOf} from './view/access.ts';
import {eachFunction, envOf, functionsOf} from './view/functions.ts';
import {at, nameIn, same, spelling, text} from './view/values.ts';
import {each, type Item, ofType, type Rule, typeIn, type View} from './view/view.ts';

const configurationSet = 'AWS::SES::ConfigurationSet';

const senderOf = (item: Item): unknown => item.get('Environment.Variables.SENDER');

const eachSender = (holds: (item: Item, view: View) => boolean) => (view: View) =>
  functionsOf(view).flatMap((item) => (senderOf(item) === undefined || holds(item, view) ? [] : item.id));

const asksQuota = ({actions}: {readonly actions: readonly string[]}): boolean => same(actions, ['ses:GetSendQuota']);

const mailGrants = (view: View, item: Item) =>
  grantsOf(roleOf(view, item)).filter(
    (grant) => grant.actions.some((action) => action.startsWith('ses:')) && !asksQuota(grant),
  );

export const mailRules: readonly Rule[] = [
  {
    id: 'MAIL-01',
    sentence: 'mail leaves only as the sender',
    check: (view) =>
      functionsOf(view).flatMap((item) =>
        mailGrants(view, item).every(({condition}) =>
          same(condition, {StringEquals: {'ses:FromAddress': senderOf(item)}}),
        )
          ? []
          : item.id,
      ),
  },
  {
    id: 'MAIL-02',
    sentence: 'who has a sender may send raw mail, and ask what the account may send, and do nothing else with SES',
    check: eachSender((item, view) =>
      mailGrants(view, item)
        .flatMap(({actions}) => actions)
        .every((action) => action === 'ses:SendRawEmail'),
    ),
  },
  {
    id: 'MAIL-03',
    sentence: 'the sender is an identity of this stack',
    check: eachSender((item, view) =>
      ofType(view, 'AWS::SES::EmailIdentity').some((identity) => identity.get('EmailIdentity') === senderOf(item)),
    ),
  },
  {
    id: 'MAIL-04',
    sentence: 'who mails can sign links, and knows where they lead, by https',
    check: eachSender((item) => {
      const env = Object.fromEntries(envOf(item));

      return env['LINK_KEY_SECRET'] !== undefined && spelling(env['SITE_URL']).startsWith('https://');
    }),
  },
  {
    id: 'MAIL-05',
    sentence: 'a removed subscriber wakes nobody who mails',
    check: eachSender((item, view) =>
      ofType(view, 'AWS::Lambda::EventSourceMapping').every(
        (mapping) =>
          at(mapping.get('FunctionName'), 'Ref') !== item.id ||
          !JSON.stringify(mapping.get('FilterCriteria') ?? 'REMOVE').match(/REMOVE|OldImage/),
      ),
    ),
  },
  {
    id: 'MAIL-06',
    sentence: 'who mails by a configuration set is told of it and may use it, and it is one of this stack',
    check: eachSender((item, view) => {
      const sets = mailGrants(view, item).flatMap(({resources}) =>
        resources.flatMap((resource) => (typeIn(view, resource) === configurationSet ? nameIn(resource) : [])),
      );
      const named = item.get('Environment.Variables.CONFIGURATION_SET');

      return same(sets, named === undefined ? [] : [nameIn(named)]);
    }),
  },
  {
    id: 'MAIL-07',
    sentence: 'bounces and complaints are counted, and who sent one gets no more mail',
    check: each(
      configurationSet,
      (item) =>
        item.get('ReputationOptions.ReputationMetricsEnabled') === true &&
        same(item.get('SuppressionOptions.SuppressedReasons'), ['BOUNCE', 'COMPLAINT']),
    ),
  },
  {
    id: 'MAIL-08',
    sentence: 'who speaks to a subscriber knows whether an address must be confirmed',
    check: eachFunction(
      (item) =>
        item.get('Environment.Variables.SITE_TITLE') === undefined ||
        ['required', 'none'].includes(text(item.get('Environment.Variables.CONFIRMATION'))),
    ),
  },
  {
    id: 'MAIL-09',
    sentence: 'who mails to all subscribers asks what the account may send, and nobody else does',
    check: eachFunction((item, view) => {
      const grants = grantsOf(roleOf(view, item));
      const mailsAll =
        senderOf(item) !== undefined &&
        grants.some(({resources}) => resources.some((resource) => spelling(resource).endsWith('/index/confirmed')));

      return grants.some(asksQuota) === mailsAll;
    }),
  },
];
