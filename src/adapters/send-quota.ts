import {GetSendQuotaCommand, SESClient} from '@aws-sdk/client-ses';
import type {SendQuota} from '../domain/post-mails.ts';
import {once} from './once.ts';

const ses = once(() => new SESClient({}));

/** Of the account, in this region. Throws if SES leaves out a figure, since nobody may guess it. */
export const readSendQuota = async (): Promise<SendQuota> => {
  const {MaxSendRate, Max24HourSend, SentLast24Hours} = await ses().send(new GetSendQuotaCommand({}));
  if (!MaxSendRate || Max24HourSend === undefined || SentLast24Hours === undefined)
    throw new Error('expected a send rate above 0 and the quota of a day from SES, got none');
  return {maxSendRate: MaxSendRate, max24HourSend: Max24HourSend, sentLast24Hours: SentLast24Hours};
};
