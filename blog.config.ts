import type {BlogConfig} from './generator/config.ts';

// Every setting, with its default where it has one. What each costs a month is in README.md.
export default {
  title: 'Light and Latitude',
  description: 'Photographs, the places they were taken, and how this blog is made.',
  language: 'en',
  author: {name: 'Robin Vale'},
  mail: {
    // The address that subscribers get their mail from. SES mails it once, after the first deploy, to verify it.
    sender: 'hello@example.com',
    // Ask a new subscriber to confirm before anything else is mailed.
    confirm: true,
    configurationSet: true,
    // At most so many mails a day ask somebody to confirm; the others wait until tomorrow.
    confirmationsADay: 500,
  },
  // The first region is home: it takes every write. Each further one holds a replica of the tables and answers readers nearby.
  regions: ['eu-central-1', 'us-west-2'],
  // domain: {name: 'blog.example.com', hostedZoneId: 'Z0123456789ABC'},
  photos: {
    avifWidthsPx: [320, 640, 960, 1280, 1920],
    jpegWidthsPx: [640, 1280],
    squarePx: 320,
    // true: GIFs are accepted, and those and WebPs that move go on moving, for readers who do not mind.
    animated: false,
    // Straight to S3, through S3 Transfer Acceleration ('accelerate'), or through the distribution ('cloudfront').
    upload: 's3',
    // 'standard' keeps the history of each run in the console; 'express' is cheaper by the million.
    workflow: 'standard',
  },
  // 'dax' puts a cluster between the API and the posts table.
  cache: 'edge',
  // 'hardened' adds a firewall, keys and logs of your own, and alarms that need alarmMail.
  profile: 'lean',
  memory: {apiMb: 1024, photosMb: 1769},
  retention: {logDays: 30, failureDays: 14},
  tags: {},
} satisfies BlogConfig;
