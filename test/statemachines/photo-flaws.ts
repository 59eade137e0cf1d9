// What is wrong with a run of the photo workflow whatever it meets: a call that its service would refuse, a photo that is left alone.
import type {Call, Result} from './interpreter.ts';
import {payloadNeeds, photoId} from './photo-services.ts';

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

export const photoCallFlaws = (call: Call): readonly string[] => {
  const own = call.resource.includes(':dynamodb:') ? recordFlaws(call) : functionFlaws(call);
  const isNamed = JSON.stringify(call.arguments).includes(photoId);
  return isNamed ? own : [...own, 'no photo is named'];
};

export const photoEndFlaws = ({record}: Result): readonly string[] => {
  const isUnderWay = JSON.stringify(record?.['status'])?.includes('processing') || record?.['remaking'] !== undefined;
  return isUnderWay && !record?.['dueAt'] ? ['the photo is under way, and nobody looks after it'] : [];
};
