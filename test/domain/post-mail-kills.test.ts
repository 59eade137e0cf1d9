import test from 'ava';
import {chanceOf} from '../../prove/interleavings/random-choices.ts';
import type {PostMailProgress} from '../../src/domain/post-mails.ts';
import {dawn, mailsPerReader, type PostMailWorld, postMailWorld} from './post-mail-world.ts';

/** Kills the process at one call after the other, and lets the run and then the sweep go on. */
const afterKills = async (readers: number) => {
  const worlds: PostMailWorld[] = [];
  for (let diesAt = 0; ; diesAt += 1) {
    const world = postMailWorld({readers});
    world.life.diesAt = diesAt;
    const died = {at: ''};
    const {page} = world;
    await page().catch(() => {
      died.at = world.life.diedAt;
    });
    if (died.at === '') return worlds;
    Object.assign(world.life, {diesAt: Number.POSITIVE_INFINITY, diedAt: ''});
    await world.run();
    await world.sweep();
    worlds.push(Object.assign(world, {life: {...world.life, diedAt: died.at}}));
  }
};

test('killed at any point, a run goes on by itself: everybody gets a mail, and one alone unless the kill came between SES and the ledger', async (t) => {
  const worlds = await afterKills(6);

  t.deepEqual([...new Set(worlds.map(({life}) => life.diedAt))].toSorted(), [
    'claim',
    'commit',
    'read',
    'send',
    'turn',
  ]);
  for (const world of worlds) {
    const mails = mailsPerReader(world);
    const most = world.life.diedAt === 'commit' ? 2 : 1;
    t.true(
      mails.every((count) => count >= 1 && count <= most),
      `${world.life.diedAt}: ${mails}`,
    );
  }
});

/** Kills the run, and then the sweep, again and again; answers how many mails of each reader met a kill between SES and the ledger. */
const killedAgainAndAgain = async (world: PostMailWorld, seed: number): Promise<readonly number[]> => {
  const {life, ids, addresses, outbox, people} = world;
  const chance = chanceOf(seed);
  const met = new Map<string, number>();
  let killsLeft = 12;
  const lookAtTheDead = () => {
    for (const to of ids) {
      const {email = ''} = people.get(to) ?? {};
      const mails = outbox.filter((mail) => mail.to === email).length;
      const isClaimed = world.stateOf({to, kind: 'new-post', occasion: dawn}) === 'claimed';
      if (isClaimed && mails > (met.get(email) ?? 0)) met.set(email, mails);
    }
  };
  const untilItLives = async <T>(act: () => Promise<T>): Promise<T> => {
    for (;;) {
      killsLeft -= 1;
      Object.assign(life, {
        diedAt: '',
        diesAt: killsLeft > 0 ? life.calls + chance.below(60) : Number.POSITIVE_INFINITY,
      });
      const done = await act().then(
        (result) => ({result}),
        () => undefined,
      );
      if (done && life.diedAt === '') return done.result;
      lookAtTheDead();
    }
  };
  let progress: Partial<PostMailProgress> = {};
  for (let status = ''; status !== 'sent'; ) {
    const page = await untilItLives(() => world.page(progress));
    [progress, status] = [page, page.status];
  }
  killsLeft += 6;
  await untilItLives(world.sweep);
  return addresses.map((address) => met.get(address) ?? 0);
};

for (const seed of [1, 2, 3])
  test(`killed again and again, its sweeps too, a run mails everybody, and twice only whom a kill met between SES and the ledger (seed ${seed})`, async (t) => {
    const world = postMailWorld({readers: 40, mailMs: 300});

    const met = await killedAgainAndAgain(world, seed);

    t.true(met.some((times) => times > 0));
    t.deepEqual(
      mailsPerReader(world),
      met.map((times) => times + 1),
    );
  });
