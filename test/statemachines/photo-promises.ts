import type {Machine} from './asl.ts';
import {type Case, differences, type Place} from './endings.ts';
import {tasksVisited} from './explore.ts';
import {faultCases} from './fault-cases.ts';
import {flawsOf} from './flaws.ts';
import type {Interpreter, Result} from './interpreter.ts';
import {calledBy, stateOf} from './machine.ts';
import {meanwhileCases} from './meanwhile-cases.ts';
import {photoCallFlaws, photoEndFlaws} from './photo-flaws.ts';
import {type Scenario, scenarios} from './scenarios.ts';

export type Judgement = {
  /** How many runs were judged. */
  readonly runs: number;
  /** A sentence for everything that went otherwise than promised. */
  readonly broken: readonly string[];
};

/** The first visit of each task. */
const placesOf = (machine: Machine, scenario: Scenario, undisturbed: Result): readonly Place[] =>
  tasksVisited(undisturbed).flatMap((state, visit, tasks) => {
    const call = undisturbed.calls.find((one) => one.visit === visit);
    const called = calledBy(stateOf(machine, state));
    const isLast = visit === tasks.length - 1;
    return call && tasks.indexOf(state) === visit
      ? [{scenario, undisturbed, visit, isLast, state, called, record: call.record}]
      : [];
  });

/** The same for tasks that meet the same on the way to the same ending. */
const nameOf = ({state, record, scenario: {ending}}: Place): string =>
  JSON.stringify([state, record?.['status'], record?.['focalPoint'], ending.status, ending.run]);

const judge = async (interpreter: Interpreter, machine: Machine, cases: readonly Case[]) => {
  const results = await interpreter.run(
    machine,
    cases.map(({run}) => run),
  );
  const broken = cases.flatMap((one, index) => {
    const result = results[index];
    const flaws = result
      ? [
          ...one.judge(result),
          ...flawsOf({machine, callFlaws: photoCallFlaws, endFlaws: photoEndFlaws}, one.run, result),
        ]
      : ['it has no result'];
    return flaws.map((flaw) => `${one.title}: ${flaw}`);
  });
  return {results, broken};
};

/**
 * Runs every scenario undisturbed, then again and again with one thing that happens at one of its tasks. `isMeant` may
 * leave out tasks.
 */
export const keepPromises = async (
  interpreter: Interpreter,
  machine: Machine,
  isMeant: (place: Place) => boolean = () => true,
): Promise<Judgement> => {
  const usual = await judge(
    interpreter,
    machine,
    scenarios.map(({title, run, ending}) => ({title, run, judge: (result) => differences(result, ending)})),
  );
  const places = scenarios.flatMap((scenario, index) => {
    const result = usual.results[index];
    return result ? placesOf(machine, scenario, result) : [];
  });
  const distinct = new Map(places.filter(isMeant).map((place) => [nameOf(place), place]));
  const cases = [...distinct.values()].flatMap((place) => [...faultCases(place), ...meanwhileCases(place)]);
  const disturbed = await judge(interpreter, machine, cases);
  return {runs: scenarios.length + cases.length, broken: [...usual.broken, ...disturbed.broken]};
};
