// What a stranger with a script does at the form, and what of it arrives.

import type {Confirmation} from '../../src/domain/site-settings.ts';
import {maxAsks} from '../../src/domain/subscribers.ts';
import type {Chance} from '../interleavings/random-choices.ts';
import {type Parts, type SentMail, type SignUpWorld, signUpWorld} from './sign-up-world.ts';
import {neighbours, spellingOfOne} from './spellings.ts';

export type Outcome = {
  readonly typed: number;
  readonly mails: readonly SentMail[];
  readonly wrongs: readonly string[];
};

export type Scenario = (chance: Chance, count: number, without?: (parts: Parts) => Parts) => Promise<Outcome>;

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
/** Not at midnight, where days begin. */
const start = new Date('2026-03-01T09:30:00.000Z').getTime();
const sweepEveryMs = 10 * 60 * 1000;

const dayOf = ({at}: SentMail): string => at.toISOString().slice(0, 10);

const countBy = <T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
};

const past = (counts: ReadonlyMap<string, number>, most: number, what: string): readonly string[] =>
  [...counts].flatMap(([key, count]) => (count > most ? [`${count} ${what} ${key}`] : []));

/** What holds of the mails to anybody, whoever typed what. */
const judge = (mails: readonly SentMail[], confirmationsADay: number): readonly string[] => {
  const asked = mails.filter(({kind}) => kind === 'confirmation');
  const welcomed = mails.filter(({kind}) => kind === 'welcome');
  return [
    ...past(
      countBy(asked, ({to}) => to),
      maxAsks,
      'mails to',
    ),
    ...past(
      countBy(asked, (mail) => `${mail.to} on ${dayOf(mail)}`),
      1,
      'mails to',
    ),
    ...past(
      countBy(welcomed, ({to}) => to),
      1,
      'welcomes to',
    ),
    ...past(countBy(asked, dayOf), confirmationsADay, 'mails on'),
    ...past(
      countBy(
        asked.filter((mail) => mail.linkDays !== 7),
        ({linkDays}) => `${linkDays} days`,
      ),
      0,
      'links good for',
    ),
  ];
};

type SignUp = {readonly at: number; readonly email: string};

/** Sign-ups between two sweeps come all at the same time, each with its own. */
const liveThrough = async (
  world: SignUpWorld,
  signUps: readonly SignUp[],
  untilMs: number,
): Promise<readonly string[]> => {
  const wrongs: string[] = [];
  const coming = signUps.toSorted((one, other) => one.at - other.at);
  let next = 0;
  for (let now = start; now <= untilMs; now += sweepEveryMs) {
    const first = next;
    while ((coming[next]?.at ?? Number.POSITIVE_INFINITY) <= now) next += 1;
    const some = coming.slice(first, next);
    const answers = await Promise.allSettled(some.map(({at, email}) => world.type(email, new Date(at))));
    for (const [n, answer] of answers.entries())
      if (answer.status === 'rejected' || !answer.value)
        wrongs.push(
          `${JSON.stringify(some[n]?.email)} was refused${answer.status === 'rejected' ? `: ${answer.reason}` : ''}`,
        );
    await world.tell(new Date(now));
    await world.sweep(new Date(now));
  }
  return wrongs;
};

type Plan = {
  readonly signUps: readonly SignUp[];
  readonly days: number;
  readonly confirmationsADay?: number;
  readonly confirmation?: Confirmation;
  /** Further promises, of those who have been mailed. */
  readonly expect?: (mails: readonly SentMail[]) => readonly string[];
};

const scenario =
  (plan: (chance: Chance, count: number) => Plan): Scenario =>
  async (chance, count, without) => {
    const {signUps, days, confirmationsADay = 500, confirmation = 'required', expect = () => []} = plan(chance, count);
    const world = await signUpWorld({chance, confirmationsADay, confirmation, ...(without && {without})});
    const wrongs = await liveThrough(world, signUps, start + days * dayMs);
    const mails = world.outbox;
    return {typed: signUps.length, mails, wrongs: [...wrongs, ...judge(mails, confirmationsADay), ...expect(mails)]};
  };

const times = (count: number, make: (n: number) => SignUp): readonly SignUp[] =>
  Array.from({length: count}, (_, n) => make(n));

const mailed =
  (people: number, mails?: number) =>
  (all: readonly SentMail[]): readonly string[] => {
    const got = new Set(all.map(({to}) => to)).size;
    return [
      ...(got === people ? [] : [`expected mails to ${people} addresses, got some to ${got}`]),
      ...(all.length === (mails ?? all.length) ? [] : [`expected ${mails} mails, got ${all.length}`]),
    ];
  };

/** A budget that others have spent when the address is typed: what waits comes tomorrow, when it may be asked again. */
const besideOthers = (chance: Chance, count: number): Plan => {
  const others = times(40, (n) => ({at: start - 1, email: `other-${n}@example.org`}));
  const early = {at: start, email: spellingOfOne(chance)};
  const later = times(count, () => ({at: start + dayMs + chance.below(9 * dayMs), email: spellingOfOne(chance)}));
  return {signUps: [...others, early, ...later], days: 14, confirmationsADay: 20, expect: mailed(41)};
};

export const scenarios = {
  'one address, over thirty days': scenario((chance, count) => ({
    signUps: times(count, () => ({at: start + chance.below(30 * dayMs), email: spellingOfOne(chance)})),
    days: 31,
    expect: mailed(1, maxAsks),
  })),
  'one address, all at once': scenario((chance, count) => ({
    signUps: times(count, () => ({at: start, email: spellingOfOne(chance)})),
    days: 4,
    expect: mailed(1, 1),
  })),
  'one address, around each midnight': scenario((chance, count) => ({
    signUps: times(count, () => ({
      at: Date.parse('2026-03-02') + chance.below(10) * dayMs + chance.below(2000) - 1000,
      email: spellingOfOne(chance),
    })),
    days: 14,
    expect: mailed(1, maxAsks),
  })),
  'one address, on days when others have spent the budget': scenario(besideOthers),
  'one address, where the form alone is enough': scenario((chance, count) => ({
    signUps: times(count, () => ({at: start + chance.below(30 * dayMs), email: spellingOfOne(chance)})),
    days: 31,
    confirmation: 'none',
    expect: mailed(1, 1),
  })),
  'its neighbours, each an address of its own': scenario((chance, count) => ({
    signUps: times(count, () => ({at: start + chance.below(30 * dayMs), email: chance.pick(neighbours)})),
    days: 31,
    expect: mailed(neighbours.length, maxAsks * neighbours.length),
  })),
} satisfies Readonly<Record<string, Scenario>>;

/** So many on one day, of which a quarter are plus-tags of one mailbox, with a budget for a twentieth of them. */
export const manyAddresses = (count: number): Scenario =>
  scenario((chance) => ({
    signUps: times(count, (n) => ({
      at: start + chance.below(14 * hourMs),
      email: n % 4 === 0 ? `ada+${n}@example.org` : `reader-${n}@example.org`,
    })),
    days: 21,
    confirmationsADay: count / 20,
    expect: mailed(count, count),
  }));
