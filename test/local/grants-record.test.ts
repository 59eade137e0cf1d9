import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {parseDecisions} from '../../local/grants/decisions.ts';
import {inRoot} from '../../local/places.ts';

/** Runs engine.py with an engine whose IAM answers are known; prints what the callers were answered. */
const engine = `
import json, os, runpy, sys, types
from ministack.core import iam_evaluator as iam

answers = {
    "s3:GetObject": None,
    "s3:PutObject": iam.EvalResult("ImplicitDeny"),
    "s3:DeleteObject": iam.AuthError("ExpiredToken", "expired"),
}

def enforce(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
    return answers[iam_action]

iam.enforce = enforce
session = {"userArn": "arn:aws:sts::000000000000:assumed-role/blog-SomeRole-1A/session"}
root = {"userArn": "arn:aws:iam::000000000000:root"}
iam.resolve_caller_identity = lambda key: {"session": session, "root": root}.get(key)

def main():
    # As the engine's modules take it.
    from ministack.core.iam_evaluator import enforce as decide
    same = [
        decide(key, action, "s3", "eu-central-1", resource_arn="arn:aws:s3:::bucket/key") is answer
        for key in ("session", "root", "")
        for action, answer in answers.items()
    ]
    same.append(decide("session", "s3:GetObject", "s3", "eu-central-1") is None)
    print(json.dumps({"same": same, "told": "MYBLOG_DECISIONS_FILE" in os.environ}))

app = types.ModuleType("ministack.app")
app.main = main
sys.modules["ministack.app"] = app
sys.path.insert(0, os.path.dirname(sys.argv[1]))
runpy.run_path(sys.argv[1])
`;

test('the recorder writes down what IAM decides about roles, and changes no decision', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'decisions-'));
  t.teardown(() => rmSync(folder, {recursive: true}));
  const file = join(folder, 'decisions.jsonl');

  const answer = execFileSync(inRoot('.venv', 'bin', 'python'), ['-c', engine, inRoot('local', 'engine.py')], {
    env: {...process.env, MYBLOG_DECISIONS_FILE: file, PYTHONDONTWRITEBYTECODE: '1'},
    encoding: 'utf8',
  });

  t.deepEqual(JSON.parse(answer), {same: Array(10).fill(true), told: false});
  const role = 'blog-SomeRole-1A';
  const resource = 'arn:aws:s3:::bucket/key';
  t.deepEqual(parseDecisions(readFileSync(file, 'utf8')), [
    {role, action: 's3:GetObject', resource, decision: 'allowed'},
    {role, action: 's3:PutObject', resource, decision: 'denied'},
    {role, action: 's3:GetObject', resource: '*', decision: 'allowed'},
  ]);
});
