// What SES tells of mails: from the configuration set to the function that records it.

import {stack, sub} from '../cfn.ts';
import {permits, policiesOf, roleOf} from './view/access.ts';
import {consumerOf, envOf, mappingsOf} from './view/functions.ts';
import {list, nameIn, namesIn, number, same, sameNames, text} from './view/values.ts';
import {each, type Item, isHardened, itemOf, ofType, type Rule, typeIn, type View} from './view/view.ts';

const configurationSet = 'AWS::SES::ConfigurationSet';
const destination = 'AWS::SES::ConfigurationSetEventDestination';

const topicOf = (item: Item): string => nameIn(item.get('EventDestination.SnsDestination.TopicARN'));

const subscriptionsOf = (view: View, item: Item): readonly Item[] =>
  ofType(view, 'AWS::SNS::Subscription').filter((each) => nameIn(each.get('TopicArn')) === topicOf(item));

/** The functions that take what a destination tells out of the queues that hear it. */
const recordersOf = (view: View, item: Item): readonly (Item | undefined)[] => {
  const queues = subscriptionsOf(view, item).map((each) => nameIn(each.get('Endpoint')));

  return mappingsOf(view, 'AWS::SQS::Queue')
    .filter((mapping) => queues.includes(nameIn(mapping.get('EventSourceArn'))))
    .map((mapping) => consumerOf(view, mapping));
};

const arnOf = (setId: string) =>
  sub`arn:${stack.partition}:ses:${stack.region}:${stack.account}:configuration-set/${{Ref: setId}}`;

/** Below what makes AWS look at an account. */
const rates: Readonly<Record<string, number>> = {'Reputation.BounceRate': 0.02, 'Reputation.ComplaintRate': 0.000_8};

export const feedbackRules: readonly Rule[] = [
  {
    id: 'FEEDBACK-01',
    sentence: 'SES tells of mails that come back, are called spam, arrive or are refused, and watches no reader',
    check: each(configurationSet, (item, view) =>
      ofType(view, destination).some(
        (each) =>
          nameIn(each.get('ConfigurationSetName')) === item.id &&
          each.get('EventDestination.Enabled') === true &&
          sameNames(list(each.get('EventDestination.MatchingEventTypes')).map(text), [
            'bounce',
            'complaint',
            'delivery',
            'reject',
          ]),
      ),
    ),
  },
  {
    id: 'FEEDBACK-02',
    sentence: 'SES may tell the topic for this configuration set alone, and may before it is asked to',
    check: each(destination, (item, view) => {
      const condition = {
        StringEquals: {
          'aws:SourceAccount': {Ref: 'AWS::AccountId'},
          'aws:SourceArn': arnOf(nameIn(item.get('ConfigurationSetName'))),
        },
      };

      return (
        policiesOf(view, topicOf(item)).some(
          (statement) =>
            statement.effect === 'Allow' &&
            same(statement.principal, {Service: 'ses.amazonaws.com'}) &&
            same(statement.condition, condition),
        ) &&
        list(item.attribute('DependsOn')).some((id) =>
          namesIn(itemOf(view, text(id))?.get('Topics')).includes(topicOf(item)),
        )
      );
    }),
  },
  {
    id: 'FEEDBACK-03',
    sentence: "SES's trial of a topic, a sentence that is no event, wakes nobody",
    check: each(destination, (item, view) =>
      subscriptionsOf(view, item).every(
        (each) =>
          each.get('FilterPolicyScope') === 'MessageBody' &&
          same(each.get('FilterPolicy'), {eventType: [{exists: true}]}),
      ),
    ),
  },
  {
    id: 'FEEDBACK-04',
    sentence: 'what SES tells ends with one function, which may change subscribers and mails nobody',
    check: each(destination, (item, view) => {
      const [recorder, ...others] = recordersOf(view, item);
      const env = Object.fromEntries(envOf(recorder));
      const table = env['SUBSCRIBERS_TABLE'];

      return (
        others.length === 0 &&
        typeIn(view, table) === 'AWS::DynamoDB::GlobalTable' &&
        env['SENDER'] === undefined &&
        ['GetItem', 'PutItem', 'UpdateItem'].every((action) =>
          permits(roleOf(view, recorder), `dynamodb:${action}`, nameIn(table)),
        )
      );
    }),
  },
  {
    id: 'FEEDBACK-05',
    sentence:
      'behind a firewall somebody is told of two bounces in a hundred mails, or eight complaints in ten thousand',
    check: each(configurationSet, (item, view) =>
      Object.entries(rates).every(
        ([metric, rate]) =>
          !isHardened(view) ||
          ofType(view, 'AWS::CloudWatch::Alarm').some(
            (alarm) =>
              alarm.get('MetricName') === metric &&
              namesIn(alarm.get('Dimensions')).includes(item.id) &&
              number(alarm.get('Threshold')) <= rate,
          ),
      ),
    ),
  },
  {
    id: 'FEEDBACK-06',
    sentence: 'a mail that names no configuration set goes out with that of the blog',
    check: each(configurationSet, (item, view) =>
      ofType(view, 'AWS::SES::EmailIdentity').every(
        (identity) => nameIn(identity.get('ConfigurationSetAttributes.ConfigurationSetName')) === item.id,
      ),
    ),
  },
];
