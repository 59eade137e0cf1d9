// The blogs that are sabotaged: together they have a part for every rule.

import blog from '../../../blog.config.ts';

const {avifWidthsPx, jpegWidthsPx, squarePx} = blog.photos;
const ladder = {avifWidthsPx, jpegWidthsPx, squarePx};

const hardened = {profile: 'hardened', alarmMail: 'alarms@example.com', tags: {owner: 'Robin Vale'}};

/** Every option is said, so that nothing here hangs on what an owner has chosen. */
const defaults = {
  regions: ['eu-central-1', 'us-west-2'],
  mail: {sender: blog.mail.sender},
  domain: undefined,
  photos: ladder,
  cache: 'edge',
  profile: 'lean',
  alarmMail: undefined,
  memory: {},
  retention: {},
  tags: {},
};

export const profiles = {
  lean: defaults,
  'hardened, one region': {
    ...defaults,
    ...hardened,
    regions: ['eu-central-1'],
    domain: {name: 'blog.example.com', hostedZoneId: 'Z0123456789ABC'},
    photos: {...ladder, animated: true, upload: 'cloudfront', workflow: 'express'},
    cache: 'dax',
  },
  'hardened, two regions': {...defaults, ...hardened, photos: {...ladder, upload: 'accelerate'}},
} as const satisfies Readonly<Record<string, object>>;

export type ProfileName = keyof typeof profiles;
