import test from 'ava';
import {planRotation} from '../../operate/rotate-keys/rotation-plan.ts';

const since = new Date('2026-03-01T09:30:00.000Z');
const days = (count: number): Date => new Date(since.getTime() + count * 24 * 3600 * 1000);
const rotated = {versionId: 'v', since, isRotated: true};

test('a key that was never rotated may be at any time, and no link ends', (t) => {
  t.regex(
    planRotation({...rotated, isRotated: false}, days(0), {force: false}),
    /never rotated: every link .* goes on working/,
  );
});

test('a key is not rotated twice within 30 days, unless the owner insists', (t) => {
  const tooEarly = new Date(days(30).getTime() - 1);

  t.throws(() => planRotation(rotated, tooEarly, {force: false}), {
    message: /30 days ago or more, got 29 \(2026-03-01T.* those to unsubscribe too; --force/,
  });
  t.regex(planRotation(rotated, tooEarly, {force: true}), /sent before 2026-03-01 stop working/);
});

test('after 30 days it may be, and the owner reads which links end', (t) => {
  t.is(
    planRotation(rotated, days(30), {force: false}),
    'The key was last rotated on 2026-03-01, 30 days ago: links in mails sent before 2026-03-01 stop working, those to unsubscribe too.',
  );
});

test('nobody can rotate it twice within a minute: functions may still sign with the key before', (t) => {
  const later = (seconds: number): Date => new Date(since.getTime() + seconds * 1000);

  for (const force of [false, true])
    t.throws(() => planRotation(rotated, later(59.999), {force}), {message: /60 seconds ago or more, got 2026-03-01T/});
  t.notThrows(() => planRotation(rotated, later(60), {force: true}));
});
