import test from 'ava';
import {costOf, totalOf, type Usage, usageOf} from '../../bench/cost-model.ts';
import {mapWay, onceWay, type PhotoFacts} from '../../bench/cost-ways.ts';

const facts: PhotoFacts = {
  thumbnails: 8,
  cpuMs: {validate: 20, once: 700, apart: 2400},
  logBytes: {perState: {standard: 1000, express: 3000}, perCall: 500},
  recordBytes: 1700,
};
const blog = {photosMb: 1769, regions: 1};
const waits = {s3Ms: 100, serviceMs: 10};

const states = [
  {Type: 'Choice', name: 'NewPhoto'},
  {Type: 'Task', Resource: 'arn:aws:states:::dynamodb:updateItem', name: 'ClaimPhoto'},
  {Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', name: 'ValidatePhoto'},
  {Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', name: 'ResizePhoto'},
  {Type: 'Task', Resource: 'arn:aws:states:::sns:publish', name: 'AnnouncePhoto'},
];

const nothing: Usage = {
  transitions: 0,
  expressRuns: 0,
  expressGbSeconds: 0,
  calls: 0,
  gbSeconds: 0,
  puts: 0,
  gets: 0,
  writeUnits: 0,
  readUnits: 0,
  publishes: 0,
  events: 0,
  logBytes: 0,
};

test('a million photos cost what is asked for a million times their use', (t) => {
  const cost = costOf({...nothing, transitions: 8, calls: 2, gbSeconds: 1, puts: 9, gets: 2, logBytes: 10_000});

  t.is(cost.workflow.toFixed(2), '200.00');
  t.is(cost.compute.toFixed(2), '13.73');
  t.is(cost.PUTs.toFixed(2), '48.60');
  t.is(cost.others.toFixed(2), '7.16');
  t.is(totalOf(cost).toFixed(2), '269.49');
});

test('Standard pays for states and Express for its runs and how long they last', (t) => {
  const standard = usageOf('standard', onceWay(states, facts), facts, blog, waits);
  const express = usageOf('express', onceWay(states, facts), facts, blog, waits);

  t.like(standard, {transitions: 5, expressRuns: 0, expressGbSeconds: 0, logBytes: 6000});
  // 120 ms of the check, 900 ms of the thumbnails and 20 ms of table and topic are billed as 1,100 ms.
  t.like(express, {transitions: 0, expressRuns: 1, expressGbSeconds: 1.1 / 16, logBytes: 16_000});
});

test('one task puts each thumbnail and the original; a Map also starts, and reads the file, for each size', (t) => {
  const once = usageOf('standard', onceWay(states, facts), facts, blog, waits);
  const map = usageOf('standard', mapWay(facts), facts, blog, waits);

  t.like(once, {calls: 2, puts: 9, gets: 2});
  t.like(map, {transitions: 13, calls: 9, puts: 8, gets: 9});
});

test('a function is billed for what it computes and for what it waits, and computes slower below one vCPU', (t) => {
  const {gbSeconds} = usageOf('standard', mapWay(facts), facts, blog, waits);
  const half = usageOf('standard', mapWay(facts), facts, {...blog, photosMb: 884.5}, {s3Ms: 0, serviceMs: 0});

  t.is(gbSeconds.toFixed(6), ((1769 / 1024) * (0.12 + 8 * 0.5)).toFixed(6));
  t.is(half.gbSeconds.toFixed(6), ((1769 / 1024) * 2.42).toFixed(6));
});

test('a record is written by the KB with its entry in the index due, again in each region', (t) => {
  const unitsOf = (recordBytes: number, regions: number) =>
    usageOf('standard', mapWay(facts), {...facts, recordBytes}, {...blog, regions}, waits).writeUnits;

  t.is(unitsOf(1024, 1), 5);
  t.is(unitsOf(1025, 1), 6);
  t.is(unitsOf(1025, 2), 12);
});
