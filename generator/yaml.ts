// A template as the text of template.yaml, and back: the only file that knows how CloudFormation is spelled.

import {
  type CollectionTag,
  Document,
  isMap,
  isScalar,
  type Pair,
  parse,
  type Scalar,
  type ScalarTag,
  visit,
  YAMLSeq,
} from 'yaml';
import {stringifyString} from 'yaml/util';
import {type Template, toCloudFormation} from './template.ts';

const header =
  ' MyBlog. GENERATED from blog.config.ts by `npm run generate`: edit that file, or generator/, never this one.';

const inlineCharacters = 80;

const headingOf = (name: string, about: string): string => {
  const rule = '='.repeat(100);

  return `${rule}\n${name.toUpperCase()}: ${about}\n${rule}`;
};

const isOnly =
  (key: string) =>
  (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null && key in value && Object.keys(value).length === 1;

/** `!Ref PostsTable` for `{Ref: 'PostsTable'}`. */
const shortForm = (key: string, tag: string, read: (text: string) => unknown = (text) => text): ScalarTag => ({
  tag,
  identify: isOnly(key),
  resolve: (text) => ({[key]: read(text)}),
  stringify: ({value}, context) => {
    const inner = (value as Readonly<Record<string, string | readonly string[]>>)[key];

    const text = typeof inner === 'object' ? inner.join('.') : inner;

    return stringifyString({value: text, ...(text === '' && {type: 'QUOTE_SINGLE'})} as Scalar, context);
  },
});

/** An attribute may have dots of its own: `Outputs.Key`. */
const resourceAndAttribute = (text: string): readonly string[] => {
  const dot = text.indexOf('.');

  return dot === -1 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
};

/** The same for a list: `!If [UsWest2IsDeployed, this, that]`. */
const listForm = (key: string, tag: string): CollectionTag => ({
  tag,
  collection: 'seq',
  identify: isOnly(key),
  createNode: (schema, value, context) => {
    const list = YAMLSeq.from(schema, (value as Readonly<Record<string, unknown>>)[key], context);

    list.tag = tag;

    return list;
  },
  resolve: (list) => ({[key]: list.toJSON()}),
});

const intrinsics = [
  shortForm('Ref', '!Ref'),
  shortForm('Fn::GetAtt', '!GetAtt', resourceAndAttribute),
  shortForm('Fn::Sub', '!Sub'),
  shortForm('Fn::GetAZs', '!GetAZs'),
  ...['If', 'Not', 'Equals', 'Select'].map((name) => listForm(`Fn::${name}`, `!${name}`)),
];

/** Path of a key → the texts above it. What several resources would say stands at the first of them. */
const commentsOf = ({head, sections}: Template): ReadonlyMap<string, readonly string[]> => {
  const told = new Set<string | undefined>([undefined]);
  const once = (...texts: readonly (string | undefined)[]): readonly string[] =>
    texts.flatMap((text) => {
      const isNew = !told.has(text);

      told.add(text);

      return isNew ? (text ?? []) : [];
    });

  const ofGlobals = Object.entries(head.notes).map(([path, note]) => [`Globals.${path}`, once(note)] as const);

  const ofResources = Object.entries(sections).flatMap(([name, {about, resources}]) =>
    resources.flatMap(({id, why, notes = {}}, i) => [
      [`Resources.${id}`, once(i === 0 ? headingOf(name, about) : undefined, why)] as const,
      ...Object.entries(notes).map(([path, note]) => [`Resources.${id}.${path}`, once(note)] as const),
    ]),
  );

  return new Map([...ofGlobals, ...ofResources]);
};

const itemsOf = (node: unknown): readonly Pair[] => (isMap(node) ? node.items : []);

const commentAbove = (document: Document, path: string, lines: readonly string[]): void => {
  const keys = path.split('.');
  const siblings = itemsOf(document.getIn(keys.slice(0, -1)));
  const pair = siblings.find(({key}) => isScalar(key) && key.value === keys.at(-1));

  if (pair && lines.length > 0) {
    (pair.key as Scalar).commentBefore = lines.join('\n\n').replaceAll(/^(?=.)/gm, ' ');
  }
};

/** Puts empty lines between keys. */
const spread = (pairs: readonly Pair[]): void => {
  for (const {key} of pairs.slice(1)) {
    (key as Scalar).spaceBefore = true;
  }
};

const layOut = (document: Document, names: ReadonlyMap<unknown, string>): void => {
  const sections = itemsOf(document.contents);

  spread(sections.slice(sections.findIndex(({key}) => isScalar(key) && key.value === 'Description')));
  spread(itemsOf(document.get('Resources')));

  visit(document, {
    Seq: (_key, list) => {
      const characters = list.items.reduce<number>((sum, item) => sum + String(item).length + 2, 0);

      list.flow = list.tag === '!Not' || (list.items.every(isScalar) && characters <= inlineCharacters);
    },
    Scalar: (_key, scalar) => {
      const name = names.get(scalar.value);

      if (name !== undefined) {
        scalar.comment = ` ${name}`;
      }
    },
  });
};

/** Written as YAML 1.1, which CloudFormation reads: `on`, `no` and 2012-10-17 keep their quotes. */
export const toYaml = (template: Template): string => {
  const document = new Document(toCloudFormation(template), {
    version: '1.1',
    compat: 'yaml-1.1',
    customTags: intrinsics,
    aliasDuplicateObjects: false,
  });

  document.commentBefore = `${header}\n ${template.head.deploy}`;
  layOut(document, template.head.names);

  for (const [path, lines] of commentsOf(template)) {
    commentAbove(document, path, lines);
  }

  return document.toString({lineWidth: 0, singleQuote: true, flowCollectionPadding: false});
};

/** The other way, short forms as long ones. @throws if the text is not YAML. */
export const parseYaml = (text: string): unknown => parse(text, {version: '1.1', customTags: intrinsics});
