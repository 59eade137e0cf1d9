import {attemptsOf, type Machine, retrierOf} from './asl.ts';
import {flawsOf} from './flaws.ts';
import type {Interpreter, Result, Visit} from './interpreter.ts';
import {stateOf} from './machine.ts';
import type {Judgement} from './photo-promises.ts';
import {answered, entered, input, page, passing, postMailCallFlaws, postMailRun, told} from './post-mail-services.ts';
import {unforeseen} from './service-faults.ts';

type Case = {
  readonly title: string;
  readonly visits: readonly Visit[];
  readonly expected: {
    readonly told: readonly unknown[];
    readonly states: readonly string[];
    readonly error: string | null;
  };
};

const task = 'SendPostMails';

/** A page and the next, one after a rest, and the last. */
const pages = [
  page({after: 'b', sent: 2}),
  page({after: 'c', sent: 3, throttled: 1, waitSeconds: 15}),
  page({after: 'e', sent: 5, status: 'sent'}),
];

const heard = [input, ...pages.slice(0, -1)];
const waysOfPages = [
  [task, 'MorePostMails'],
  [task, 'MorePostMails', 'RestPostMails'],
  [task, 'MorePostMails', 'EndedPostMails'],
];
const states = waysOfPages.flat();

/** The visits of a run of which one meets something, and the calls that this makes of it. */
const disturbed = (at: number, plan: Visit, calls: number) => ({
  visits: pages.map((one, visit) => ({...answered(one), ...(visit === at && plan)})),
  told: heard.flatMap((one, visit) => Array.from({length: visit === at ? calls : 1}, () => one)),
});

const failed = (at: number, error: string, calls: number): Case => {
  const {visits, told: all} = disturbed(at, {errors: [error], always: true}, calls);
  return {
    title: `page ${at + 1} has ${error} for ever`,
    visits,
    expected: {
      told: all.slice(0, at + calls),
      states: [...waysOfPages.slice(0, at).flat(), task, 'FailedPostMails'],
      error,
    },
  };
};

const casesOf = (machine: Machine): readonly Case[] =>
  pages.flatMap((_, at) => [
    ...passing.map((error): Case => {
      const {visits, told: all} = disturbed(at, {errors: [error, error]}, 3);
      return {title: `page ${at + 1} has ${error} twice`, visits, expected: {told: all, states, error: null}};
    }),
    ...passing.map((error) => {
      const retrier = retrierOf(stateOf(machine, task), error);
      return failed(at, error, 1 + (retrier ? attemptsOf(retrier) : 0));
    }),
    failed(at, unforeseen, 1),
  ]);

const undisturbed: readonly Case[] = [
  {title: 'pages follow each other', visits: pages.map(answered), expected: {told: heard, states, error: null}},
  {
    title: 'a post is withdrawn',
    visits: [answered(page({status: 'withdrawn', waitSeconds: 86_400}))],
    expected: {told: [input], states: [task, 'MorePostMails', 'EndedPostMails'], error: null},
  },
];

const inBrief = (value: unknown): string => {
  const json = JSON.stringify(value);
  return json.length > 240 ? `${json.slice(0, 240)}…` : json;
};

const differences = (result: Result, {expected}: Case): readonly string[] => {
  const is = {told: told(result), states: entered(result), error: result.error};
  return (['told', 'states', 'error'] as const)
    .filter((what) => JSON.stringify(is[what]) !== JSON.stringify(expected[what]))
    .map((what) => `${what}: expected ${inBrief(expected[what])}, got ${inBrief(is[what])}`);
};

/** Page follows page, each told what the one before answered; what passes is tried again, and what does not ends the run with its name. */
export const keepPostMailPromises = async (interpreter: Interpreter, machine: Machine): Promise<Judgement> => {
  const cases = [...undisturbed, ...casesOf(machine)];
  const runs = cases.map(({visits}) => postMailRun(visits));
  const results = await interpreter.run(machine, runs);
  const rules = {machine, callFlaws: postMailCallFlaws, endFlaws: () => []};
  const broken = cases.flatMap((one, index) => {
    const [run, result] = [runs[index], results[index]];
    const flaws = run && result ? [...differences(result, one), ...flawsOf(rules, run, result)] : ['it has no result'];
    return flaws.map((flaw) => `${one.title}: ${flaw}`);
  });
  return {runs: runs.length, broken};
};
