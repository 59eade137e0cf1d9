// The schema of blog.config.ts. Each message is the second half of "expected …": the sentence is put together in one place.

import * as z from 'zod';
import * as fields from './config-fields.ts';

const configSchema = z
  .strictObject(
    {
      title: fields.line(100),
      description: fields.text(300),
      language: fields.languageTag,
      author: z.strictObject({name: fields.line(100)}, 'an object with the name of the author'),
      mail: z.strictObject(
        {
          sender: fields.emailAddress,
          replyTo: fields.emailAddress.exactOptional(),
          confirm: fields.flag.default(true),
          configurationSet: fields.flag.default(true),
          confirmationsADay: fields.mailsADay.default(500),
        },
        'an object with the address of the sender',
      ),
      regions: fields.regions,
      domain: z
        .strictObject(
          {name: fields.domainName, hostedZoneId: fields.hostedZoneId},
          'an object with name and hostedZoneId',
        )
        .exactOptional(),
      photos: z.strictObject(
        {
          avifWidthsPx: fields.widthsPx,
          jpegWidthsPx: fields.widthsPx,
          squarePx: fields.widthPx,
          animated: fields.flag.default(false),
          upload: fields.oneOf('s3', 'accelerate', 'cloudfront').default('s3'),
          workflow: fields.oneOf('standard', 'express').default('standard'),
        },
        'an object with avifWidthsPx, jpegWidthsPx and squarePx',
      ),
      cache: fields.oneOf('edge', 'dax').default('edge'),
      profile: fields.oneOf('lean', 'hardened').default('lean'),
      alarmMail: fields.emailAddress.exactOptional(),
      memory: z
        .strictObject(
          {apiMb: fields.memoryMb.default(1_024), photosMb: fields.photoMemoryMb.default(1_769)},
          'an object with apiMb and photosMb',
        )
        .prefault({}),
      retention: z
        .strictObject(
          {logDays: fields.logDays.default(30), failureDays: fields.failureDays.default(14)},
          'an object with logDays and failureDays',
        )
        .prefault({}),
      tags: fields.tags.default({}),
    },
    'an object of settings',
  )
  .refine(({profile, alarmMail}) => profile !== 'hardened' || alarmMail !== undefined, {
    error: "an address that alarms go to, since the profile is 'hardened'",
    path: ['alarmMail'],
    // With the other problems, not after them.
    when: ({value}) => typeof value === 'object' && value !== null,
  });

/** What an owner writes in blog.config.ts. */
export type BlogConfig = z.input<typeof configSchema>;

/** The same, checked and complete. */
export type Config = z.output<typeof configSchema>;

export type ParsedConfig = {readonly config: Config} | {readonly problems: readonly string[]};

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key], value);

const pathOf = (keys: readonly PropertyKey[]): string =>
  keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path === '' ? String(key) : `${path}.${String(key)}`),
    '',
  );

const problemsOf = (issue: z.core.$ZodIssue, value: unknown): readonly string[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${pathOf([...issue.path, key])}: expected no such key`);
  }

  const where = pathOf(issue.path) || 'blog.config.ts';

  if (issue.code === 'invalid_key') {
    return issue.issues.map(({message}) => `${where}: expected ${message}, got ${JSON.stringify(issue.path.at(-1))}`);
  }

  const got = valueAt(value, issue.path);

  return [`${where}: expected ${issue.message}, got ${got === undefined ? 'nothing' : JSON.stringify(got)}`];
};

/** The config, or every problem in it, each as `path: expected what, got what`. */
export const parseConfig = (value: unknown): ParsedConfig => {
  const result = configSchema.safeParse(value);

  return result.success
    ? {config: result.data}
    : {problems: result.error.issues.flatMap((issue) => problemsOf(issue, value))};
};
