// What is promised when a call fails.
import {type Case, differences, isOurs, type Place, textOf} from './endings.ts';
import {tasksVisited} from './explore.ts';
import type {Result, Visit} from './interpreter.ts';
import {faultsOf} from './photo-faults.ts';
import {unforeseen} from './service-faults.ts';

/** A fault that passes: nobody notices. */
const passing = (place: Place, result: Result): readonly string[] => {
  const tasks = tasksVisited(result).join(' ');
  const usual = tasksVisited(place.undisturbed).join(' ');
  return [
    ...differences(result, place.scenario.ending),
    ...(tasks === usual ? [] : [`expected the tasks ${usual}, got ${tasks}`]),
  ];
};

/**
 * A fault that lasts: the run fails with it or with what went wrong before. It is recorded if the photo is nobody's or
 * this run's, unless that could not even be read or written; then the record says when it is looked after.
 */
const lasting = (place: Place, error: string, result: Result): readonly string[] => {
  const status = textOf(place.record, 'status');
  const before = place.isLast ? place.undisturbed.error : null;
  const isLost = before !== null || place.called.endsWith(':getItem');
  const isRecorded = !isLost && (status === 'waiting' || isOurs(place));
  const first = before ?? error;
  const reason = textOf(result.record, 'reason') ?? '';
  return [
    ...differences(result, {run: 'FAILED', status: isRecorded ? 'failed' : status}),
    ...(result.error === first ? [] : [`expected it to fail with ${first}, got ${result.error}`]),
    ...(isRecorded && !reason.includes(error) ? [`expected a reason with ${error}, got '${reason}'`] : []),
  ];
};

/** A function that was killed: the photo is rejected, unless readers see it already. */
const killing = (place: Place, error: string, result: Result): readonly string[] => {
  if (!isOurs(place)) return differences(result, {run: 'FAILED', status: textOf(place.record, 'status')});
  const reason = textOf(result.record, 'reason') ?? '';
  const tries = result.calls.filter(({visit}) => visit === place.visit).length;
  return [
    ...differences(result, {run: 'SUCCEEDED', status: 'rejected'}),
    ...(reason.startsWith('expected a photo') ? [] : [`expected a sentence for the author, got '${reason}'`]),
    ...(tries === 1 ? [] : [`expected one try on ${error}, got ${tries}`]),
  ];
};

/** Every fault that the task can have, and one that nobody foresees. */
export const faultCases = (place: Place): readonly Case[] => {
  const {scenario, visit, state, called} = place;
  const {transient, killed} = faultsOf[called] ?? {transient: [], killed: []};
  const [common = unforeseen] = transient;
  const meeting = (what: string, plans: readonly Visit[], judge: Case['judge']): Case => {
    const visits = [...Array.from({length: visit}, () => ({})), ...plans];
    return {title: `${scenario.title}, ${state} ${what}`, run: {...scenario.run, visits}, judge};
  };
  const always = (error: string) => ({errors: [error], always: true});
  return [
    ...transient.map((error) => meeting(`has ${error} once`, [{errors: [error]}], (result) => passing(place, result))),
    meeting(`is done, but answers ${common}`, [{errors: [common], after: true}], (result) => passing(place, result)),
    ...[common, unforeseen].map((error) =>
      meeting(`has ${error} for ever`, [always(error)], (result) => lasting(place, error, result)),
    ),
    meeting(`has ${unforeseen}, which cannot be recorded`, [always(unforeseen), always('RangeError')], (result) =>
      differences(result, {run: 'FAILED', status: textOf(place.record, 'status')}),
    ),
    ...killed.map((error) => meeting(`has ${error}`, [always(error)], (result) => killing(place, error, result))),
  ];
};
