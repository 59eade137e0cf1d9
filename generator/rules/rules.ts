// What no linter knows: sentences about this blog's templates, each with a small predicate. In the order of the sections. What the
// code of a function calls is not to be seen here: `npm start -- --once` finds a missing grant, and names it.

import {fileNames} from '../file-names.ts';
import {type Templates, type WorkflowTexts, workflowPaths} from '../generate.ts';
import {toCloudFormation} from '../template.ts';
import {apiRules} from './api.ts';
import {bucketRules} from './buckets.ts';
import {cachingRules} from './caching.ts';
import {consumerRules} from './consumers.ts';
import {dataRules} from './data.ts';
import {daxRules} from './dax.ts';
import {domainRules} from './domain.ts';
import {edgeRules} from './edge.ts';
import {feedbackRules} from './feedback.ts';
import {firewallRules} from './firewall.ts';
import {functionRules} from './functions.ts';
import {hardenedRules} from './hardened.ts';
import {headersRules} from './headers.ts';
import {iamRules} from './iam.ts';
import {mailRules} from './mail.ts';
import {mediaRules} from './media.ts';
import {messageRules} from './messages.ts';
import {networkRules} from './networks.ts';
import {opsRules} from './ops.ts';
import {regionRules} from './regions.ts';
import {replicaRules} from './replica.ts';
import {runRules} from './runs.ts';
import {scheduleRules} from './schedules.ts';
import {siteRules} from './site.ts';
import {stackRules} from './stack.ts';
import {tagRules} from './tags.ts';
import {uploadRules} from './uploads.ts';
import {type Documents, type MachineDocuments, type Rule, type Stack, type View, viewsOf} from './view/view.ts';
import {workflowRules} from './workflow.ts';

export type Breach = {readonly id: string; readonly sentence: string; readonly where: string};

export const rules: readonly Rule[] = [
  ...edgeRules,
  ...cachingRules,
  ...headersRules,
  ...regionRules,
  ...domainRules,
  ...apiRules,
  ...daxRules,
  ...networkRules,
  ...dataRules,
  ...bucketRules,
  ...consumerRules,
  ...messageRules,
  ...scheduleRules,
  ...mailRules,
  ...feedbackRules,
  ...uploadRules,
  ...workflowRules,
  ...runRules,
  ...mediaRules,
  ...siteRules,
  ...functionRules,
  ...iamRules,
  ...opsRules,
  ...hardenedRules,
  ...replicaRules,
  ...firewallRules,
  ...stackRules,
  ...tagRules,
];

/** How a place in a stack's template is told from the same one at home. */
const prefixOf = (stack: Stack): string => (stack === 'home' ? '' : `${fileNames[stack]} `);

/** The places that break one rule, in every template that it speaks of. */
export const placesOf = ({of, check}: Rule, views: readonly View[]): readonly string[] =>
  views
    .filter(({stack}) => of === undefined || of === stack)
    .flatMap((view) => [...new Set(check(view))].map((where) => `${prefixOf(view.stack)}${where}`));

export const documentsOf = ({home, replica, edge}: Templates): Documents => ({
  home: toCloudFormation(home),
  ...(replica && {replica: toCloudFormation(replica)}),
  ...(edge && {edge: toCloudFormation(edge)}),
});

/** The workflows as the rules see them. */
export const machineDocumentsOf = (texts: WorkflowTexts): MachineDocuments =>
  Object.fromEntries(
    (['photosWorkflow', 'newPostMailWorkflow'] as const).map((name) => [workflowPaths[name], JSON.parse(texts[name])]),
  );

/** Where the templates, with the texts of the workflows, are not what we promise. */
export const breachesOf = (templates: Templates, texts: WorkflowTexts): readonly Breach[] => {
  const views = viewsOf(documentsOf(templates), machineDocumentsOf(texts));

  return rules.flatMap((rule) => placesOf(rule, views).map((where) => ({id: rule.id, sentence: rule.sentence, where})));
};

export const breachLine = ({id, sentence, where}: Breach): string =>
  `${id}: expected that ${sentence}; not so: ${where}`;
