import type {Fragment} from '../cfn.ts';
import {type Alarm, alarm} from '../resources/alarms.ts';
import type {DataSubsystem} from './data.ts';

type Watched = {readonly alarms: readonly Alarm[]};

type Needs = {
  readonly data: DataSubsystem;
  readonly media: Watched;
  readonly site: Watched;
  readonly mail: Watched;
};

export const opsSubsystem = ({data, media, site, mail}: Needs): Fragment => ({
  about: 'alarms, as many as cost nothing (ten).',
  resources: [...data.alarms, ...media.alarms, ...site.alarms, ...mail.alarms].map(alarm),
});
