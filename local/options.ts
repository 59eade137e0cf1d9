// `npm run options`: the blog in several regions with each way to upload, and with everything on, one after the other.
import {checkDenials} from './checks/denials.ts';
import {checkGlobal} from './checks/global.ts';
import {allHold, type Check} from './checks/outcomes.ts';
import {checkUpload} from './checks/upload.ts';
import {templatesFor} from './generate.ts';
import {optionConfigs} from './option-configs.ts';
import {ownRun} from './own-run.ts';

const checksOf = (option: string): readonly Check[] => [
  {name: `${option}: upload`, check: checkUpload},
  {name: `${option}: regions`, check: checkGlobal},
  {name: `${option}: roles`, check: checkDenials},
];

await ownRun('options', async ({startBlog, stopAll}) => {
  let hold = true;
  for (const [option, config] of optionConfigs(process.argv.slice(2))) {
    const blog = await startBlog({templates: await templatesFor(config)});
    hold = (await allHold(checksOf(option), blog)) && hold;
    await stopAll();
  }
  return hold ? 0 : 1;
});
