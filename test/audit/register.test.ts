import {readFile} from 'node:fs/promises';
import test from 'ava';
import {auditPage} from '../../audit/page.ts';
import {register} from '../../audit/register.ts';

test('no finding is explained twice', (t) => {
  const explained = register.flatMap(({rule, resources, profile}) =>
    (profile ? [profile] : ['lean', 'hardened']).flatMap((each) => resources.map((id) => `${each} ${rule} ${id}`)),
  );

  t.true(explained.length > 0);
  t.is(new Set(explained).size, explained.length);
});

test('every reason is a sentence', (t) => {
  for (const {rule, reason} of register) {
    t.regex(reason, /^[A-Z][^|\n]{20,}\.$/, rule);
  }
});

test('every row speaks of a rule of cdk-nag and of logical ids', (t) => {
  for (const {rule, resources} of register) {
    t.regex(rule, /^(AwsSolutions|Serverless)-\w+(\[(Action|Resource)::.+\])?$/);
    t.true(resources.length > 0, rule);

    for (const id of resources) {
      t.regex(id, /^(\*?[A-Z]\w+)$/, rule);
    }
  }
});

test('docs/audit.md shows the register', async (t) => {
  const page = await readFile(new URL('../../docs/audit.md', import.meta.url), 'utf8');

  t.is(page, auditPage(register));
});
