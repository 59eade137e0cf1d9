// The product with one safeguard taken away, in memory: whether the proof would notice.

import {type OriginalBucket, validatePhoto} from '../../src/domain/originals.ts';
import {followPhoto} from '../../src/domain/photo-announcements.ts';
import {changePhoto, deletePhoto} from '../../src/domain/photo-changes.ts';
import {sweepPhotos} from '../../src/domain/photo-sweeps.ts';
import {resizePhoto} from '../../src/domain/thumbnails.ts';
import type {State} from '../../test/statemachines/asl.ts';
import type {Product, UseCases} from './cloud.ts';

export type Sabotage = {
  readonly name: string;
  /** The seed of a life that is wrong then: the first one that was found. */
  readonly life: number;
  readonly of: (product: Product) => Product;
};

const changeState =
  (name: string, change: (state: State) => State) =>
  ({machine, useCases}: Product): Product => {
    const state = machine.States[name];

    if (!state) {
      throw new Error(`expected a state of the document, got ${name}`);
    }

    return {useCases, machine: {...machine, States: {...machine.States, [name]: change(state)}}};
  };

/** Changes the text of a state's condition. Every name and value of it stays in use, since DynamoDB refuses what is not. */
const withCondition = (name: string, change: (condition: string) => string) =>
  changeState(name, (state) => {
    const before = (state.Arguments as {ConditionExpression: string}).ConditionExpression;
    const after = change(before);

    if (after === before) {
      throw new Error(`expected another condition of ${name}, got the same`);
    }

    return {...state, Arguments: {...(state.Arguments as object), ConditionExpression: after}};
  });

const always = 'attribute_exists(pk)';

const withUseCases =
  (changed: Partial<UseCases>) =>
  ({machine, useCases}: Product): Product => ({machine, useCases: {...useCases, ...changed}});

const readingAnything = (originals: OriginalBucket): OriginalBucket => ({
  ...originals,
  read: ({etag: _, ...any}) => originals.read(any),
});

export const sabotages: readonly Sabotage[] = [
  {
    name: 'ClaimPhoto takes every record',
    life: 2,
    of: withCondition('ClaimPhoto', (condition) => `${condition} OR ${always}`),
  },
  {
    name: 'RecordPhoto writes a record that another run has',
    life: 147,
    of: withCondition('RecordPhoto', (condition) => condition.replace('#run = :run', `(#run = :run OR ${always})`)),
  },
  {
    name: 'RecordPhoto does not look at the focal point',
    life: 5,
    of: withCondition('RecordPhoto', (condition) =>
      condition
        .replace("'focalPoint = :focalPoint'", `'(focalPoint = :focalPoint OR ${always})'`)
        .replace("'attribute_not_exists(focalPoint)'", `'${always}'`),
    ),
  },
  {
    name: 'RecordPhoto brings back what was deleted',
    life: 1,
    of: withCondition('RecordPhoto', (condition) =>
      condition
        .replace('#run = :run', '(#run = :run OR attribute_not_exists(#run))')
        .replace('#status IN (:processing, :ready)', `(#status IN (:processing, :ready) OR ${always})`),
    ),
  },
  {
    name: 'LostPhoto leaves alone what was deleted',
    life: 0,
    of: changeState('LostPhoto', (state) => ({...state, Choices: state.Choices?.slice(1) ?? []})),
  },
  {
    name: 'a change does not mind who wrote meanwhile',
    life: 16,
    of: withUseCases({
      changePhoto: ({photos, runs}, wish) =>
        changePhoto(
          {
            runs,
            photos: {
              ...photos,
              replace: async (before, after, now) => {
                const version = (await photos.readRecord(before.id))?.version ?? 0;

                return photos.replace({...before, version}, after, now);
              },
            },
          },
          wish,
        ),
    }),
  },
  {
    name: 'the files of a deleted photo are looked for once',
    life: 19,
    of: withUseCases({
      deletePhoto: ({photos, runs}, wish) =>
        deletePhoto(
          {
            runs,
            photos: {
              ...photos,
              replace: (before, {dueAt, settledAt, ...after}, now) => photos.replace(before, after, now),
            },
          },
          wish,
        ),
    }),
  },
  {
    name: 'what is superseded is removed at once',
    life: 20,
    of: withUseCases({
      followPhoto: ({site, photos}, id, now) =>
        followPhoto(
          {
            site,
            photos: {
              ...photos,
              replace: (before, after, now) =>
                photos.replace(before, after.dueAt ? {...after, dueAt: now.toISOString()} : after, now),
            },
          },
          id,
          now,
        ),
    }),
  },
  {
    name: 'nothing is due once a photo is ready',
    life: 59,
    of: changeState('RecordPhoto', (state) => {
      const {UpdateExpression, ...rest} = state.Arguments as {UpdateExpression: string};

      return {
        ...state,
        Arguments: {
          ...rest,
          UpdateExpression: UpdateExpression.replace(
            'unannounced = :true, dueAt = :dueAt',
            'unheard = :true, undue = :dueAt',
          ),
        },
      };
    }),
  },
  {
    name: 'what the sweep removes is removed by its name',
    life: 53,
    of: withUseCases({
      sweepPhotos: (stores, now) => {
        const remove: typeof stores.files.remove = (versions) =>
          stores.files.remove(versions.map(({bucket, key}) => ({bucket, key}) as (typeof versions)[number]));

        return sweepPhotos({...stores, files: {...stores.files, remove}}, now);
      },
    }),
  },
  {
    name: 'nobody sweeps',
    life: 1,
    of: withUseCases({sweepPhotos: async () => ({started: 0, closed: 0, tidied: 0, left: 0})}),
  },
  {
    name: 'what lies under the key is taken, whoever put it there',
    life: 26,
    of: withUseCases({
      validatePhoto: (originals, ...rest) => validatePhoto(readingAnything(originals), ...rest),
      resizePhoto: ({originals, ...adapters}, ...rest) =>
        resizePhoto({...adapters, originals: readingAnything(originals)}, ...rest),
    }),
  },
  {
    name: 'the record forgets what its thumbnails took the place of',
    life: 20,
    of: withUseCases({
      resizePhoto: async (adapters, ladder, upload) => {
        const result = await resizePhoto(adapters, ladder, upload);

        return 'refused' in result ? result : {...result, superseded: []};
      },
    }),
  },
];
