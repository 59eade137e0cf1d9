import {listGivenUpMails, reopenMail} from '../../src/adapters/given-up-mails.ts';
import {atOnce} from '../at-once.ts';
import {explain} from '../sdk-errors.ts';
import type {Section} from './redrive-tally.ts';

const mailsAtOnce = 8;

/** The mails of the blog whose subscribers this process works on. They wait again: the next sweep sends them, a day's budget of them at most. */
export const mailsSection: Section = {
  title: 'Mails that were given up',
  find: async () => (await listGivenUpMails()).map(({to, kind}) => `the ${kind} mail to ${to}`),
  async replay(say) {
    const mails = await listGivenUpMails();
    const left: string[] = [];
    let replayed = 0;
    let done = 0;
    await atOnce(mails, {limit: mailsAtOnce}, async (mail) => {
      const fault = await reopenMail(mail, new Date()).catch(explain);
      if (typeof fault === 'string') left.push(`the ${mail.kind} mail to ${mail.to} could not be replayed: ${fault}`);
      if (fault === true) replayed += 1;
      done += 1;
      say(`${done} of ${mails.length}`);
    });
    return {replayed, left};
  },
};
