"""MiniStack, started as always, that says as AWS does what it says differently: the one list of that.

With MYBLOG_DECISIONS_FILE it also writes down what its IAM decides (grants/record.py).
"""

import json
import logging
import os

if "MYBLOG_DECISIONS_FILE" in os.environ:
    # Before the engine's other modules are loaded, which take what it replaces from there.
    from grants import record

    record.start()

import mail_authorization  # noqa: E402

mail_authorization.start()

import mail_events  # noqa: E402
from ministack.app import main  # noqa: E402
from ministack.services import stepfunctions  # noqa: E402

call_lambda = stepfunctions._call_lambda

# The engine's words for a function whose process ended under a call, while it started, or just before it was asked.
ENDED_PROCESS = ("Worker process died", "Worker process exited immediately", "[Errno 32] Broken pipe")


def as_aws(error):
    """A throttled function is no Lambda.Unknown, and one whose process ended is no error of its handler."""
    if error.error == "Lambda.Unknown" and '"TooManyRequestsException"' in error.cause:
        message = json.loads(error.cause).get("message", error.cause)
        return stepfunctions._ExecutionError("Lambda.TooManyRequestsException", message)
    if any(f'"errorMessage": "{words}' in error.cause for words in ENDED_PROCESS):
        cause = {"errorType": "Runtime.ExitError", "errorMessage": "Error: Runtime exited with error: signal: killed"}
        return stepfunctions._ExecutionError("Runtime.ExitError", json.dumps(cause))
    return error


def call_lambda_as_aws(func_ref, event):
    try:
        return call_lambda(func_ref, event)
    except stepfunctions._ExecutionError as error:
        raise as_aws(error) from None


stepfunctions._call_lambda = call_lambda_as_aws

mail_events.start()

# AWS writes down no message of a topic; the engine logs how it begins.
logging.getLogger("sns").setLevel(logging.WARNING)

main()
