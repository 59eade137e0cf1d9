import test from 'ava';
import {explain} from '../../operate/sdk-errors.ts';
import {UserError} from '../../operate/user-error.ts';

const sdkError = (name: string, message = name): Error =>
  Object.assign(new Error(message), {name, $metadata: {attempts: 3}});

const refused = Object.assign(sdkError('Error'), {code: 'ECONNREFUSED'});
const notFound = Object.assign(sdkError('Error'), {code: 'ENOTFOUND'});

test('an engine that was given and does not answer is named', (t) => {
  const sentence =
    'expected an AWS engine at http://127.0.0.1:4566 (AWS_ENDPOINT_URL), got no connection: start it, or unset the variable';

  for (const error of [refused, notFound]) t.is(explain(error, 'http://127.0.0.1:4566'), sentence);
});

test('without one, it is the blog on this machine that refuses, and AWS that is not found', (t) => {
  t.is(
    explain(refused, ''),
    'expected the engine of the blog on this machine to answer, got no connection: start it with npm start',
  );
  t.is(
    explain(notFound, ''),
    'expected AWS to answer, got no connection: check the network and the name of the region',
  );
});

test('what AWS answers is passed on, and what nobody foresaw keeps its stack', (t) => {
  const unforeseen = new TypeError('x is not a function');

  t.is(
    explain(sdkError('ValidationError', 'Stack with id myblog does not exist')),
    'AWS answered: Stack with id myblog does not exist',
  );
  t.is(explain(new UserError('one sentence')), 'one sentence');
  t.is(explain(unforeseen), String(unforeseen.stack));
});
