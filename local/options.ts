// `npm run options`: the blog in several regions with each way to upload, and with everything on, one after the other.
import blogConfig from '../blog.config.ts';
import type {BlogConfig} from '../generator/config.ts';
import {UserError} from '../operate/user-error.ts';
import {checkDenials} from './checks/denials.ts';
import {checkGlobal} from './checks/global.ts';
import {allHold, type Check} from './checks/outcomes.ts';
import {checkUpload} from './checks/upload.ts';
import {templatesFor} from './generate.ts';
import {ownRun} from './own-run.ts';

const {photos} = blogConfig;
const twoRegions = {...blogConfig, regions: ['eu-central-1', 'us-west-2']} satisfies BlogConfig;

/** Every option of blog.config.ts is on in one of these. */
const options: Readonly<Record<string, BlogConfig>> = {
  s3: {...twoRegions, photos: {...photos, upload: 's3'}},
  accelerate: {...twoRegions, photos: {...photos, upload: 'accelerate'}},
  cloudfront: {...twoRegions, photos: {...photos, upload: 'cloudfront'}},
  everything: {
    ...blogConfig,
    regions: ['eu-central-1', 'us-west-2', 'ap-southeast-2'],
    photos: {...photos, upload: 'cloudfront', workflow: 'express'},
    cache: 'dax',
    profile: 'hardened',
    alarmMail: 'owner@example.com',
    domain: {name: 'blog.example.com', hostedZoneId: 'Z0123456789ABC'},
  },
};

const checksOf = (option: string): readonly Check[] => [
  {name: `${option}: upload`, check: checkUpload},
  {name: `${option}: regions`, check: checkGlobal},
  {name: `${option}: roles`, check: checkDenials},
];

const chosen = (names: readonly string[]): readonly (readonly [string, BlogConfig])[] => {
  const unknown = names.find((name) => !Object.hasOwn(options, name));
  if (unknown !== undefined)
    throw new UserError(`expected some of ${Object.keys(options).join(', ')}, got '${unknown}'`);
  return Object.entries(options).filter(([name]) => names.length === 0 || names.includes(name));
};

await ownRun('options', async ({startBlog, stopAll}) => {
  let hold = true;
  for (const [option, config] of chosen(process.argv.slice(2))) {
    const blog = await startBlog({templates: await templatesFor(config)});
    hold = (await allHold(checksOf(option), blog)) && hold;
    await stopAll();
  }
  return hold ? 0 : 1;
});
