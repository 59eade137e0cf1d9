import type {BlogConfig} from './generator/config.ts';

export default {
  title: 'Light and Latitude',
  description: 'Photographs, the places they were taken, and how this blog is made.',
  language: 'en',
  author: {name: 'Robin Vale'},
  mail: {
    // The address that subscribers get their mail from. SES mails it once, after the first deploy, to verify it.
    sender: 'hello@example.com',
  },
  // The first region is home: it takes every write. Each further one holds a replica of the three tables.
  regions: ['eu-central-1', 'us-west-2'],
  photos: {
    avifWidthsPx: [320, 640, 960, 1280, 1920],
    jpegWidthsPx: [640, 1280],
    squarePx: 320,
  },
  logRetentionDays: 30,
} satisfies BlogConfig;
