import type {Machine} from './asl.ts';
import type {Call, Item, Result, Run} from './interpreter.ts';
import {stateOf} from './machine.ts';
import {payloadNeeds, photoId} from './photo-services.ts';
import {walkOf} from './walks.ts';

const placeholders = (sign: '#' | ':', expressions: readonly unknown[]): readonly string[] => [
  ...new Set(expressions.join(' ').match(new RegExp(`${sign}\\w+`, 'g')) ?? []),
];

/** Placeholders that an expression has and nobody explains, or that are explained and in no expression. */
const placeholderFlaws = ({arguments: given}: Call): readonly string[] => {
  const expressions = Object.entries(given).flatMap(([name, value]) => (/Expression$/.test(name) ? [value] : []));
  return (['#', ':'] as const).flatMap((sign) => {
    const explained = Object.keys(given[sign === '#' ? 'ExpressionAttributeNames' : 'ExpressionAttributeValues'] ?? {});
    const used = placeholders(sign, expressions);
    return [
      ...used.filter((name) => !explained.includes(name)).map((name) => `${name} is not explained`),
      ...explained.filter((name) => !used.includes(name)).map((name) => `${name} is not used`),
    ];
  });
};

/** A value as DynamoDB takes it, with the name of its type. */
const isTyped = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const [[type, inner] = ['', undefined], ...more] = Object.entries(value);
  if (more.length > 0) return false;
  if (type === 'S') return typeof inner === 'string';
  if (type === 'N') return typeof inner === 'string' && inner !== '' && Number.isFinite(Number(inner));
  if (type === 'BOOL') return typeof inner === 'boolean';
  if (type === 'L') return Array.isArray(inner) && inner.every(isTyped);
  return type === 'M' && typeof inner === 'object' && inner !== null && Object.values(inner).every(isTyped);
};

const recordFlaws = (call: Call): readonly string[] => {
  const {Key, ExpressionAttributeValues: values = {}} = call.arguments;
  const key = JSON.stringify({pk: {S: `photo#${photoId}`}, sk: {S: 'photo'}});
  return [
    ...(JSON.stringify(Key) === key ? [] : [`its key is ${JSON.stringify(Key)}`]),
    ...Object.entries(values ?? {}).flatMap(([name, value]) => (isTyped(value) ? [] : [`${name} has no type`])),
    ...placeholderFlaws(call),
  ];
};

const functionFlaws = ({arguments: {FunctionName, Payload}}: Call): readonly string[] =>
  (payloadNeeds[String(FunctionName)] ?? [])
    .filter((name) => !Object.keys(Payload ?? {}).includes(name))
    .map((name) => `its payload has no ${name}`);

/** What is wrong with the arguments that a service was called with. */
const callFlaws = (call: Call): readonly string[] => {
  const text = JSON.stringify(call.arguments);
  const unresolved = /\$\{|\{%|null/.test(text) ? [`it is called with ${text}`] : [];
  const own = call.resource.includes(':dynamodb:') ? recordFlaws(call) : functionFlaws(call);
  const nameless = text.includes(photoId) ? [] : ['no photo is named'];
  return [...unresolved, ...own, ...nameless].map((flaw) => `${call.state}: ${flaw}`);
};

const unattended = (record: Item | null): readonly string[] => {
  const isUnderWay = JSON.stringify(record?.['status'])?.includes('processing') || record?.['remaking'] !== undefined;
  return isUnderWay && !record?.['dueAt'] ? ['the photo is under way, and nobody looks after it'] : [];
};

/** An error of the language or of the document, if nobody has thrown it. */
const isOwn = (machine: Machine, {visits}: Run, error: string): boolean =>
  !visits.some(({errors = []}) => errors.includes(error)) && !JSON.stringify(machine).includes(`"Error": "${error}"`);

/** What no run may do, whatever it meets: leave the document's ways, end otherwise than its last state says, call nonsense. */
export const flawsOf = (machine: Machine, run: Run, result: Result): readonly string[] => {
  const walk = walkOf(machine, result);
  const last = result.events.findLast(({type}) => type.endsWith('StateEntered'))?.name ?? machine.StartAt;
  const failed = stateOf(machine, last).Type === 'Fail';
  const own = result.error !== null && /^States\./.test(result.error) && isOwn(machine, run, result.error);
  return [
    ...walk.filter(({name}) => / fails/.test(name)).map(({name}) => name),
    ...(failed === (result.status === 'FAILED') ? [] : [`${last} ends as ${result.status}`]),
    ...(own ? [`${last} ends with ${result.error}: ${result.cause}`] : []),
    ...result.calls.flatMap(callFlaws),
    ...unattended(result.record),
  ];
};
