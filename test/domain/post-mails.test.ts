import test, {type ExecutionContext} from 'ava';
import {undergo} from '../../src/domain/subscriber-life.ts';
import {start} from './a-subscriber.ts';
import {
  dawn,
  dusk,
  mailsPerReader,
  type PostMailWorld,
  postMailWorld,
  published,
  throttling,
} from './post-mail-world.ts';

const oneEach = (t: ExecutionContext, world: PostMailWorld) =>
  t.true(mailsPerReader(world).every((mails) => mails === 1));

test('every confirmed subscriber gets one mail, and a second run sends none', async (t) => {
  const world = postMailWorld({readers: 900});

  const pages = await world.run();

  oneEach(t, world);
  t.like(pages.at(-1), {status: 'sent', sent: 900, left: 0});
  await world.run();
  oneEach(t, world);
});

test('mails leave at no more than 80 % of the rate, and nearly so', async (t) => {
  const world = postMailWorld({readers: 700, mailMs: 900, quota: {maxSendRate: 10}});

  await world.run();

  const gaps = world.outbox.slice(1).map(({at}, index) => at - (world.outbox[index]?.at ?? 0));
  t.true(gaps.every((gap) => gap >= 125));
  const seconds = ((world.outbox.at(-1)?.at ?? 0) - start.getTime()) / 1000;
  t.true(700 / seconds > 7.9, `${700 / seconds} a second`);
});

test('two posts that are published at once keep to the rate together: one is told to everybody, then the other', async (t) => {
  const world = postMailWorld({readers: 400, mailMs: 900, quota: {maxSendRate: 10}});

  const ends = await world.runTogether([dawn, dusk]);

  for (const end of ends) t.like(end, {status: 'sent', sent: 400, left: 0});
  t.true(mailsPerReader(world).every((mails) => mails === 2));
  const gaps = world.outbox.slice(1).map(({at}, index) => at - (world.outbox[index]?.at ?? 0));
  t.true(gaps.every((gap) => gap >= 125));
  t.deepEqual(gaps.filter((gap) => gap > 1000).length, 1);
  t.true(gaps.every((gap) => gap <= 10_000));
});

test('a run whose turn it is not waits ten seconds, and is then where it was', async (t) => {
  const world = postMailWorld({readers: 400, quota: {maxSendRate: 10}});
  const first = await world.page();
  const sent = world.outbox.length;

  t.deepEqual(await world.page({slug: dusk, sent: 3, left: 2, throttled: 1}), {
    slug: dusk,
    ...{throttled: 1, sent: 3, left: 2},
    ...{status: 'sending', waitSeconds: 10},
  });

  t.is(world.outbox.length, sent);
  t.true((await world.page(first)).sent > first.sent);
});

test('a run that has ended keeps nobody waiting', async (t) => {
  const world = postMailWorld({readers: 3});
  await world.page();

  t.like(await world.page({slug: dusk}), {status: 'sent', sent: 3});
});

test('a run that died keeps the others waiting for a minute and a half, and itself not at all', async (t) => {
  const world = postMailWorld({readers: 400, quota: {maxSendRate: 10}});
  world.life.diesAt = 40;
  await t.throwsAsync(world.page());
  Object.assign(world.life, {diesAt: Number.POSITIVE_INFINITY, diedAt: ''});
  const until = (second: number) => world.pass(second - (world.clock().getTime() - start.getTime()) / 1000);

  until(89);
  t.like(await world.page({slug: dusk}), {sent: 0, waitSeconds: 10});
  t.true((await world.page()).sent > 0);

  until(89 + 90);
  t.true((await world.page({slug: dusk})).sent > 0);
  t.like(await world.page(), {sent: 0, waitSeconds: 10});
});

test('what a slow start has held up does not leave in a crowd', async (t) => {
  const world = postMailWorld({readers: 200, coldMs: 1500, quota: {maxSendRate: 10}});

  await world.run();

  oneEach(t, world);
  const within = world.outbox.map(
    ({at}) => world.outbox.filter((other) => other.at >= at && other.at < at + 1000).length,
  );
  t.true(Math.max(...within) <= 9, `${Math.max(...within)} within a second`);
});

test('a page takes no more than 45 seconds, and no fewer while there is work', async (t) => {
  const world = postMailWorld({readers: 700, quota: {maxSendRate: 10}});

  const first = await world.page();

  t.like(first, {status: 'sending', sent: 360, waitSeconds: 0, after: world.ids[359]});
  t.true((world.outbox.at(-1)?.at ?? 0) < start.getTime() + 45_000);
});

test('at 90 % of the quota a run waits until tomorrow, and goes on', async (t) => {
  const world = postMailWorld({readers: 500, quota: {max24HourSend: 200}});

  const pages = await world.run();

  oneEach(t, world);
  t.deepEqual(
    pages.filter(({waitSeconds}) => waitSeconds > 0).map(({sent, waitSeconds}) => [sent, waitSeconds]),
    [
      [180, 86_400],
      [360, 86_400],
    ],
  );
});

test('what others send counts, and one mail of room is used', async (t) => {
  const [full, almost] = [179, 180].map((sentLast24Hours) =>
    postMailWorld({readers: 3, quota: {max24HourSend: 200, sentLast24Hours}}),
  );

  t.like(await full?.page(), {sent: 1, status: 'sending', waitSeconds: 0});
  t.like(await almost?.page(), {sent: 0, status: 'sending', waitSeconds: 86_400});
});

test('an account without a quota of a day never waits for one', async (t) => {
  const world = postMailWorld({readers: 50, quota: {max24HourSend: -1, sentLast24Hours: 1_000_000}});

  t.like((await world.run()).at(-1), {status: 'sent', sent: 50});
});

test('nobody waits for tomorrow who has nobody left to mail', async (t) => {
  const world = postMailWorld({readers: 0, quota: {max24HourSend: 200, sentLast24Hours: 200}});

  t.like(await world.page(), {status: 'sent', waitSeconds: 0});
});

test('when SES has enough, the page ends, and the next one begins with the mail that was refused', async (t) => {
  const world = postMailWorld({readers: 100});
  const refused = world.people.get(world.ids[30] as never)?.email;
  world.faults.refuse = (to) => {
    if (to === refused) throw throttling();
  };

  const first = await world.page();
  t.like(first, {status: 'sending', sent: 30, left: 0, throttled: 1, waitSeconds: 15, after: world.ids[29]});

  world.faults.refuse = () => {};
  world.pass(first.waitSeconds);
  t.like((await world.run(first)).at(-1), {status: 'sent', sent: 100, left: 0, throttled: 0});
  oneEach(t, world);
});

test('the longer SES has enough, the longer a run rests, up to an hour', async (t) => {
  const world = postMailWorld({readers: 10});
  world.faults.refuse = () => {
    throw throttling();
  };

  const rests: number[] = [];
  let page = await world.page();
  for (let times = 0; times < 12; times += 1) {
    rests.push(page.waitSeconds);
    world.pass(page.waitSeconds);
    page = await world.page(page);
  }

  t.deepEqual(rests, [15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]);
  t.is(page.after, undefined);
});

test('a mail that fails otherwise is left to the sweep, and the run goes on', async (t) => {
  const world = postMailWorld({readers: 20});
  const refused = world.people.get(world.ids[7] as never);
  world.faults.refuse = (to) => {
    if (to === refused?.email) throw new Error('expected SES to take the mail, got MessageRejected');
  };

  t.like((await world.run()).at(-1), {status: 'sent', sent: 19, left: 1});

  const due = await world.ledger.listDue(new Date(start.getTime() + 3600_000));
  t.like(due, [{to: refused?.id, kind: 'new-post', occasion: dawn}]);
});

test('a sweep sends one mail after the other, and ends before its function does', async (t) => {
  const world = postMailWorld({readers: 60, mailMs: 1000});
  world.faults.refuse = () => {
    throw new Error('expected SES to take the mail, got MessageRejected');
  };
  await world.run();
  world.faults.refuse = () => {};

  t.is((await world.sweep()).sent, 45);
  const gaps = world.outbox.slice(1).map(({at}, index) => at - (world.outbox[index]?.at ?? 0));
  t.true(gaps.every((gap) => gap === 1000));
  t.is((await world.sweep()).sent, 15);
});

test('a mail that could not even be written is known to the ledger, so that the sweep finds it', async (t) => {
  const world = postMailWorld({readers: 3});
  const [broken] = world.ids;
  const {people} = world;
  const whole = people.get(broken as never);
  people.set(
    broken as never,
    {
      ...whole,
      get status(): never {
        throw new Error('expected a subscriber, got another thing');
      },
    } as never,
  );

  t.like((await world.run()).at(-1), {status: 'sent', sent: 2, left: 1});
  t.like(await world.ledger.listDue(new Date(start.getTime() + 3600_000)), [{to: broken}]);
});

test('who has left meanwhile gets none', async (t) => {
  const world = postMailWorld({readers: 3});
  const [gone] = [...world.people.values()];
  if (gone) world.people.set(gone.id, undergo(gone, {by: 'left', now: start}));

  t.like((await world.run()).at(-1), {status: 'sent', sent: 2, left: 0});
  t.false(world.outbox.some(({to}) => to === gone?.email));
});

for (const [what, post] of [
  ['was deleted', undefined],
  ['is a draft again', {...published, status: 'draft'}],
  ['is not to be told any more', {...published, mail: false}],
] as const)
  test(`a run ends with a post that ${what}`, async (t) => {
    const world = postMailWorld({readers: 500});
    const first = await world.page();

    world.post.now = post;

    t.like(await world.page(first), {status: 'withdrawn', sent: first.sent, waitSeconds: 0});
    t.is(world.outbox.length, first.sent);
  });
