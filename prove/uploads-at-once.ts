// `npm run prove -- uploads`: many photos uploaded at once, where few functions may run at once, as on a fresh account of AWS.

import {setTimeout as pause} from 'node:timers/promises';
import {paginateListExecutions, SFNClient} from '@aws-sdk/client-sfn';
import {type Blog, output} from '../local/blog.ts';
import {ownRun} from '../local/own-run.ts';
import {askTicket, type PhotoAnswer, sendUpload, type Ticket, type Upload} from '../local/photo-upload.ts';
import {photographs, readPhotograph} from '../local/photographs.ts';
import {clientConfig} from '../operate/engine-clients.ts';
import {readRun} from '../operate/runs/run-reader.ts';
import {inParallel} from '../src/domain/in-parallel.ts';
import {groupMemory} from './engine-memory.ts';

const count = 200;
const concurrency = 10;
const deadlineMinutes = 30;

const uploadOf = (n: number): Upload => {
  const photograph = photographs[n % photographs.length] ?? photographs[0];
  return {contentType: 'image/jpeg', body: readPhotograph(photograph), alt: photograph.alt};
};

/** The author's photos by id, whatever became of them. */
const readPhotos = async ({visitor}: Blog): Promise<ReadonlyMap<string, PhotoAnswer>> => {
  const photos = new Map<string, PhotoAnswer>();
  for (let next: string | undefined = ''; next !== undefined; ) {
    const answer = await visitor.send('GET', `/api/author/photos?limit=50${next && `&cursor=${next}`}`, {
      asAuthor: true,
    });
    if (answer.status !== 200) {
      // The API's functions are throttled too.
      await pause(500);
      continue;
    }
    const page = answer.json<{photos: readonly PhotoAnswer[]; next?: string}>();
    for (const photo of page.photos) photos.set(photo.id, photo);
    next = page.next;
  }
  return photos;
};

/** How the runs ended, how many calls were tried again or given up, and what their last fault was. */
const tallyRuns = async (blog: Blog) => {
  const client = new SFNClient(clientConfig(blog.engine));
  const workflow = {client, stateMachineArn: output(blog, 'PhotosStateMachineArn')};
  const [ends, faults] = [new Map<string, number>(), new Map<string, number>()];
  const count = (tally: Map<string, number>, name: string) => tally.set(name, (tally.get(name) ?? 0) + 1);
  for await (const {executions = []} of paginateListExecutions({client}, {stateMachineArn: workflow.stateMachineArn}))
    for (const execution of executions) {
      const {status, states} = await readRun(workflow, execution);
      count(ends, status);
      for (const {name, attempts, fault} of states)
        if (fault)
          count(faults, `${name} ${fault.error}: ${fault.cause.slice(0, 80)}${attempts > 1 ? ', tried again' : ''}`);
    }
  const shown = (tally: Map<string, number>) =>
    [...tally].map(([name, times]) => `${times} ${name}`).join('; ') || 'none';
  return {ends: shown(ends), faults: shown(faults)};
};

const askTickets = async ({visitor}: Blog): Promise<readonly Ticket[]> =>
  inParallel(
    Array.from({length: count}, (_, n) => n),
    4,
    (n) => askTicket(visitor, uploadOf(n)),
  );

const isOpen = ({status}: PhotoAnswer): boolean => status === 'waiting' || status === 'processing';

/** Samples what the engine's group holds until it is told to stop; answers the peaks. */
const watchMemory = (pid: number) => {
  const peaks = {leaderMib: 0, functionMib: 0, allMib: 0};
  const sample = () => {
    const {leaderMib, othersMib} = groupMemory(pid);
    peaks.leaderMib = Math.max(peaks.leaderMib, leaderMib);
    peaks.functionMib = Math.max(peaks.functionMib, ...othersMib);
    peaks.allMib = Math.max(
      peaks.allMib,
      othersMib.reduce((sum, mib) => sum + mib, leaderMib),
    );
  };
  const timer = setInterval(sample, 500);
  return {
    stop: () => {
      clearInterval(timer);
      return peaks;
    },
  };
};

/** Waits until nothing is open, and says now and then how far it is. */
const untilAllDone = async (blog: Blog, ids: readonly string[]): Promise<readonly PhotoAnswer[]> => {
  const deadline = Date.now() + deadlineMinutes * 60_000;
  for (;;) {
    const photos = await readPhotos(blog);
    const ours = ids.flatMap((id) => photos.get(id) ?? []);
    const open = ours.filter(isOpen).length;
    console.log(`${ids.length - open} of ${ids.length} photos done`);
    if ((open === 0 && ours.length === ids.length) || Date.now() > deadline) return ours;
    await pause(5_000);
  }
};

await ownRun('prove-uploads', async ({startBlog}) => {
  const blog = await startBlog({engine: {concurrency}});
  const tickets = await askTickets(blog);
  const memory = watchMemory(blog.engine.pid ?? 0);
  const startedAt = performance.now();
  await Promise.all(tickets.map((ticket, n) => sendUpload(ticket, uploadOf(n))));
  const photos = await untilAllDone(
    blog,
    tickets.map(({id}) => id),
  );
  const minutes = (performance.now() - startedAt) / 60_000;
  const {leaderMib, functionMib, allMib} = memory.stop();
  const ready = photos.filter(({status, thumbnails}) => status === 'ready' && thumbnails.length > 0).length;
  const {ends, faults} = await tallyRuns(blog);
  const mib = (value: number) => `${Math.round(value)} MiB`;
  console.log(`
${count} photos uploaded at once, ${concurrency} functions at a time: ${ready} ready after ${(minutes * 60).toFixed(0)} s, ${(count / minutes).toFixed(0)} runs a minute
runs: ${ends}
states with a fault: ${faults}
memory at its peak: ${mib(functionMib)} the largest function, ${mib(leaderMib)} the engine, ${mib(allMib)} all together`);
  for (const {id, status, reason} of photos.filter((photo) => photo.status !== 'ready'))
    console.log(`${id} ${status} ${reason ?? ''}`);
  return ready === count ? 0 : 1;
});
