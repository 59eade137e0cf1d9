// `npm run options`: the blog in several regions with each way to upload, and with everything on, one after the other.
import {readFileSync} from 'node:fs';
import blogConfig from '../blog.config.ts';
import {type BlogConfig, parseConfig} from '../generator/config.ts';
import {generate} from '../generator/generate.ts';
import {readSources} from '../generator/read-sources.ts';
import type {Template} from '../generator/template.ts';
import {toYaml} from '../generator/yaml.ts';
import {UserError} from '../operate/user-error.ts';
import {type Blog, regionsOf} from './blog.ts';
import {checkGlobal} from './checks/global.ts';
import {findDenials} from './denials.ts';
import {parseTemplate} from './generate.ts';
import {ownRun} from './own-run.ts';
import {askTicket, isDone, readPhoto, sendUpload} from './photo-upload.ts';
import {photographs} from './photographs.ts';
import {inRoot} from './places.ts';
import type {Templates} from './template.ts';
import {until} from './until.ts';

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

/** What `npm run generate` would write for a config, without writing it. */
const templatesOf = async (input: BlogConfig): Promise<Templates> => {
  const parsed = parseConfig(input);
  if ('problems' in parsed) throw new UserError(parsed.problems.join('\n'));
  const [home, ...further] = parsed.config.regions;
  const templates = generate(parsed.config, await readSources());
  const data = (template: Template) => parseTemplate(toYaml(template));
  return {
    regions: [home, ...further],
    home: data(templates.home),
    ...(templates.replica && {replica: data(templates.replica)}),
    ...(templates.edge && {edge: data(templates.edge)}),
  };
};

const checkUpload = async ({visitor}: Blog): Promise<string> => {
  const {package: from, file} = photographs[0];
  const body = new Uint8Array(readFileSync(inRoot('node_modules', from, file)));
  const upload = {contentType: 'image/jpeg', body, alt: 'A photograph'};
  const ticket = await askTicket(visitor, upload);
  const startedAt = performance.now();
  await sendUpload(ticket, upload);
  const photo = await until(`the run of ${ticket.id}`, async () => {
    const current = await readPhoto(visitor, ticket.id);
    return isDone(current) ? current : undefined;
  });
  if (photo.status !== 'ready')
    throw new Error(`expected the photo to become ready, got ${photo.status}: ${photo.reason}`);
  const {method, url} = ticket.upload;
  const {host, pathname} = new URL(url);
  const way = `${method} to ${host}${pathname.replace(ticket.id, '…')}`;
  return `${way}, ${photo.thumbnails.length} thumbnails, ready after ${Math.round(performance.now() - startedAt)} ms`;
};

const checkDenials = async (blog: Blog): Promise<string> => {
  const denials = await findDenials(blog.engine, blog.outputs['PhotosStateMachineArn'], regionsOf(blog));
  if (denials.length > 0) throw new Error(denials.join('; '));
  return 'IAM refused nothing';
};

const checks = {upload: checkUpload, regions: checkGlobal, roles: checkDenials};

const chosen = (names: readonly string[]) => {
  const unknown = names.find((name) => !(name in options));
  if (unknown) throw new UserError(`expected some of ${Object.keys(options).join(', ')}, got '${unknown}'`);
  return Object.entries(options).filter(([name]) => names.length === 0 || names.includes(name));
};

await ownRun('options', async ({startBlog}) => {
  let failures = 0;
  for (const [option, config] of chosen(process.argv.slice(2))) {
    const blog = await startBlog({templates: await templatesOf(config)});
    for (const [name, check] of Object.entries(checks)) {
      const outcome = await check(blog).then(
        (figure) => `ok (${figure})`,
        (error: Error) => {
          failures += 1;
          return `FAILED: ${error.message}`;
        },
      );
      console.log(`${option}: ${name} … ${outcome}`);
    }
    await blog.engine.stop();
  }
  return failures === 0 ? 0 : 1;
});
