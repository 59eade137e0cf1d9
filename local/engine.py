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

from ministack.app import main  # noqa: E402
from ministack.services import stepfunctions  # noqa: E402

call_lambda = stepfunctions._call_lambda


def call_lambda_as_aws(func_ref, event):
    """A task whose function is throttled fails as Lambda.TooManyRequestsException, not as Lambda.Unknown."""
    try:
        return call_lambda(func_ref, event)
    except stepfunctions._ExecutionError as error:
        if error.error != "Lambda.Unknown" or '"TooManyRequestsException"' not in error.cause:
            raise
        message = json.loads(error.cause).get("message", error.cause)
        raise stepfunctions._ExecutionError("Lambda.TooManyRequestsException", message) from None


stepfunctions._call_lambda = call_lambda_as_aws

# AWS writes down no message of a topic; the engine logs how it begins.
logging.getLogger("sns").setLevel(logging.WARNING)

main()
