import {grantsOf, permits, roleOf} from './view/access.ts';
import {functionsOf, knownAs} from './view/functions.ts';
import {at, list, nameIn, number, spelling, text} from './view/values.ts';
import {each, type Item, itemOf, type Rule, type View} from './view/view.ts';

const layerType = 'AWS::Serverless::LayerVersion';

const layersOf = (item: Item): readonly string[] => list(item.get('Layers')).map(nameIn);

const usesSharp = (item: Item): boolean => list(item.attribute('Metadata.BuildProperties.External')).includes('sharp');

const photoBuckets = (view: View): readonly string[] =>
  ['UPLOADS_BUCKET', 'THUMBNAILS_BUCKET'].flatMap((name) => knownAs(view, name)).map(({id}) => id);

/** The files of photos that a role may do this to, as the template spells them. */
const objectsFor = (view: View, role: Item | undefined, actions: RegExp): readonly string[] =>
  grantsOf(role)
    .filter((grant) => grant.actions.some((action) => actions.test(action)))
    .flatMap(({resources}) => resources)
    .filter((resource) => photoBuckets(view).includes(nameIn(resource)))
    .map(spelling);

type Objects = readonly [known: string, keys: string];

const made: readonly Objects[] = [
  ['THUMBNAILS_BUCKET', 'photos/*'],
  ['UPLOADS_BUCKET', 'originals/*'],
];

/** Who may remove which objects, every version of them. */
const removable: Readonly<Record<string, readonly Objects[]>> = {
  RemovePhotoFunction: [...made, ['UPLOADS_BUCKET', 'uploads/*']],
  SweepPhotosFunction: made,
};

export const mediaRules: readonly Rule[] = [
  {
    id: 'MEDIA-01',
    sentence: 'who leaves sharp out of the bundle has it in a layer',
    check: (view) =>
      functionsOf(view).flatMap((item) =>
        usesSharp(item) === layersOf(item).some((id) => itemOf(view, id)?.type === layerType) ? [] : item.id,
      ),
  },
  {
    id: 'MEDIA-02',
    sentence: 'a layer fits every processor and the runtime that functions may have',
    check: each(
      layerType,
      (item, view) =>
        list(at(view.document, 'Parameters.Architecture.AllowedValues')).every((architecture) =>
          list(item.get('CompatibleArchitectures')).includes(architecture),
        ) && list(item.get('CompatibleRuntimes')).includes(at(view.document, 'Globals.Function.Runtime')),
    ),
  },
  {
    id: 'MEDIA-03',
    sentence: 'decoding has memory for the largest photo, and one thread that uses it again',
    check: (view) =>
      functionsOf(view).flatMap((item) =>
        !usesSharp(item) ||
        (number(item.get('MemorySize')) >= 1_024 &&
          ['UV_THREADPOOL_SIZE', 'MALLOC_ARENA_MAX'].every((name) => item.get(`Environment.Variables.${name}`) === '1'))
          ? []
          : item.id,
      ),
  },
  {
    id: 'MEDIA-04',
    sentence: 'an uploaded file is read and written only under its own prefix',
    check: (view) => {
      const ids = knownAs(view, 'UPLOADS_BUCKET').map(({id}) => id);

      return functionsOf(view).flatMap((item) =>
        grantsOf(roleOf(view, item)).flatMap(({actions, resources}) =>
          actions.every((action) => action.startsWith('s3:ListBucket')) ||
          resources.every(
            (resource) =>
              !ids.includes(nameIn(resource)) || /\}\/(uploads|originals)\/\*$/.test(text(at(resource, 'Fn::Sub'))),
          )
            ? []
            : item.id,
        ),
      );
    },
  },
  {
    id: 'MEDIA-05',
    sentence: 'a layer is built like the functions that it belongs to',
    check: each(
      layerType,
      (item, view) =>
        text(item.get('ContentUri')).startsWith('layers/') &&
        item.attribute('Metadata.BuildMethod') === at(view.document, 'Globals.Function.Runtime'),
    ),
  },
  {
    id: 'MEDIA-06',
    sentence: 'hostile bytes are decoded for ten seconds at most',
    check: (view) =>
      functionsOf(view).flatMap((item) => (!usesSharp(item) || number(item.get('Timeout')) <= 10 ? [] : item.id)),
  },
  {
    id: 'MEDIA-07',
    sentence: 'thumbnails have versions, so that exactly those that nothing refers to are removed',
    check: (view) =>
      knownAs(view, 'THUMBNAILS_BUCKET').flatMap((item) =>
        item.get('VersioningConfiguration.Status') === 'Enabled' ? [] : item.id,
      ),
  },
  {
    id: 'MEDIA-08',
    sentence: 'thumbnails are written by the one function that decodes whole photos',
    check: (view) =>
      knownAs(view, 'THUMBNAILS_BUCKET').flatMap(({id}) => {
        const writers = functionsOf(view).filter((item) => permits(roleOf(view, item), 's3:PutObject', id));

        return writers.length === 1 && writers.every(usesSharp) ? [] : [id, ...writers.map((item) => item.id)];
      }),
  },
  {
    id: 'MEDIA-09',
    sentence: 'who removes the files of photos can neither read nor write what it removes',
    check: (view) =>
      functionsOf(view).flatMap((item) => {
        const role = roleOf(view, item);

        return objectsFor(view, role, /^s3:DeleteObject/).some((removed) =>
          objectsFor(view, role, /^s3:(Get|Put)Object$/).includes(removed),
        )
          ? item.id
          : [];
      }),
  },
  {
    id: 'MEDIA-10',
    sentence: "only a photo's removal and the sweep remove files for good, and the sweep no upload",
    check: (view) =>
      functionsOf(view).flatMap((item) =>
        grantsOf(roleOf(view, item))
          .filter(({actions}) => actions.includes('s3:DeleteObjectVersion'))
          .every(({resources}) =>
            resources.every((resource) =>
              (removable[item.id] ?? []).some(([known, keys]) =>
                knownAs(view, known).some(({id}) => spelling(resource) === `\${${id}.Arn}/${keys}`),
              ),
            ),
          )
          ? []
          : item.id,
      ),
  },
];
