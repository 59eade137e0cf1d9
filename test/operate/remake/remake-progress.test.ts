import test from 'ava';
import {type Progress, progressLine} from '../../../operate/remake/remake-progress.ts';

const line = test.macro({
  exec: (t, progress: Partial<Progress>, expected: string) => {
    t.is(progressLine({done: 0, failed: 0, total: 240, elapsedMilliseconds: 60_000, ...progress}), expected);
  },
  title: (_, progress, expected) => `${JSON.stringify(progress)} reads ${expected}`,
});

test(line, {}, '░░░░░░░░░░░░░░░░░░░░░░░░ 0 of 240');
test(line, {done: 2}, '░░░░░░░░░░░░░░░░░░░░░░░░ 2 of 240');
test(line, {done: 12, failed: 1}, '█░░░░░░░░░░░░░░░░░░░░░░░ 12 of 240, 1 failed, about 19 min left');
test(line, {done: 3}, '░░░░░░░░░░░░░░░░░░░░░░░░ 3 of 240, about 1 h 19 min left');
test(line, {done: 239}, '███████████████████████░ 239 of 240, less than a minute left');
test(line, {done: 240}, '████████████████████████ 240 of 240');
