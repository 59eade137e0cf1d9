import {mkdtemp, readdir, readFile, rm, stat, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {templateFiles, writeTemplateFiles} from '../../generator/template-files.ts';
import {templatesOf} from './sample.ts';

const emptyFolder = async (t: ExecutionContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'myblog-templates-'));

  t.teardown(() => rm(folder, {recursive: true}));

  return folder;
};

const filesOf = (changes: object) => templateFiles(templatesOf(changes), ({head}) => head.description);
const hardened = {profile: 'hardened', alarmMail: 'a@example.com'};

test('a stack has a file, and one that is no longer wanted goes', async (t) => {
  const folder = await emptyFolder(t);
  const url = pathToFileURL(`${folder}/`);

  await writeTemplateFiles(url, filesOf(hardened));
  t.deepEqual((await readdir(folder)).toSorted(), ['template.edge.yaml', 'template.replica.yaml', 'template.yaml']);

  const {written, removed} = await writeTemplateFiles(url, filesOf({regions: ['eu-central-1']}));
  t.deepEqual([written, removed], [['template.yaml'], ['template.replica.yaml', 'template.edge.yaml']]);
  t.deepEqual(await readdir(folder), ['template.yaml']);
});

test('a file that is as it should be is not touched', async (t) => {
  const folder = await emptyFolder(t);
  const url = pathToFileURL(`${folder}/`);
  const long = new Date('2020-01-01');

  await writeTemplateFiles(url, filesOf({}));
  await utimes(join(folder, 'template.yaml'), long, long);
  await writeTemplateFiles(url, filesOf({}));

  t.deepEqual((await stat(join(folder, 'template.yaml'))).mtime, long);
});

test('what cannot be written leaves what was there', async (t) => {
  const folder = await emptyFolder(t);
  const url = pathToFileURL(`${folder}/`);

  await writeFile(join(folder, 'template.yaml'), 'old');
  const files = {...filesOf({}), 'no/such/folder.yaml': 'x'};

  await t.throwsAsync(writeTemplateFiles(url, files));
  t.is(await readFile(join(folder, 'template.yaml'), 'utf8'), 'old');
});
