"""MiniStack's Step Functions interpreter without the rest of the engine: a JSON line in is an order, one out its answer.

An order is {"machine": document, "runs": [run, …]}, an answer is a result for each run; interpreter.ts has their types.
MiniStack's own are the states, Retry, Catch, Choice, variables, JSONata, the history, and the table that DynamoDB calls
change. Ours is what a call meets: `Calls` stands where MiniStack would ask a service.
"""

import functools
import json
import logging
import os
import re
import sys
import types

# Waits before a retry take no time; read when the module is loaded.
os.environ["SFN_WAIT_SCALE"] = "0"

import jsonata  # noqa: E402
from ministack.services import dynamodb, stepfunctions  # noqa: E402


# Far more than any run has that ends.
MAX_VISITS = 50


class Calls:
    """What services answer during one run, visit by visit of its tasks; every retry is a call of the same visit."""

    def __init__(self, run):
        self.run = run
        self.made = []

    def answer(self, resource, arguments):
        execution = next(iter(stepfunctions._executions.values()))
        entered = [event for event in execution["events"] if event["type"] == "TaskStateEntered"]
        visit, state = len(entered) - 1, entered[-1]["stateEnteredEventDetails"]["name"]
        attempt = sum(call["visit"] == visit for call in self.made)
        if visit > MAX_VISITS:
            raise RuntimeError(f"expected the run to end, got {visit} visits of its tasks")
        plan = self.run["visits"][visit] if visit < len(self.run["visits"]) else {}
        if attempt == 0 and "meanwhile" in plan:
            self.run["answers"] = {**self.run["answers"], **plan["meanwhile"].get("answers", {})}
            put({**(read(self.run) or {}), **plan["meanwhile"].get("record", {})})
        call = {"visit": visit, "state": state, "resource": resource, "arguments": arguments, "record": read(self.run)}
        self.made.append(call)
        errors = plan.get("errors", [])
        if attempt >= len(errors) and not plan.get("always"):
            return plan["result"] if "result" in plan else self.ask(resource, arguments)
        if plan.get("after"):
            self.ask(resource, arguments)
        raise stepfunctions._ExecutionError(errors[min(attempt, len(errors) - 1)], f"injected into {state}")

    def ask(self, resource, arguments):
        if ":dynamodb:" in resource and "record" in self.run:
            return stepfunctions._invoke_dynamodb(resource.rsplit(":", 1)[-1], arguments)
        return self.run["answers"][arguments.get("FunctionName", resource)]


def aws(action, request):
    """What MiniStack does for one request of the AWS API."""
    status, _, body = action(request)
    if status >= 400:
        raise ValueError(f"{action.__name__}: {body}")
    return json.loads(body) if body else {}


def key_of(run):
    return {"TableName": "PhotosTableName", "Key": {"pk": {"S": f"photo#{run['photoId']}"}, "sk": {"S": "photo"}}}


def read(run):
    return aws(dynamodb._get_item, {**key_of(run), "ConsistentRead": True}).get("Item")


def put(record):
    aws(dynamodb._put_item, {"TableName": "PhotosTableName", "Item": record})


def boolean(value):
    """AWS fails a run whose condition is no boolean; MiniStack takes what JSONata finds true."""
    if isinstance(value, bool):
        return value
    raise stepfunctions._ExecutionError("States.QueryEvaluationError", f"expected a boolean, got {json.dumps(value)}")


def history(arn):
    """Of each event its type, and its state or its error."""
    token = {}
    while True:
        page = aws(stepfunctions._get_execution_history, {"executionArn": arn, "maxResults": 1000, **token})
        for event in page["events"]:
            details = next((value for key, value in event.items() if key.endswith("EventDetails")), {})
            yield {"type": event["type"], **{key: details[key] for key in ("name", "error") if key in details}}
        if "nextToken" not in page:
            return
        token = {"nextToken": page["nextToken"]}


def result_of(machine, run):
    stepfunctions._executions.clear()
    calls = Calls(run)
    stepfunctions._invoke_resource = calls.answer
    aws(dynamodb._delete_item, key_of(run))
    if run.get("record"):
        put(run["record"])
    request = {"stateMachineArn": machine, "name": run["name"], "input": json.dumps(run["input"])}
    ended = aws(stepfunctions._start_sync_execution, request)
    return {
        "status": ended["status"],
        "error": ended.get("error"),
        "cause": ended.get("cause"),
        "events": list(history(ended["executionArn"])),
        "calls": calls.made,
        "record": read(run),
    }


def answer(order):
    # As CloudFormation would substitute, with the names themselves.
    definition = re.sub(r"\$\{(\w+)\}", r"\1", json.dumps(order["machine"]))
    role = "arn:aws:iam::000000000000:role/photos"
    stepfunctions._state_machines.clear()
    created = aws(stepfunctions._create_state_machine, {"name": "photos", "definition": definition, "roleArn": role})
    return [result_of(created["stateMachineArn"], run) for run in order["runs"]]


# It logs every run that fails.
logging.disable(logging.CRITICAL)
stepfunctions._truthy = boolean
# MiniStack watches every call from another thread; here none takes long, and one that should is given States.Timeout.
stepfunctions._invoke_resource_with_timeout = lambda resource, arguments, timeout: stepfunctions._invoke_resource(
    resource, arguments
)
# It holds every execution back for 150 ms, parses an expression anew each time, and ends one that takes a second, which
# on a busy machine none is to blame for.
stepfunctions.time = types.SimpleNamespace(sleep=lambda seconds: None, time=stepfunctions.time.time)
jsonata.parser.Parser.parse = functools.cache(jsonata.parser.Parser.parse)
jsonata.Jsonata.jsonata = staticmethod(lambda expression, **bounds: jsonata.Jsonata(expression))
aws(
    dynamodb._create_table,
    {
        "TableName": "PhotosTableName",
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
        "BillingMode": "PAY_PER_REQUEST",
    },
)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
