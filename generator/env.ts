// What the generator tells functions that belongs to no resource. All else travels in the env of the handles.

import type {Config} from './config.ts';
import type {Env} from './resources/functions.ts';

/** For every function that writes a page or a mail. */
export const blogEnv = (config: Config): Env => ({
  SITE_TITLE: config.title,
  SITE_DESCRIPTION: config.description,
  SITE_LANGUAGE: config.language,
  AUTHOR_NAME: config.author.name,
  CONFIRMATION: config.mail.confirm ? 'required' : 'none',
});

export const mailEnv = ({mail}: Config): Env => ({
  SENDER: mail.sender,
  CONFIRMATIONS_A_DAY: String(mail.confirmationsADay),
  ...(mail.replyTo !== undefined && {REPLY_TO: mail.replyTo}),
});

export const photoEnv = ({photos: {avifWidthsPx, jpegWidthsPx, squarePx, animated}}: Config): Env => ({
  PHOTO_LADDER: JSON.stringify({avifWidthsPx, jpegWidthsPx, squarePx, animated}),
});

/**
 * For functions that decode one picture after another: one thread does it, in memory that it keeps and uses again. A thread for each step would
 * have its own, and glibc by itself gives every large piece back at once, which costs a fifth of the processor time. Bytes.
 * https://man7.org/linux/man-pages/man3/mallopt.3.html
 */
export const imageEnv = {
  UV_THREADPOOL_SIZE: '1',
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: String(32 * 2 ** 20),
  MALLOC_TRIM_THRESHOLD_: String(64 * 2 ** 20),
} as const satisfies Env;
