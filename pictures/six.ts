// The six pictures, in order.

import type {PictureOf} from './picture.ts';
import {basic} from './six/basic.ts';
import {global} from './six/global.ts';
import {rest} from './six/rest.ts';
import {secure} from './six/secure.ts';
import {thumbnail} from './six/thumbnail.ts';
import {welcome} from './six/welcome.ts';

export const six: readonly PictureOf[] = [basic, secure, rest, global, welcome, thumbnail];
