import {findPlace} from '../place.ts';
import {openStack, type StackHandles, workAs} from '../stack-handles.ts';

export const placeOptions = {'stack-name': {type: 'string'}, region: {type: 'string'}} as const;

/** The stack that is asked for; from then on the adapters of `src` work on its subscribers. */
export const openBlog = async (wanted: {
  readonly 'stack-name'?: string | undefined;
  readonly region?: string | undefined;
}): Promise<StackHandles> => {
  const stack = await openStack(findPlace({stackName: wanted['stack-name'], region: wanted.region}));
  await workAs(stack, 'SweepMailsFunction');
  return stack;
};

export const placeLine = ({place: {stackName, region, endpoint}}: Pick<StackHandles, 'place'>): string =>
  `The stack ${stackName} in ${region}, at ${endpoint ?? 'AWS'}`;

export const people = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`;
