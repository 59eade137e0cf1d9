import {checkBasic} from './basic.ts';
import {checkGlobal} from './global.ts';
import type {Check} from './outcomes.ts';
import {checkRest} from './rest.ts';
import {checkSecure} from './secure.ts';
import {checkThumbnail} from './thumbnail.ts';
import {checkWelcome} from './welcome.ts';

/** The six promises of the blog, each checked as a user would. */
export const sixPictures: readonly Check[] = [
  {name: '1 Basic', check: checkBasic},
  {name: '2 Secure', check: checkSecure},
  {name: '3 REST', check: checkRest},
  {name: '4 Global', check: checkGlobal},
  {name: '5 Welcome', check: checkWelcome},
  {name: '6 Thumbnail', check: checkThumbnail},
];
