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
  ...(mail.replyTo !== undefined && {REPLY_TO: mail.replyTo}),
});

export const photoEnv = ({photos: {avifWidthsPx, jpegWidthsPx, squarePx, animated}}: Config): Env => ({
  PHOTO_LADDER: JSON.stringify({avifWidthsPx, jpegWidthsPx, squarePx, animated}),
});
