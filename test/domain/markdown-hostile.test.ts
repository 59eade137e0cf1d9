import test from 'ava';
import {renderMarkdown} from '../../src/domain/markdown.ts';

const payloads = [
  '<script>alert(1)</script>',
  'a<script>alert(1)</script>b',
  '<scr<script>ipt>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'a <img src=x onerror=alert(1)> b',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<math><mtext></p><script>alert(1)</script>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<object data="javascript:alert(1)">',
  '<embed src="javascript:alert(1)">',
  '<form action="javascript:alert(1)"><button>a</button></form>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<video><source onerror="alert(1)">',
  '<base href="https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/a.css">',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<style>@import "https://evil.example/a.css"</style>',
  '<p style="background:url(javascript:alert(1))">a</p>',
  '<template><script>alert(1)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?php echo "<script>alert(1)</script>" ?>',
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](java&#10;script:alert(1))',
  '[a](&#106;avascript:alert(1))',
  '[a](\u0001javascript:alert(1))',
  '[a](<javascript:alert(1)>)',
  '[a](vbscript:msgbox(1))',
  '[a](data:text/html,<script>alert(1)</script>)',
  '[a](data:text/html;base64,PHNjcmlwdD4=)',
  '<javascript:alert(1)>',
  '[a]: javascript:alert(1)\n\n[a]',
  '[a](https://b.example "\\" onmouseover=alert(1) x=\\"")',
  '[a](https://b.example \'x" onmouseover="alert(1)\')',
  '[a](https://b.example"onmouseover="alert(1))',
  'https://b.example/"onmouseover="alert(1)',
  'www.b.example/<script>alert(1)</script>',
  '![a](javascript:alert(1))',
  '![x" onerror="alert(1)](photo:01KJN3V2Q8ZR4T6YB0C5D7E9FG)',
  '![x](photo:01KJN3V2Q8ZR4T6YB0C5D7E9FG "\\"><script>alert(1)</script>")',
  '```"><script>alert(1)</script>\na\n```',
  '```js" onclick="alert(1)\na\n```',
  '```html\n<script>alert(1)</script>\n```',
  '~~~js onload=alert(1)\n</code></pre><script>alert(1)</script>\n~~~',
  '`<script>alert(1)</script>`',
  '    <script>alert(1)</script>',
  '# <script>alert(1)</script>',
  '| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |',
  '[^<script>]\n\n[^<script>]: <script>alert(1)</script>',
  '[^__proto__]\n\n[^__proto__]: a',
  '- [x] <input onclick=alert(1)>',
  '<a href="javascript:alert(1)">a</a>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\\<script>alert(1)\\</script>',
  '<ScRiPt\u0000>alert(1)</sCrIpT>',
  '<x onclick=alert(1)>a</x>',
];

/** Tags as the serialiser writes them: text holds no `<` of its own, values stand in double quotes. */
const tags = /<\/?([a-z][a-z0-9-]*)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*\/?>/g;
const allowedTags =
  /^(?:a|blockquote|br|code|del|em|fig(?:ure|caption)|h[1-6]|hr|input|li|ol|p|photo-slot|pre|section|span|strong|su[bp]|t(?:able|body|head|r|d|h)|ul)$/;
const allowedAttributes =
  /^(?:href|title|rel|class|id|align|alt|start|type|checked|disabled|aria-(?:describedby|label)|data-footnote(?:s|-ref|-backref))$/;
const safeUrl = /^(?:https?:|mailto:|\/|#|[^:]*$)/i;

const harmless = (html: string): string | undefined => {
  const rest = html.replace(tags, '');
  if (rest.includes('<')) return `left over: ${rest}`;
  for (const [tag, name = '', attributes = ''] of html.matchAll(tags)) {
    if (!allowedTags.test(name)) return tag;
    for (const [, attribute = '', value = ''] of attributes.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)) {
      if (!allowedAttributes.test(attribute)) return tag;
      if (attribute === 'href' && !safeUrl.test(value)) return tag;
    }
  }
  return undefined;
};

const rendered = (markdown: string): string => {
  try {
    return renderMarkdown(markdown).html;
  } catch {
    return '';
  }
};

test('the check itself sees what is active', (t) => {
  for (const html of [
    '<script>',
    '<p onclick="a">',
    '<a href="javascript:a">',
    '<p>a < b</p>',
    '<img src="x">',
    '<p title="a"onclick="b">',
  ])
    t.not(harmless(html), undefined, html);
  t.is(harmless('<p>a <a href="https://b.example">c</a></p>'), undefined);
});

for (const payload of payloads)
  test(`nothing active is left of ${JSON.stringify(payload)}`, (t) => {
    for (const markdown of [payload, `a ${payload} b`, `> ${payload}`, `- ${payload}\n- b`, `**${payload}**`])
      t.is(harmless(rendered(markdown)), undefined);
  });
