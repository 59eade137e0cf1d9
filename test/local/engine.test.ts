import {execFileSync} from 'node:child_process';
import test from 'ava';
import {inRoot} from '../../local/places.ts';

/** Runs engine.py on an engine whose functions fail in known ways; prints what a state machine would be told. */
const engine = `
import json, os, runpy, sys, types
from ministack.services import stepfunctions

failures = {
    "throttled": ("Lambda.Unknown", '{"__type": "TooManyRequestsException", "message": "Rate Exceeded"}'),
    "killed": ("Lambda.Unknown", "signal: killed"),
    "thrown": ("Runtime.HandlerError", '{"errorMessage": "TooManyRequestsException"}'),
    "ended": ("Runtime.HandlerError", '{"errorMessage": "Worker process died", "errorType": "Runtime.HandlerError"}'),
    "ended early": ("RuntimeError", '{"errorMessage": "Worker process exited immediately. stderr: "}'),
}

def call_lambda(func_ref, event):
    if func_ref in failures:
        raise stepfunctions._ExecutionError(*failures[func_ref])
    return {"answered": event}

stepfunctions._call_lambda = call_lambda

def outcome(func_ref):
    try:
        return stepfunctions._call_lambda(func_ref, 1)
    except stepfunctions._ExecutionError as error:
        return error.error

def main():
    print(json.dumps({name: outcome(name) for name in [*failures, "fine"]}))

app = types.ModuleType("ministack.app")
app.main = main
sys.modules["ministack.app"] = app
sys.path.insert(0, os.path.dirname(sys.argv[1]))
runpy.run_path(sys.argv[1])
`;

test('a task whose function is throttled or whose process ended fails by the name that AWS gives it, and every other as before', (t) => {
  const answer = execFileSync(inRoot('.venv', 'bin', 'python'), ['-c', engine, inRoot('local', 'engine.py')], {
    env: {...process.env, PYTHONDONTWRITEBYTECODE: '1'},
    encoding: 'utf8',
  });

  t.deepEqual(JSON.parse(answer), {
    throttled: 'Lambda.TooManyRequestsException',
    killed: 'Lambda.Unknown',
    thrown: 'Runtime.HandlerError',
    ended: 'Runtime.ExitError',
    'ended early': 'Runtime.ExitError',
    fine: {answered: 1},
  });
});
