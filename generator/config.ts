// The schema of blog.config.ts. Each message is the second half of "expected …": the sentence is put together in one place.

import * as z from 'zod';

const text = (maxCharacters: number) =>
  z
    .string('a text')
    .trim()
    .min(1, 'a text that is not empty')
    .max(maxCharacters, `at most ${maxCharacters} characters`);

const emailAddress = z.email('an e-mail address like hello@example.com');

const languageTag = z.string('a language tag like en or pt-BR').refine((tag) => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}, 'a language tag like en or pt-BR');

const region = z
  .string('an AWS region like eu-central-1')
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region like eu-central-1');

const widthPx = z.int('a whole number of pixels').min(16, 'at least 16 pixels').max(4096, 'at most 4096 pixels');

const widthsPx = z
  .array(widthPx, 'a list of widths in pixels')
  .min(1, 'at least one width')
  .max(10, 'at most ten widths')
  .refine((widths) => widths.every((width, i) => i === 0 || width > (widths[i - 1] ?? 0)), 'widths in ascending order');

/** What CloudWatch Logs accepts. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const configSchema = z.strictObject({
  title: text(100),
  description: text(300),
  language: languageTag,
  author: z.strictObject({name: text(100)}, 'an object with the name of the author'),
  mail: z.strictObject(
    {sender: emailAddress, replyTo: emailAddress.exactOptional()},
    'an object with the address of the sender',
  ),
  regions: z
    .array(region, 'a list of regions, the home region first')
    .min(1, 'at least one region')
    .refine((regions) => new Set(regions).size === regions.length, 'each region once'),
  photos: z.strictObject(
    {avifWidthsPx: widthsPx, jpegWidthsPx: widthsPx, squarePx: widthPx},
    'an object with avifWidthsPx, jpegWidthsPx and squarePx',
  ),
  logRetentionDays: z.literal(retentionDays, `one of ${retentionDays.join(', ')}`),
});

/** What an owner writes in blog.config.ts. */
export type BlogConfig = z.input<typeof configSchema>;

/** The same, checked. */
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

  const got = valueAt(value, issue.path);
  const where = pathOf(issue.path) || 'blog.config.ts';

  return [`${where}: expected ${issue.message}, got ${got === undefined ? 'nothing' : JSON.stringify(got)}`];
};

/** The config, or every problem in it, each as `path: expected what, got what`. */
export const parseConfig = (value: unknown): ParsedConfig => {
  const result = configSchema.safeParse(value);

  return result.success
    ? {config: result.data}
    : {problems: result.error.issues.flatMap((issue) => problemsOf(issue, value))};
};
