import {once} from 'node:events';
import {createServer} from 'node:http';
import {type AddressInfo, connect} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import {forwardTo} from '../../../operate/invoke/forward.ts';

const listen = async (t: {teardown(stop: () => void): void}) => {
  const server = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

test('what listens on the loopback interface is reached through an address of this machine', async (t) => {
  const endpoint = await listen(t);
  const forward = await forwardTo(endpoint, '127.0.0.1');

  t.not(forward.endpoint, endpoint);
  t.is(await (await fetch(forward.endpoint)).text(), 'hello');
  forward.close();
});

test('a closed forward ends connections that nobody else ends', async (t) => {
  const forward = await forwardTo(await listen(t), '127.0.0.1');
  const connection = connect(Number(new URL(forward.endpoint).port), '127.0.0.1');
  const closed = new Promise((resolve) => connection.on('error', () => {}).once('close', () => resolve(true)));
  await once(connection, 'connect');

  connection.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(connection, 'data');
  forward.close();

  t.true(await Promise.race([closed, delay(2000, false)]));
  await t.throwsAsync(fetch(forward.endpoint));
});

test('an address that is not of this machine is left to Docker', async (t) => {
  t.is((await forwardTo('http://127.0.0.1:4566', '192.0.2.1')).endpoint, 'http://192.0.2.1:4566');
});

test('an engine elsewhere is called where it is', async (t) => {
  t.is((await forwardTo('http://engine.example:4566', '192.0.2.1')).endpoint, 'http://engine.example:4566');
});
