import {fileNames} from '../../generator/file-names.ts';
import {type View, viewsOf} from '../../generator/rules/view/view.ts';
import {readTemplateFile} from '../../generator/template-files.ts';
import {parseYaml} from '../../generator/yaml.ts';
import {type Fact, known, unknown} from './facts.ts';

const generate = 'npm run generate writes it';

/** template.yaml of this folder, as the checks look at it. */
export const readTemplate = async (folder: URL): Promise<Fact<View>> => {
  const text = await readTemplateFile(folder, fileNames.home);
  if (text === undefined) return unknown(`expected ${fileNames.home}, got no such file: ${generate}`);
  try {
    const [view] = viewsOf({home: parseYaml(text)}, {});
    return view ? known(view) : unknown(`expected a template in ${fileNames.home}, got nothing: ${generate}`);
  } catch (error) {
    return unknown(`expected YAML in ${fileNames.home}, got ${String(error).split('\n', 1)[0]}: ${generate}`);
  }
};
