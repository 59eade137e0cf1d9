// Pure: what a photo uses by a way of making its thumbnails, from S3's event to the announcement, and what a million of it cost.

import type {PhotoFacts, Way} from './cost-ways.ts';
import {type PhotoUnit, type Post, prices, type Unit} from './prices.ts';

export type Usage = Readonly<Record<PhotoUnit, number>>;

/** What a blog has once. */
export type BlogFacts = {readonly photosMb: number; readonly regions: number};

/** What is waited for and paid for beside processor time; zero where it is left out. */
export type Waits = {readonly s3Ms: number; readonly serviceMs: number};

export type WorkflowType = 'standard' | 'express';

/** Up to the next step, unless only the last digit of a sum is above one. */
const roundUp = (amount: number, step: number): number => Math.ceil(amount / step - 1e-9) * step;

/**
 * The claim writes an item below 1 KB and its entry in the index `due`, the record an item of some KB and that entry under another
 * key, which is two writes. In the index `list` nothing changes. Each replica writes the same.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 */
const writeUnits = (recordBytes: number, regions: number): number =>
  (1 + 1 + roundUp(recordBytes, 1024) / 1024 + 2) * regions;

/**
 * With as much memory a function has one whole vCPU, which is all that these use.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const vcpuMb = 1769;

/** Waits of tasks beside one another are paid by each, but a run lasts as long as one of them. */
export const usageOf = (
  type: WorkflowType,
  way: Way,
  {logBytes, recordBytes}: PhotoFacts,
  {photosMb, regions}: BlogFacts,
  {s3Ms, serviceMs}: Waits,
): Usage => {
  const slower = Math.max(1, vcpuMb / photosMb);
  const tasks = way.tasks.map((task) => ({...task, billedMs: roundUp(task.cpuMs * slower + task.s3Waits * s3Ms, 1)}));
  const sum = (of: (task: (typeof tasks)[number]) => number): number =>
    tasks.reduce((total, task) => total + of(task), 0);
  const calls = sum(({times}) => times);
  const runMs = roundUp(sum(({billedMs}) => billedMs) + way.services * serviceMs, 100);
  const isExpress = type === 'express';

  return {
    transitions: isExpress ? 0 : way.states,
    expressRuns: isExpress ? 1 : 0,
    // 50 MB and a definition and data of some kB: one step of 64 MB.
    expressGbSeconds: isExpress ? (64 / 1024) * (runMs / 1000) : 0,
    calls,
    gbSeconds: (photosMb / 1024) * (sum(({billedMs, times}) => billedMs * times) / 1000),
    puts: way.puts,
    gets: way.gets,
    writeUnits: writeUnits(recordBytes, regions),
    readUnits: way.reads * Math.ceil(recordBytes / 4096),
    publishes: 1,
    events: way.events,
    logBytes: way.states * logBytes.perState[type] + calls * logBytes.perCall,
  };
};

/** USD for a million photos, or mails, each using as much. */
export const costOf = (usage: Readonly<Partial<Record<Unit, number>>>): Readonly<Record<Post, number>> => {
  const cost: Record<Post, number> = {workflow: 0, compute: 0, PUTs: 0, mails: 0, others: 0};

  for (const [unit, amount] of Object.entries(usage)) {
    const {usd, per, post} = prices[unit as Unit];

    cost[post] += (1e6 * amount * usd) / per;
  }

  return cost;
};

export const totalOf = (cost: Readonly<Record<Post, number>>): number =>
  Object.values(cost).reduce((sum, usd) => sum + usd, 0);
