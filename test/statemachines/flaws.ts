import type {Machine} from './asl.ts';
import type {Call, Result, Run} from './interpreter.ts';
import {stateOf} from './machine.ts';
import {walkOf} from './walks.ts';

/** A document and what its own calls and ends may not be. */
export type FlawRules = {
  readonly machine: Machine;
  readonly callFlaws: (call: Call) => readonly string[];
  readonly endFlaws: (result: Result) => readonly string[];
};

/** What is wrong with the arguments that a service was called with. */
const callFlaws = ({callFlaws: own}: FlawRules, call: Call): readonly string[] => {
  const text = JSON.stringify(call.arguments);
  const unresolved = /\$\{|\{%|null/.test(text) ? [`it is called with ${text}`] : [];
  return [...unresolved, ...own(call)].map((flaw) => `${call.state}: ${flaw}`);
};

/** An error of the language or of the document, if nobody has thrown it. */
const isOwn = (machine: Machine, {visits}: Run, error: string): boolean =>
  !visits.some(({errors = []}) => errors.includes(error)) && !JSON.stringify(machine).includes(`"Error": "${error}"`);

/** What no run may do, whatever it meets: leave the document's ways, end otherwise than its last state says, call nonsense. */
export const flawsOf = (rules: FlawRules, run: Run, result: Result): readonly string[] => {
  const {machine, endFlaws} = rules;
  const walk = walkOf(machine, result);
  const last = result.events.findLast(({type}) => type.endsWith('StateEntered'))?.name ?? machine.StartAt;
  const failed = stateOf(machine, last).Type === 'Fail';
  const own = result.error !== null && /^States\./.test(result.error) && isOwn(machine, run, result.error);
  return [
    ...walk.filter(({name}) => / fails/.test(name)).map(({name}) => name),
    ...(failed === (result.status === 'FAILED') ? [] : [`${last} ends as ${result.status}`]),
    ...(own ? [`${last} ends with ${result.error}: ${result.cause}`] : []),
    ...result.calls.flatMap((call) => callFlaws(rules, call)),
    ...endFlaws(result),
  ];
};
