// config + the documents it refers to → templates. Start reading here: each subsystem is a section of a template.

import type {Config} from './config.ts';
import {edgeHead, homeHead, replicaHead} from './head.ts';
import {apiSubsystem} from './subsystems/api.ts';
import {cacheSubsystem} from './subsystems/cache.ts';
import {certificateSubsystem} from './subsystems/certificate.ts';
import {dataSubsystem} from './subsystems/data.ts';
import {type EdgeCode, edgeSubsystem} from './subsystems/edge.ts';
import {feedbackSubsystem} from './subsystems/feedback.ts';
import {firewallSubsystem} from './subsystems/firewall.ts';
import {mailSubsystem} from './subsystems/mail.ts';
import {mediaSubsystem} from './subsystems/media.ts';
import {opsSubsystem} from './subsystems/ops.ts';
import {postMailsSubsystem} from './subsystems/post-mails.ts';
import {readsSubsystem} from './subsystems/reads.ts';
import {siteSubsystem} from './subsystems/site.ts';
import {visitsSubsystem} from './subsystems/visits.ts';
import {type Template, template} from './template.ts';
import {parseWorkflow} from './workflow.ts';

export const workflowPaths = {
  photosWorkflow: 'statemachines/photos.asl.json',
  newPostMailWorkflow: 'statemachines/new-post-mail.asl.json',
} as const;

export type WorkflowTexts = Readonly<Record<keyof typeof workflowPaths, string>>;

/** The texts of the files that the templates refer to or carry. */
export type Sources = WorkflowTexts & {
  /** generator/functions/*.js */
  readonly edgeCode: EdgeCode;
};

/** A stack each: the blog itself, what a further region needs of it, and what must live in us-east-1. */
export type Templates = {
  readonly home: Template;
  readonly replica?: Template;
  readonly edge?: Template;
};

const homeTemplate = (config: Config, {edgeCode, ...texts}: Sources): Template => {
  const photosWorkflow = parseWorkflow(workflowPaths.photosWorkflow, texts.photosWorkflow);
  const newPostMailWorkflow = parseWorkflow(workflowPaths.newPostMailWorkflow, texts.newPostMailWorkflow);

  const data = dataSubsystem(config);
  const cache = config.cache === 'dax' ? cacheSubsystem(config, {data}) : undefined;
  const media = mediaSubsystem(config, {data, workflow: photosWorkflow});
  const api = apiSubsystem(config, {data, media, cache});
  const edge = edgeSubsystem(config, {api, media, code: edgeCode});
  const mail = mailSubsystem(config, {data, edge});
  const postMails = postMailsSubsystem(config, {data, mail, workflow: newPostMailWorkflow});
  const site = siteSubsystem(config, {data, media, edge, postMails});
  const feedback = mail.configurationSet && feedbackSubsystem(config, {data, configurationSet: mail.configurationSet});
  const ops = opsSubsystem(config, {api, data, media, site, mail, postMails, ...(feedback && {feedback})});

  return template(config, homeHead(config), {
    edge,
    api,
    ...(cache && {cache}),
    data,
    mail,
    postMails,
    ...(feedback && {feedback}),
    media,
    site,
    ops,
  });
};

const replicaTemplate = (config: Config): Template => {
  const reads = readsSubsystem(config);
  const ops = opsSubsystem(config, {reads});

  return template(config, replicaHead(config), {reads, ops});
};

const edgeTemplate = (config: Config): Template => {
  const {domain, profile} = config;

  return template(config, edgeHead(config), {
    ...(domain && {certificate: certificateSubsystem(domain)}),
    ...(profile === 'hardened' && {firewall: firewallSubsystem(), visits: visitsSubsystem(config)}),
  });
};

/** @throws if the workflow names something that does not exist, or a template would break a limit. */
export const generate = (config: Config, sources: Sources): Templates => ({
  home: homeTemplate(config, sources),
  ...(config.regions.length > 1 && {replica: replicaTemplate(config)}),
  ...((config.domain !== undefined || config.profile === 'hardened') && {edge: edgeTemplate(config)}),
});
