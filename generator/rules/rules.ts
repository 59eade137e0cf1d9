// What no linter knows: sentences about this blog's template, each with a small predicate. In the order of the sections. What the
// code of a function calls is not to be seen here: `npm start -- --once` finds a missing grant, and names it.

import {type Template, toCloudFormation} from '../template.ts';
import {apiRules} from './api.ts';
import {bucketRules} from './buckets.ts';
import {cachingRules} from './caching.ts';
import {consumerRules} from './consumers.ts';
import {dataRules} from './data.ts';
import {edgeRules} from './edge.ts';
import {functionRules} from './functions.ts';
import {headersRules} from './headers.ts';
import {iamRules} from './iam.ts';
import {mailRules} from './mail.ts';
import {mediaRules} from './media.ts';
import {messageRules} from './messages.ts';
import {opsRules} from './ops.ts';
import {siteRules} from './site.ts';
import {stackRules} from './stack.ts';
import {type Rule, viewOf} from './template-view.ts';
import {workflowRules} from './workflow.ts';

export type Breach = {readonly id: string; readonly sentence: string; readonly where: string};

export const rules: readonly Rule[] = [
  ...edgeRules,
  ...cachingRules,
  ...headersRules,
  ...apiRules,
  ...dataRules,
  ...bucketRules,
  ...consumerRules,
  ...messageRules,
  ...mailRules,
  ...workflowRules,
  ...mediaRules,
  ...siteRules,
  ...functionRules,
  ...iamRules,
  ...opsRules,
  ...stackRules,
];

/** Where a template, with the text of its photo workflow, is not what we promise. */
export const breachesOf = (template: Template, photosWorkflow: string): readonly Breach[] => {
  const view = viewOf(toCloudFormation(template), JSON.parse(photosWorkflow));

  return rules.flatMap(({id, sentence, check}) => [...new Set(check(view))].map((where) => ({id, sentence, where})));
};

export const breachLine = ({id, sentence, where}: Breach): string =>
  `${id}: expected that ${sentence}; not so: ${where}`;
