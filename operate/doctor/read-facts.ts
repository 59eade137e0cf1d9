// Gathers all that the checks are told, each fact from whoever can be asked.

import type {Config} from '../../generator/config.ts';
import {givenEndpoint} from '../engine-clients.ts';
import {findPlace, type Place} from '../place.ts';
import {UserError} from '../user-error.ts';
import {attempt} from './attempt.ts';
import {identitiesOf} from './domains.ts';
import {type Facts, unknown} from './facts.ts';
import {readBlog, readClick} from './read-blog.ts';
import {type Ask, questionsOf, readAnswers} from './read-dns.ts';
import {readSampleMails} from './read-mails.ts';
import {nothingOfSes, readSes} from './read-ses.ts';
import {readTemplate} from './read-template.ts';
import {mailersOf} from './template-checks.ts';

type Wanted = {readonly stackName: string | undefined; readonly region: string | undefined};

const root = new URL('../../', import.meta.url);

/** Nothing if no stack is named and no blog runs on this machine. */
const placeOf = (wanted: Wanted): Place | undefined => {
  if (wanted.stackName || givenEndpoint()) return findPlace(wanted);
  try {
    return findPlace(wanted);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
};

const nobody =
  'no blog runs on this machine and no stack is named: npm run doctor -- --stack-name NAME asks AWS, with your credentials';

export const readFacts = async (config: Config, wanted: Wanted, ask: Ask, now: Date): Promise<Facts> => {
  const {sender} = config.mail;
  const place = placeOf(wanted);
  const [template, mails] = await Promise.all([readTemplate(root), attempt(() => readSampleMails(config, now))]);
  const mailers = 'known' in template ? mailersOf(template.known).map(({id}) => id) : [];
  const [ses, blog] = await Promise.all([
    place
      ? readSes(place, {identities: identitiesOf(sender), configurationSet: place.stackName})
      : nothingOfSes(nobody),
    place ? readBlog(place, mailers) : unknown(nobody),
  ]);
  const [dns, click] = await Promise.all([
    readAnswers(sender, questionsOf(config, ses), ask),
    'known' in blog ? readClick(blog.known.siteUrl) : blog,
  ]);
  return {
    config,
    region: place?.region ?? wanted.region ?? config.regions[0],
    template,
    mails,
    dns,
    ses,
    isStackNamed: wanted.stackName !== undefined || givenEndpoint() !== undefined,
    blog,
    click,
  };
};
