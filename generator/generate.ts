// config + the documents it refers to → template. Start reading here: each subsystem is a section of template.yaml.

import type {Config} from './config.ts';
import {head} from './head.ts';
import {apiSubsystem} from './subsystems/api.ts';
import {dataSubsystem} from './subsystems/data.ts';
import {edgeSubsystem} from './subsystems/edge.ts';
import {mailSubsystem} from './subsystems/mail.ts';
import {mediaSubsystem} from './subsystems/media.ts';
import {opsSubsystem} from './subsystems/ops.ts';
import {siteSubsystem} from './subsystems/site.ts';
import {type Template, template} from './template.ts';
import {parseWorkflow} from './workflow.ts';

/** The texts of the files that the template refers to or carries. */
export type Sources = {
  /** statemachines/photos.asl.json */
  readonly photosWorkflow: string;
  /** generator/functions/viewer-request.js */
  readonly viewerRequest: string;
};

/** @throws if the workflow names something that does not exist, or the template would break a limit. */
export const generate = (config: Config, {photosWorkflow, viewerRequest}: Sources): Template => {
  const workflow = parseWorkflow('statemachines/photos.asl.json', photosWorkflow);

  const data = dataSubsystem(config);
  const media = mediaSubsystem(config, {data, workflow});
  const api = apiSubsystem(config, {data, media});
  const edge = edgeSubsystem(config, {api, media, viewerRequest});
  const site = siteSubsystem(config, {data, media, edge});
  const mail = mailSubsystem(config, {data, edge});
  const ops = opsSubsystem({data, media, site, mail});

  return template(head(config), {edge, api, data, mail, media, site, ops});
};
