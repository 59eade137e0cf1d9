import {type Fragment, logicalId, ref, resource} from '../cfn.ts';
import type {Config} from '../config.ts';
import {type Alarm, alarm} from '../resources/alarms.ts';
import {dashboard} from '../resources/dashboards.ts';
import {topic} from '../resources/topics.ts';

type Watched = {readonly alarms: readonly Alarm[]};

export const opsSubsystem = (config: Config, watched: Readonly<Record<string, Watched>>): Fragment => {
  const {alarmMail, profile} = config;
  const alarms = Object.values(watched).flatMap((each) => each.alarms);
  const rings = alarmMail === undefined ? undefined : topic({noun: 'alarms', publisher: 'cloudwatch.amazonaws.com'});

  return {
    about: 'alarms; the first ten of an account cost nothing.',
    resources: [
      ...alarms.map((watch) => alarm(watch, rings && ref(rings.id))),
      ...(rings && alarmMail !== undefined
        ? [
            ...rings.resources,
            resource(
              logicalId('alarms-subscription'),
              'AWS::SNS::Subscription',
              {TopicArn: ref(rings.id), Protocol: 'email', Endpoint: alarmMail},
              {why: 'SNS mails this address a link to click before it sends anything.'},
            ),
          ]
        : []),
      ...(profile === 'hardened' ? dashboard(alarms) : []),
    ],
  };
};
