import {readFileSync} from 'node:fs';
import test from 'ava';
import {draw} from '../../pictures/draw.ts';
import {readTemplates} from '../../pictures/read-templates.ts';

const root = new URL('../../', import.meta.url);

test('the committed pictures are those of the committed templates', async (t) => {
  const {files, coverage} = await draw(await readTemplates(root));

  t.is(files.size, 7);

  for (const [name, text] of files) {
    t.true(readFileSync(new URL(`docs/${name}`, root), 'utf8') === text, `docs/${name}: npm run pictures`);
  }

  t.deepEqual(
    coverage.forgotten.map(({id}) => id),
    [],
  );
});
