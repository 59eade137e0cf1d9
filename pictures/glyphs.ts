// Our own signs for AWS's services, as strokes in a square of 24.

const glyphs = {
  accelerator: 'M4 6c0-3 12-3 12 0s-12 3-12 0v11c0 2 4 2.6 6 2.4M16 6v4M17 11l-4 6h5l-3 5',
  api: 'M8 6l-5 6 5 6M16 6l5 6-5 6M13.5 5l-3 14',
  bucket: 'M4 6c0-3 16-3 16 0s-16 3-16 0l2.5 13c.6 2.4 10.4 2.4 11 0L20 6',
  clock: 'M12 3a9 9 0 1 0 .01 0M12 7v5.5l4 2',
  events: 'M12 3v5M12 16v5M3 12h5M16 12h5M12 8a4 4 0 1 0 .01 0M5.5 5.5l3.6 3.6M18.5 18.5l-3.6-3.6',
  function: 'M16 4c-3-1-4.5 0-5 3L8.5 18c-.5 2.5-2 3-4 2.5M7 10h8M14 14l5 5M19 14l-5 5',
  globe: 'M12 3a9 9 0 1 0 .01 0M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18',
  key: 'M8 8a4 4 0 1 0 .01 0M11 14.5l9-9M17 8.5l3 3M14.5 11l2 2',
  lambda: 'M5 4h4l8.5 16H21M11 9.5L5 20',
  mail: 'M3 6h18v12H3zM3 6.5l9 7 9-7',
  person: 'M12 4a4 4 0 1 0 .01 0M4 21c0-9 16-9 16 0',
  queue: 'M3 7h4.5v10H3zM9.75 7h4.5v10h-4.5zM16.5 7H21v10h-4.5z',
  release: 'M12 3l8 4.5-8 4.5-8-4.5zM4 12l8 4.5 8-4.5M4 16.5l8 4.5 8-4.5',
  shield: 'M12 3l8 3c0 7-2.5 12-8 15-5.5-3-8-8-8-15zM8.5 12l2.5 2.5 4.5-5',
  signature: 'M5 11h14v10H5zM8 11V8c0-5.5 8-5.5 8 0v3M9 16h6',
  table: 'M4 6c0-3 16-3 16 0s-16 3-16 0v12c0 3 16 3 16 0V6M4 12c0 3 16 3 16 0',
  topic: 'M5 9.5a2.5 2.5 0 1 0 .01 0M7.5 12H21M7.3 11L18 5M7.3 13L18 19M18 9l3 3-3 3',
  workflow: 'M8.5 3h7v5h-7zM3 16h7v5H3zM14 16h7v5h-7zM12 8v4M6.5 16v-4h11v4',
} as const;

export type Glyph = keyof typeof glyphs;

export const glyphPath = (glyph: Glyph): string => glyphs[glyph];
