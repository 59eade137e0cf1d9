import {type Fragment, ref} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Grant} from '../iam.ts';
import type {Alarm} from '../resources/alarms.ts';
import {type Env, lambda} from '../resources/functions.ts';
import {stateMachine} from '../resources/state-machines.ts';
import type {Workflow} from '../workflow.ts';
import type {DataSubsystem} from './data.ts';
import type {MailSubsystem} from './mail.ts';

export type PostMailsSubsystem = Fragment & {
  /** What it takes to start a run. */
  readonly runs: {readonly env: Env; readonly grants: {readonly start: Grant}};
  readonly alarms: readonly Alarm[];
};

type Needs = {readonly data: DataSubsystem; readonly mail: MailSubsystem; readonly workflow: Workflow};

const askQuota: Grant = {
  actions: ['ses:GetSendQuota'],
  resource: '*',
  why: "The account's quota is no resource.",
};

export const postMailsSubsystem = (config: Config, {data, mail, workflow}: Needs): PostMailsSubsystem => {
  const {posts, photos, subscribers} = data;
  const {mailing} = mail;

  const sendPostMails = lambda(config, {
    handler: 'send-post-mails',
    ...mailing,
    env: {...mailing.env, ...posts.env, ...photos.env},
    grants: [
      ...mailing.grants,
      subscribers.queryIndex('confirmed'),
      posts.grants.getItem,
      photos.grants.getItem,
      askQuota,
    ],
  });

  const machine = stateMachine(config, {
    noun: 'new-post-mail',
    type: 'standard',
    workflow,
    targets: [sendPostMails.target],
  });

  return {
    about: 'confirmed subscribers are told of a new post, one run a post, at the pace of the account.',
    runs: machine,
    // Ten alarms cost nothing, and a blog that is lean has no more.
    alarms: config.profile === 'hardened' ? machine.alarms : [],
    resources: [...machine.resources, ...sendPostMails.resources],
    outputs: [{name: 'PostsStateMachineArn', description: 'The workflow of new-post mails', value: ref(machine.id)}],
  };
};
