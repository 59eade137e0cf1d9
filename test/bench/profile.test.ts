import test from 'ava';
import {type Part, splitProfile} from '../../bench/profile.ts';

const frame = (functionName: string) => ({functionName, url: ''});

const profile = {
  nodes: [
    {id: 1, callFrame: frame('(root)'), children: [2, 4]},
    {id: 2, callFrame: frame('rules'), children: [3]},
    {id: 3, callFrame: frame('yaml')},
    {id: 4, callFrame: frame('idle')},
  ],
  samples: [2, 3, 4, 3],
  timeDeltas: [1000, 2000, 4000, 500],
};

const part: Part<'rules' | 'yaml' | 'rest'> = ({functionName}) =>
  functionName === 'rules' || functionName === 'yaml' ? functionName : undefined;

test('a moment belongs to the outermost part that it lies in', (t) => {
  const split = splitProfile(profile, part, 'rest');

  t.deepEqual([...split].sort(), [
    ['rest', 4],
    ['rules', 3.5],
  ]);
});
