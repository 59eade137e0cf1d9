import test from 'ava';
import {type Command, parseCommand} from '../../generator/arguments.ts';

const means = test.macro({
  exec: (t, args: readonly string[], expected: Command) => {
    t.deepEqual(parseCommand(args), expected);
  },
  title: (_, args: readonly string[], {name}: Command) => `'${args.join(' ')}' means ${name}`,
});

test(means, [], {name: 'write'});
test(means, ['--check'], {name: 'check'});
test(means, ['--stdout'], {name: 'print'});
test(means, ['-h', '--check'], {name: 'help'});
test(means, ['--diff'], {name: 'diff'});
test(means, ['--diff', '--against', 'a.yaml'], {name: 'diff', against: 'a.yaml'});
test(means, ['--against', 'a.yaml'], {name: 'wrong', problem: 'expected --against FILE after --diff'});
test(means, ['--diff', '--check'], {name: 'wrong', problem: 'expected one of --check, --stdout and --diff'});

test('an unknown flag and a missing file name are wrong', (t) => {
  t.is(parseCommand(['--dif']).name, 'wrong');
  t.is(parseCommand(['--diff', '--against']).name, 'wrong');
});
