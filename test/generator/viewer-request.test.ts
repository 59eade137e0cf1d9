import {runInNewContext} from 'node:vm';
import test from 'ava';
import {sources} from './sample.ts';

type Answer = {
  readonly uri?: string;
  readonly statusCode?: number;
  readonly headers?: {readonly location: {readonly value: string}};
};

const answerTo = (uri: string): Answer =>
  runInNewContext(`${sources.edgeCode.viewerRequest};handler(event)`, {event: {request: {uri}}});

const serves = test.macro({
  exec: (t, uri: string, key: string) => {
    t.is(answerTo(uri).uri, key);
  },
  title: (_, uri, key) => `${uri} is the object ${key}`,
});

test(serves, '/', '/index.html');
test(serves, '/posts/x/', '/posts/x/index.html');
test(serves, '/feed.xml', '/feed.xml');
test(serves, '/assets/styles.0f3a.css', '/assets/styles.0f3a.css');

const redirects = test.macro({
  exec: (t, uri: string, location: string) => {
    const {statusCode, headers} = answerTo(uri);

    t.is(statusCode, 301);
    t.is(headers?.location.value, location);
  },
  title: (_, uri, location) => `${uri} is sent to ${location}`,
});

test(redirects, '/posts/x', '/posts/x/');
test(redirects, '//example.com/x', '/example.com/x/');
test(redirects, '/\\example.com/x', '/example.com/x/');
