// The kinds of values that blog.config.ts is made of, each with what is expected of it in words.

import * as z from 'zod';
import {knownRegions} from './region-places.ts';

export const text = (maxCharacters: number) =>
  z
    .string('a text')
    .trim()
    .min(1, 'a text that is not empty')
    .max(maxCharacters, `at most ${maxCharacters} characters`);

/** It goes into headers of mails, where a line break ends one. */
export const line = (maxCharacters: number) =>
  text(maxCharacters)
    .regex(/^\P{Cc}*$/u, 'one line without control characters')
    .refine((words) => words.isWellFormed(), 'whole characters');

export const flag = z.boolean('true or false');

export const oneOf = <const Choices extends readonly string[]>(...choices: Choices) =>
  z.literal(choices, `one of ${choices.map((choice) => `'${choice}'`).join(', ')}`);

/** Longer ones are no addresses (RFC 5321, 4.5.3.1), and a header that cannot be folded. */
export const emailAddress = z.email('an e-mail address like hello@example.com').max(254, 'at most 254 characters');

/** SES lets a new account send 200 mails a day, and everybody else tens of thousands. */
export const mailsADay = z
  .int('a whole number of mails')
  .min(1, 'at least 1 mail')
  .max(1_000_000, 'at most 1000000 mails');

export const languageTag = z.string('a language tag like en or pt-BR').refine((tag) => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}, 'a language tag like en or pt-BR');

const region = z.literal(knownRegions, 'an AWS region like eu-central-1');

export const regions = z
  .tuple([region], region, 'a list of at least one region, the home region first')
  .refine((list) => list.length <= 10, 'at most ten regions')
  .refine((list) => new Set(list).size === list.length, 'each region once');

export const domainName = z
  .string('a domain name like blog.example.com')
  .max(64, 'at most 64 characters, which is all that a certificate takes')
  .regex(/^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/, 'a domain name like blog.example.com, in lower case');

export const hostedZoneId = z
  .string("the id of the domain's hosted zone in Route 53, like Z0123456789ABC")
  .regex(/^Z[A-Z\d]{8,31}$/, "the id of the domain's hosted zone in Route 53, like Z0123456789ABC");

export const widthPx = z.int('a whole number of pixels').min(16, 'at least 16 pixels').max(4096, 'at most 4096 pixels');

export const widthsPx = z
  .array(widthPx, 'a list of widths in pixels')
  .min(1, 'at least one width')
  .max(10, 'at most ten widths')
  .refine((widths) => widths.every((width, i) => i === 0 || width > (widths[i - 1] ?? 0)), 'widths in ascending order');

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
export const memoryMb = z.int('a whole number of MB').min(128, 'at least 128 MB').max(10_240, 'at most 10240 MB');

/** A photo of 50 megapixels is decoded whole. */
export const photoMemoryMb = memoryMb.min(1_024, 'at least 1024 MB');

/** What CloudWatch Logs accepts. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export const logDays = z.literal(logRetentionDays, `one of ${logRetentionDays.join(', ')}`);

/** What is kept there may hold a subscriber's address, which the blog forgets elsewhere: no longer than SQS keeps a dead letter. */
export const failureDays = z.int('a whole number of days').min(1, 'at least 1 day').max(14, 'at most 14 days');

const tagCharacters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** What every service that takes tags accepts. https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const tags = z
  .record(
    z
      .string()
      .min(1, 'a key that is not empty')
      .max(128, 'a key of at most 128 characters')
      .regex(tagCharacters, 'a key of letters, digits, spaces and _.:/=+-@')
      .refine((key) => !/^aws:/i.test(key), "a key that does not begin with 'aws:'"),
    z
      .string('a text')
      .max(256, 'at most 256 characters')
      .regex(tagCharacters, 'a text of letters, digits, spaces and _.:/=+-@'),
    'an object of keys and texts',
  )
  .refine((record) => Object.keys(record).length <= 40, 'at most 40 tags');
