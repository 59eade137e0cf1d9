// Pure: which queues of a template may hold a message about a subscriber.
import {at} from '../json-values.ts';
import {deadLetterQueues, named} from '../redrive/dead-letter-queues.ts';
import type {TemplateResource, TemplateResources} from '../stack-handles.ts';

/** Logical ids: the queue of what SES reports, and every queue of what nobody could handle. */
export const searchedQueues = (resources: TemplateResources): readonly string[] => {
  const ofType = (type: string): readonly TemplateResource[] =>
    Object.values(resources).filter(({Type}) => Type === type);
  const topics = ofType('AWS::SES::ConfigurationSetEventDestination').map(({Properties}) =>
    named(at(Properties, 'EventDestination', 'SnsDestination', 'TopicARN')),
  );
  const reported = ofType('AWS::SNS::Subscription')
    .filter(({Properties}) => topics.includes(named(at(Properties, 'TopicArn'))))
    .map(({Properties}) => named(at(Properties, 'Endpoint')))
    .filter((id) => resources[id]);
  return [...new Set([...reported, ...deadLetterQueues(resources).map(({id}) => id)])];
};
