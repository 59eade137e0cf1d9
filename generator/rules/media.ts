import {
  at,
  each,
  functionsOf,
  grantsOf,
  type Item,
  itemOf,
  list,
  nameIn,
  namesIn,
  number,
  type Rule,
  roleOf,
  settingOf,
  text,
} from './template-view.ts';

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
    sentence: 'decoding has a full processor, and an allocator that gives memory back',
    check: (view) =>
      functionsOf(view).flatMap((item) =>
        !usesSharp(item) ||
        (number(settingOf(view, item, 'MemorySize')) >= 1_769 &&
          item.get('Environment.Variables.MALLOC_ARENA_MAX') === '2')
          ? []
          : item.id,
      ),
  },
  {
    id: 'MEDIA-04',
    sentence: 'an uploaded file is read and written only under its own prefix',
    check: (view) =>
      functionsOf(view).flatMap((item) =>
        grantsOf(roleOf(view, item)).flatMap(({resources}) =>
          resources.every(
            (resource) =>
              !namesIn(resource).some((id) => itemOf(view, id)?.get('CorsConfiguration') !== undefined) ||
              /\}\/(uploads|originals)\/\*$/.test(text(at(resource, 'Fn::Sub'))),
          )
            ? []
            : item.id,
        ),
      ),
  },
];
