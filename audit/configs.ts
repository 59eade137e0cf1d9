// The configs that stand for all: every value of every option together with every value of every other one, at least once.

import covertable from 'covertable';
import blog from '../blog.config.ts';
import {type Config, parseConfig} from '../generator/config.ts';

const further = ['us-west-2', 'ap-southeast-2'] as const;

/** Option → its values, each by a short name. */
const factors = {
  home: ['us-east-1', 'eu-central-1', 'ap-northeast-1'],
  regions: ['one', 'two', 'three'],
  upload: ['s3', 'accelerate', 'cloudfront'],
  workflow: ['standard', 'express'],
  animated: ['no', 'yes'],
  cache: ['edge', 'dax'],
  domain: ['none', 'own'],
  // The hardened profile is nothing without somebody who hears the alarms.
  profile: ['lean', 'lean with alarms', 'hardened'],
  confirm: ['yes', 'no'],
  configurationSet: ['yes', 'no'],
  replyTo: ['none', 'own'],
  ladder: ['committed', 'short'],
  memory: ['default', 'own'],
  retention: ['default', 'own'],
  tags: ['none', 'two'],
} as const;

export type Choice = {readonly [Factor in keyof typeof factors]: (typeof factors)[Factor][number]};

const changesOf = (choice: Choice): object => ({
  ...blog,
  regions: [choice.home, ...further.slice(0, factors.regions.indexOf(choice.regions))],
  mail: {
    sender: 'hello@blog.example',
    confirm: choice.confirm === 'yes',
    configurationSet: choice.configurationSet === 'yes',
    confirmationsADay: 100,
    ...(choice.replyTo === 'own' && {replyTo: 'answers@blog.example'}),
  },
  ...(choice.domain === 'own' && {domain: {name: 'www.blog.example', hostedZoneId: 'Z0123456789ABC'}}),
  photos: {
    ...(choice.ladder === 'short' ? {avifWidthsPx: [640], jpegWidthsPx: [640], squarePx: 64} : blog.photos),
    upload: choice.upload,
    workflow: choice.workflow,
    animated: choice.animated === 'yes',
  },
  cache: choice.cache,
  profile: choice.profile === 'hardened' ? 'hardened' : 'lean',
  ...(choice.profile !== 'lean' && {alarmMail: 'owner@blog.example'}),
  ...(choice.memory === 'own' && {memory: {apiMb: 512, photosMb: 3_008}}),
  ...(choice.retention === 'own' && {retention: {logDays: 7, failureDays: 7}}),
  ...(choice.tags === 'two' && {tags: {project: 'blog', 'cost center': '42'}}),
});

export type NamedConfig = {readonly name: string; readonly choice: Choice; readonly config: Config};

const configOf = (choice: Choice, i: number): NamedConfig => {
  const parsed = parseConfig(changesOf(choice));

  if ('problems' in parsed) {
    throw new Error(
      `expected a config that is accepted, got ${parsed.problems.join('; ')}, of ${JSON.stringify(choice)}`,
    );
  }

  return {name: `config-${String(i + 1).padStart(2, '0')}`, choice, config: parsed.config};
};

/** In an order that never changes. */
export const coveringSet = (): readonly NamedConfig[] =>
  covertable.make(factors as unknown as {[Factor in keyof Choice]: Choice[Factor][]}).map(configOf);

/** Pairs of values that never stand together, in words. */
export const missingPairs = (set: readonly NamedConfig[]): readonly string[] => {
  const names = Object.keys(factors) as (keyof Choice)[];

  return names.flatMap((first, i) =>
    names
      .slice(i + 1)
      .flatMap((second) =>
        factors[first].flatMap((a) =>
          factors[second].flatMap((b) =>
            set.some(({choice}) => choice[first] === a && choice[second] === b)
              ? []
              : [`${first} ${a} with ${second} ${b}`],
          ),
        ),
      ),
  );
};
