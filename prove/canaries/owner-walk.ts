// The owner's commands, as the owner types them, over a blog full of canaries.
import {mkdirSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {capture} from '../../operate/child-process.ts';
import type {Document} from './places.ts';
import type {World} from './world.ts';

type Command = {
  readonly words: readonly string[];
  readonly code: number;
  /** What it prints is what was asked for. */
  readonly isExport?: boolean;
};

const subscribers = (code: number, ...words: readonly string[]): Command => ({
  words: ['subscribers', '--', ...words],
  code,
});

/** Mails are written on this machine alone. */
const isHere = ([name]: readonly string[]): boolean => name !== 'mails';

/** `folder` gets the temporary files and npm's own, as a home would. */
export const owning = ({blog, canaries}: World, folder: string) => {
  const inFolder = (name: string): string => join(folder, name);
  for (const name of ['tmp', 'npm', 'given']) mkdirSync(inFolder(name), {recursive: true});
  const documents: Document[] = [];
  const surprises: string[] = [];
  const place = ['--stack-name', blog.stackName, '--region', blog.engine.region];
  const given = (name: string): string => inFolder(`given/${name}`);

  const run = async ({words, code, isExport = false}: Command): Promise<void> => {
    const told = await capture(
      'npm',
      ['run', '--ignore-scripts', '--silent', ...words, ...(isHere(words) ? place : [])],
      {
        env: {
          ...{PATH: process.env['PATH'], HOME: folder, TMPDIR: inFolder('tmp'), npm_config_cache: inFolder('npm')},
          ...{
            AWS_ENDPOINT_URL: blog.engine.endpoint,
            AWS_ACCESS_KEY_ID: 'test',
            AWS_SECRET_ACCESS_KEY: 'test',
            NO_COLOR: '1',
          },
        },
      },
    );
    const where = `npm run ${words
      .map((word) => basename(word))
      .slice(0, 4)
      .join(' ')}`;
    documents.push({kind: isExport ? 'export' : 'terminal', where, content: `${told.stdout}\n${told.stderr}`});
    if (told.code !== code)
      surprises.push(`${where}: expected code ${code}, got ${told.code}: ${told.stderr.slice(-300)}`);
  };

  const lists = (): Readonly<Record<string, string>> => ({
    good: `email,name\n${canaries.address('imported')},${canaries.word('imported name')}\n`,
    bad: `email,name
${canaries.word('bad line')}@
${canaries.address('bad name')},"${canaries.word('name of two lines')}
x"
${canaries.address('cells')},a,${canaries.word('third cell')}
`,
    headless: `${canaries.address('no header')}\n`,
    broken: `email\n"${canaries.address('open quote')}\n`,
  });

  return {
    documents,
    surprises,
    /** Everything that the owner can do, with good lists and bad ones. */
    walkCommands: async (): Promise<void> => {
      for (const [name, text] of Object.entries(lists())) writeFileSync(given(name), text);
      const source = ['--source', 'a list of old'];
      const importing = (name: string): readonly string[] => ['import', given(name), ...source];
      const commands: readonly Command[] = [
        subscribers(0, 'count'),
        subscribers(0, ...importing('good'), '--dry-run'),
        subscribers(0, ...importing('good')),
        ...['bad', 'headless', 'broken'].map((name) => subscribers(1, ...importing(name))),
        {...subscribers(0, 'export'), isExport: true},
        subscribers(0, 'export', '--out', given('export.csv')),
        subscribers(0, 'erase', canaries.address('erased'), '--yes'),
        subscribers(1, 'erase', `${canaries.word('erased, mistyped')}@`, '--yes'),
        {words: ['redrive', '--', '--dry-run'], code: 0},
        // One of the objects is no call at all, and one of the calls fails again.
        {words: ['redrive', '--'], code: 1},
        {words: ['runs', '--', '--workflow', 'posts'], code: 0},
        {words: ['rotate-keys', '--', '--force'], code: 0},
        {words: ['mails', '--', '--out', inFolder('tmp/mails')], code: 0},
      ];
      for (const command of commands) await run(command);
    },
    /** Where a record is not as it should be, most of these fail, and must not say why by quoting it. */
    walkPoisoned: async (): Promise<void> => {
      await run(subscribers(0, 'count'));
      await run({...subscribers(1, 'export'), isExport: true});
      await run(subscribers(1, 'export', '--out', given('export-2.csv')));
      await run({words: ['redrive', '--'], code: 1});
    },
  };
};
