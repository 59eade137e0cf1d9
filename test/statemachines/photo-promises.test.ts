import test from 'ava';
import {photosMachine} from './asl.ts';
import {startInterpreter} from './interpreter.ts';
import {keepPromises} from './photo-promises.ts';

const interpreter = startInterpreter();
test.after.always(() => interpreter.stop());

test('whatever fails once or for ever, and whoever writes the record meanwhile, the record says what became of the photo', async (t) => {
  const {runs, broken} = await keepPromises(interpreter, photosMachine);

  t.log(`${runs} runs`);
  t.true(runs >= 300);
  t.deepEqual(broken, []);
});
