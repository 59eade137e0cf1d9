import {readFileSync} from 'node:fs';
import test from 'ava';
import {readTemplateFile} from '../../generator/template-files.ts';
import {parseYaml} from '../../generator/yaml.ts';
import {draw} from '../../pictures/draw.ts';

const root = new URL('../../', import.meta.url);

const template = async (name: string): Promise<unknown> => {
  const text = await readTemplateFile(root, name);

  return text === undefined ? undefined : parseYaml(text);
};

test('the committed pictures are those of the committed templates', async (t) => {
  const {files, coverage} = await draw({
    home: await template('template.yaml'),
    replica: await template('template.replica.yaml'),
    edge: await template('template.edge.yaml'),
    workflow: JSON.parse(readFileSync(new URL('statemachines/photos.asl.json', root), 'utf8')),
  });

  t.is(files.size, 7);

  for (const [name, text] of files) {
    t.true(readFileSync(new URL(`docs/${name}`, root), 'utf8') === text, `docs/${name}: npm run pictures`);
  }

  t.deepEqual(
    coverage.forgotten.map(({id}) => id),
    [],
  );
});
