// What is promised when others write the record while a run is under way.
import {isDeepStrictEqual} from 'node:util';
import {marshall} from '@aws-sdk/util-dynamodb';
import {type Case, differences, isOurs, type Place, textOf} from './endings.ts';
import type {Answers, Result} from './interpreter.ts';
import {answersWith, removePhoto, resized, resizePhoto} from './photo-services.ts';
import {taken} from './scenarios.ts';

const moved = {focalPoint: {x: 0.1, y: 0.9}};

const isCallOf =
  (name: string, visit: number) =>
  (call: Result['calls'][number]): boolean =>
    call.arguments['FunctionName'] === name && call.visit >= visit;

/** Deleted: it stays deleted, and of what the run makes after that nothing stays. */
const deleted = ({visit}: Place, run: 'SUCCEEDED' | 'FAILED', {calls, ...result}: Result): readonly string[] => {
  const made = calls.findLastIndex(isCallOf(resizePhoto, visit));
  const removed = calls.findLastIndex(isCallOf(removePhoto, visit));
  return [
    ...differences({calls, ...result}, {run, status: 'deleted'}),
    ...(made === -1 || removed > made ? [] : ['expected what was made after the deletion to be removed']),
  ];
};

/** Another run's: it is left alone. */
const lost = ({record}: Place, run: 'SUCCEEDED' | 'FAILED', result: Result): readonly string[] => {
  const theirs = {...record, ...marshall(taken)};
  const isUntouched = ['run', 'version', 'reason', 'dueAt'].every((name) =>
    isDeepStrictEqual(result.record?.[name], theirs[name]),
  );
  return [
    ...differences(result, {run, status: 'processing'}),
    ...(isUntouched ? [] : ['expected its record untouched']),
  ];
};

/** What others do to the record just before a task. */
export const meanwhileCases = (place: Place): readonly Case[] => {
  const {scenario, undisturbed, visit, isLast, state, record} = place;
  if (!record) return [];
  const meanwhile = (
    what: string,
    attributes: Readonly<Record<string, unknown>>,
    judge: Case['judge'],
    answers: Answers = scenario.run.answers,
  ): Case => {
    const plan = {meanwhile: {record: marshall(attributes), answers}};
    const visits = [...Array.from({length: visit}, () => ({})), plan];
    return {title: `${scenario.title}, and ${what} before ${state}`, run: {...scenario.run, visits}, judge};
  };
  const run = isLast ? undisturbed.status : 'SUCCEEDED';
  const isMade = scenario.ending.reason === undefined && scenario.ending.run === 'SUCCEEDED';
  const isOpen = isOurs(place) || ['waiting', 'ready'].includes(textOf(record, 'status') ?? '');
  return [
    meanwhile('is deleted', {status: 'deleted'}, (result) => deleted(place, run, result)),
    meanwhile('is taken by another run', taken, (result) => lost(place, run, result)),
    ...(isMade && isOpen
      ? [
          meanwhile(
            'has its focal point moved',
            moved,
            (result) => differences(result, scenario.ending),
            answersWith({resize: {...resized, ...moved}}),
          ),
        ]
      : []),
  ];
};
