import {grantsOf, roleOf} from './view/access.ts';
import {functionsOf, knownAs} from './view/functions.ts';
import {at, list, nameIn, number, same, text} from './view/values.ts';
import {each, type Item, itemOf, type Rule} from './view/view.ts';

const layerType = 'AWS::Serverless::LayerVersion';

const layersOf = (item: Item): readonly string[] => list(item.get('Layers')).map(nameIn);

const usesSharp = (item: Item): boolean => list(item.attribute('Metadata.BuildProperties.External')).includes('sharp');

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
    sentence: 'decoding has memory of its own, and an allocator that gives it back',
    check: (view) =>
      functionsOf(view).flatMap((item) =>
        !usesSharp(item) ||
        (number(item.get('MemorySize')) >= 128 && item.get('Environment.Variables.MALLOC_ARENA_MAX') === '2')
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
          same(actions, ['s3:ListBucket']) ||
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
];
