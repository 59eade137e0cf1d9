import test from 'ava';
import {known} from '../../../operate/doctor/facts.ts';
import {askResolver, readAnswers} from '../../../operate/doctor/read-dns.ts';

const control = {'TXT amazonses.com': ['v=spf1 -all']};

const askIn = (records: Readonly<Record<string, readonly string[]>>) => async (type: string, name: string) =>
  records[`${type} ${name}`] ?? [];

test('a name without records is an empty list, one that nobody answers for is missing', async (t) => {
  const ask = askIn({...control, 'MX blog.org': ['10 mail.blog.org']});

  const answers = await readAnswers(
    'hello@blog.org',
    [
      ['MX', 'blog.org'],
      ['A', 'blog.org'],
      ['TXT', '_dmarc.blog.org'],
    ],
    async (type, name) => {
      if (type === 'A') throw new Error('ETIMEOUT');
      return ask(type, name);
    },
  );

  t.deepEqual(answers, known({'MX blog.org': ['10 mail.blog.org'], 'TXT _dmarc.blog.org': []}));
});

test('a resolver that knows no name of the internet is not believed', async (t) => {
  const questions = [['TXT', '_dmarc.blog.org']] as const;
  const nothing = await readAnswers('hello@blog.org', questions, askIn({}));
  const silence = await readAnswers('hello@blog.org', questions, () => Promise.reject(new Error('ECONNREFUSED')));

  t.deepEqual(nothing, silence);
  t.regex('unknown' in nothing ? nothing.unknown : '', /the resolver of this machine knows no amazonses\.com/);
});

test('nobody is asked about a name for examples', async (t) => {
  const answers = await readAnswers('hello@example.com', [['MX', 'example.com']], () => t.fail() as never);

  t.regex('unknown' in answers ? answers.unknown : '', /example\.com publishes nothing: set mail\.sender first/);
});

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), {code}));

test('records come as they are written in a zone', async (t) => {
  const ask = askResolver({
    resolve4: (async () => ['192.0.2.1']) as never,
    resolveCname: async () => ['ABC.dkim.amazonses.com.'],
    resolveMx: async () => [{priority: 10, exchange: 'Mail.blog.org.'}],
    resolveTxt: async () => [['v=DMARC1; ', 'p=none']],
  });

  t.deepEqual(await Promise.all((['A', 'CNAME', 'MX', 'TXT'] as const).map((type) => ask(type, 'blog.org'))), [
    ['192.0.2.1'],
    ['abc.dkim.amazonses.com'],
    ['10 mail.blog.org'],
    ['v=DMARC1; p=none'],
  ]);
});

test('no such name and no such record are nothing; a resolver that fails is not', async (t) => {
  const askAfter = (code: string) => {
    const fail = failing(code);
    return askResolver({resolve4: fail, resolveCname: fail, resolveMx: fail, resolveTxt: fail})('MX', 'blog.org');
  };

  t.deepEqual(await Promise.all(['ENOTFOUND', 'ENODATA'].map(askAfter)), [[], []]);
  await t.throwsAsync(askAfter('ESERVFAIL'));
  await t.throwsAsync(askAfter('ETIMEOUT'));
});
