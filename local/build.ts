import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, realpathSync} from 'node:fs';
import {basename, join, relative} from 'node:path';
import {build, type Format} from 'esbuild';
import {zipSync} from 'fflate';
import {inRoot} from './places.ts';
import {resourcesOfType, type SamTemplate} from './template.ts';

/** A file ready to be uploaded; the same content always has the same name. */
export type Artifact = {readonly name: string; readonly content: Uint8Array};

export const artifact = (content: Uint8Array, extension: string): Artifact => ({
  name: `${createHash('sha256').update(content).digest('hex').slice(0, 32)}.${extension}`,
  content,
});

type BuildProperties = {
  readonly EntryPoints: readonly string[];
  readonly Format: Format;
  readonly Target: string;
  readonly Minify: boolean;
  readonly MainFields: string;
  readonly OutExtension: readonly string[];
  readonly External: readonly string[];
  readonly Define: readonly string[];
  readonly Banner: readonly string[];
};

/** ZIP stores local time, and its first year is 1980. */
const sometime = new Date(1980, 0, 2);

const zipOf = (files: Record<string, Uint8Array>, level: 0 | 6): Artifact => {
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  const content = zipSync(Object.fromEntries(entries), {level, mtime: sometime});
  return artifact(content, 'zip');
};

/** SAM writes esbuild's key-value flags as `key=value`. */
const pairs = (flags: readonly string[]): Record<string, string> =>
  Object.fromEntries(flags.map((flag) => [flag.slice(0, flag.indexOf('=')), flag.slice(flag.indexOf('=') + 1)]));

type Source = {readonly id: string; readonly codeUri: string; readonly properties: BuildProperties};

const outputName = (entryPoint: string): string => basename(entryPoint, '.ts');

/** Bundles of one set of flags come out of one pass, which parses what they share once. */
const bundle = async (codeUri: string, properties: BuildProperties, entryPoints: readonly string[]) => {
  const result = await build({
    absWorkingDir: inRoot(codeUri),
    entryPoints: [...entryPoints],
    bundle: true,
    platform: 'node',
    write: false,
    outdir: 'out',
    logLevel: 'silent',
    format: properties.Format,
    target: properties.Target,
    minify: properties.Minify,
    mainFields: properties.MainFields.split(','),
    outExtension: pairs(properties.OutExtension),
    external: [...properties.External],
    define: pairs(properties.Define),
    banner: pairs(properties.Banner),
  });
  return new Map(
    result.outputFiles.map(({path, contents}) => {
      const file = basename(path);
      return [file.replace(/\.mjs$/, ''), zipOf({[file]: contents}, 6)] as const;
    }),
  );
};

/** What was bundled already: a further region's functions are home's. */
const bundled = new Map<string, Artifact>();
const keyOf = ({codeUri, properties}: Source): string => JSON.stringify([codeUri, properties]);

/** Every function of the template, bundled by its own BuildProperties as `sam build` would: function id → artifact. */
export const buildFunctions = async (template: SamTemplate): Promise<ReadonlyMap<string, Artifact>> => {
  const sources = resourcesOfType(template, 'AWS::Serverless::Function').map(
    ([id, {Properties, Metadata}]): Source => ({
      id,
      codeUri: String(Properties?.['CodeUri']),
      properties: Metadata?.['BuildProperties'] as BuildProperties,
    }),
  );
  const unknown = sources.filter((source) => !bundled.has(keyOf(source)));
  const groups = Map.groupBy(unknown, ({codeUri, properties: {EntryPoints: _, ...flags}}) =>
    JSON.stringify([codeUri, flags]),
  );
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const entryPoints = group.flatMap(({properties}) => properties.EntryPoints);
    const bundles = await bundle(first.codeUri, first.properties, entryPoints);
    for (const source of group) {
      const {EntryPoints} = source.properties;
      const found = bundles.get(outputName(EntryPoints[0] ?? ''));
      if (!found) throw new Error(`expected a bundle of ${EntryPoints}, got ${[...bundles.keys()]}`);
      bundled.set(keyOf(source), found);
    }
  }
  return new Map(sources.map((source) => [source.id, bundled.get(keyOf(source)) as Artifact]));
};

type Manifest = {readonly dependencies?: object; readonly optionalDependencies?: object};

/** A package and all it needs, as far as this machine has them: native parts come for this platform only. */
const withDependencies = (name: string, found = new Set<string>()): Set<string> => {
  const folder = inRoot('node_modules', name);
  if (found.has(name) || !existsSync(folder)) return found;
  found.add(name);
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const needed of Object.keys({...manifest.dependencies, ...manifest.optionalDependencies}))
    withDependencies(needed, found);
  return found;
};

/** A layer of packages out of this checkout's node_modules. */
export const buildLayer = (packages: readonly string[]): Artifact => {
  const files: Record<string, Uint8Array> = {};
  for (const name of packages.flatMap((wanted) => [...withDependencies(wanted)])) {
    const folder = realpathSync(inRoot('node_modules', name));
    for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      files[join('nodejs', 'node_modules', name, relative(folder, path))] = readFileSync(path);
    }
  }
  return zipOf(files, 0);
};
