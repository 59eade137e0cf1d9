// `npm run grants`: a full run that writes down every call, and what the roles may do against what they did. With blog.config.ts, or
// `npm run grants -- cloudfront` with an option on.
import {UserError} from '../operate/user-error.ts';
import type {Blog} from './blog.ts';
import {sixPictures} from './checks/six-pictures.ts';
import {templatesFor} from './generate.ts';
import {compareGrants} from './grants/compare.ts';
import {readDecisions} from './grants/decisions.ts';
import {deployedGrants} from './grants/deployed-grants.ts';
import {namesIn, targetOf, withLogicalRole} from './grants/names.ts';
import {registerOf} from './grants/register.ts';
import {grantLines, holds} from './grants/report.ts';
import {walkMails} from './grants/walks/mails.ts';
import {walkPhotos} from './grants/walks/photos.ts';
import {walkPosts} from './grants/walks/posts.ts';
import {walkRegions} from './grants/walks/regions.ts';
import {walkSite} from './grants/walks/site.ts';
import {walkSubscribers} from './grants/walks/subscribers.ts';
import {walkSweep} from './grants/walks/sweep.ts';
import {workflowDecisions} from './grants/workflow-decisions.ts';
import {optionConfigs} from './option-configs.ts';
import {ownRun} from './own-run.ts';
import {seed} from './seed.ts';
import {step} from './step.ts';

/** Everything that makes a function call AWS. */
const journeys: readonly {readonly name: string; readonly take: (blog: Blog) => Promise<unknown>}[] = [
  {name: 'Seed', take: ({visitor}) => seed(visitor, () => {})},
  ...sixPictures.map(({name, check}) => ({name: `Check ${name}`, take: check})),
  {name: 'Walk: a post', take: walkPosts},
  {name: 'Walk: photos', take: walkPhotos},
  {name: 'Walk: the sweep', take: walkSweep},
  {name: 'Walk: a subscriber', take: walkSubscribers},
  {name: 'Walk: mails', take: walkMails},
  {name: 'Walk: the other regions', take: walkRegions},
  {name: 'Walk: a later deploy', take: walkSite},
];

/** The journeys that did not come to their end, a sentence each; the others are taken all the same. */
const takeJourneys = async (blog: Blog): Promise<readonly string[]> => {
  const failures: string[] = [];
  for (const {name, take} of journeys)
    await step(name, () => take(blog)).catch((error: Error) => {
      failures.push(`failed: ${name}, so what it would have used may look unused (${error.message})`);
    });
  return failures;
};

await ownRun('grants', async ({startBlog, inFolder}) => {
  const [option, ...others] = process.argv.slice(2);
  if (others.length > 0) throw new UserError(`expected one option at most, got '${process.argv.slice(2).join(' ')}'`);
  const [[, config] = []] = option === undefined ? [] : optionConfigs([option]);
  const decisionsFile = inFolder('decisions.jsonl');
  const blog = await startBlog({engine: {decisionsFile}, ...(config && {templates: await templatesFor(config)})});
  const failures = await takeJourneys(blog);

  const stacks = [blog, ...blog.replicas];
  const names = namesIn(stacks);
  const decisions = [
    ...(await readDecisions(decisionsFile)),
    ...(await Promise.all(stacks.map(workflowDecisions))).flat(),
  ].map((decision) => withLogicalRole(decision, names));
  const comparison = compareGrants(await deployedGrants(stacks, names), decisions, registerOf(option));

  const lines = grantLines(comparison, (resource) => targetOf(resource, names));
  console.log([...failures, ...lines].join('\n'));
  return failures.length === 0 && holds(comparison) ? 0 : 1;
});
