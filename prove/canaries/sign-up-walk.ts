// Everything that a visitor can send to sign up, by mistake or malice, each with a canary in it.
import type {Ask, Listener} from './answers.ts';
import type {Flock} from './flock.ts';

const json = {'Content-Type': 'application/json'};
const form = {'Content-Type': 'application/x-www-form-urlencoded'};
const path = '/api/subscribers';

type Try = Ask & {readonly status: number};

const post = (status: number, headers: Ask['headers'], body: string): Try => ({
  ...{method: 'POST', path, status, body},
  ...(headers && {headers}),
});

/** What is sent, and how it is answered. */
const tries = ({address, word}: Flock): readonly Try[] => [
  post(400, json, JSON.stringify({email: `${word('half an address')}@`})),
  post(400, json, JSON.stringify({email: `${address('first of two')}, ${address('second of two')}`})),
  post(400, json, JSON.stringify({email: `Name <${address('with a name')}>`})),
  post(400, json, JSON.stringify({email: [address('in a list')]})),
  post(400, json, JSON.stringify({email: {address: address('in an object')}})),
  post(400, json, JSON.stringify({email: `${address('too long')}${'.example'.repeat(60)}`})),
  post(400, json, JSON.stringify({email: address('crlf name'), name: `${word('name')}\r\nBcc: ${address('bcc')}`})),
  post(400, json, JSON.stringify({email: `${address('crlf')}\r\nBcc: ${address('bcc of address')}`})),
  post(400, json, JSON.stringify({email: address('name too long'), name: word('long name').repeat(20)})),
  post(400, json, JSON.stringify({email: address('other field'), [word('key')]: word('value')})),
  post(400, json, JSON.stringify([address('list')])),
  post(400, json, JSON.stringify(address('text'))),
  post(400, json, `{"email": "${address('malformed')}"`),
  post(400, json, `${address('no json at all')}`),
  post(415, {'Content-Type': 'text/plain'}, address('plain text')),
  post(415, {'Content-Type': `text/${word('content type')}`}, address('other content type')),
  post(415, {'Content-Type': 'multipart/form-data; boundary=x'}, `--x\r\n\r\n${address('multipart')}\r\n--x--`),
  post(413, json, JSON.stringify({email: address('oversized'), name: 'x'.repeat(140_000)})),
  post(400, form, `email=${word('form, half')}%40`),
  post(400, form, `email=${address('form, malformed')}%E0%A4%A&name=%`),
  post(400, form, `email=${encodeURIComponent(`${address('form, crlf')}\r\nBcc: b@example.org`)}`),
  post(400, form, `email=${address('form, twice')}&email=${address('form, twice, second')}`),
  post(202, form, `email=${encodeURIComponent(address('decoy'))}&website=${word('website')}`),
  {method: 'GET', path: `${path}?email=${address('in a query')}`, status: 404},
  {method: 'PUT', path: `${path}/${address('in a path')}`, status: 404, headers: json, body: '{}'},
  {method: 'GET', path: `/${address('in a page')}/?q=${address('in the query of a page')}`, status: 404},
  {
    ...post(202, json, JSON.stringify({email: address('headers')})),
    headers: {
      ...json,
      'User-Agent': word('user agent'),
      Referer: `https://mail.example/?to=${address('referer')}`,
      Cookie: `who=${address('cookie')}`,
      'X-Forwarded-For': word('forwarded for'),
    },
  },
  ...['Bearer', 'Basic'].map((scheme) => ({
    ...{method: 'PUT', path: '/api/posts/a-post', status: 401},
    headers: {...json, Authorization: `${scheme} ${word(`author's token, ${scheme}`)}`},
    body: '{}',
  })),
];

/** Answers how many requests there were, and which were answered otherwise than they should be. */
export const walkSignUps = async (canaries: Flock, {ask}: Listener): Promise<readonly string[]> => {
  const surprises: string[] = [];
  for (const {status, ...request} of tries(canaries)) {
    const told = await ask(request);
    if (told.status !== status)
      surprises.push(`${request.method} ${request.path.split('?')[0]}: expected ${status}, got ${told.status}`);
  }
  return surprises;
};
