"""Writes down what the engine's IAM decides about roles: a JSON line a decision.

The file is named by MYBLOG_DECISIONS_FILE. Every decision stays as it is.
"""

import functools
import inspect
import json
import os

from ministack.core import iam_evaluator

enforce = iam_evaluator.enforce
signature = inspect.signature(enforce)
# Functions inherit this environment, and this is none of their business.
file = os.open(os.environ.pop("MYBLOG_DECISIONS_FILE"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def role_of(access_key_id):
    """The role whose session has this key; None for the account's own key and for no key."""
    identity = iam_evaluator.resolve_caller_identity(access_key_id) or {}
    service, _, name = identity.get("userArn", "").partition(":assumed-role/")
    return name.partition("/")[0] if service.startswith("arn:aws:sts:") else None


def write(call, denied):
    role = role_of(call["access_key_id"])
    # A request that fails authentication was never asked about a grant.
    if role is None or isinstance(denied, iam_evaluator.AuthError):
        return
    line = {
        "role": role,
        "action": call["iam_action"],
        "resource": call["resource_arn"],
        "decision": "denied" if denied else "allowed",
    }
    # One call of the system a line: requests are answered by many threads.
    os.write(file, (json.dumps(line) + "\n").encode())


@functools.wraps(enforce)
def recorded(*args, **kwargs):
    denied = enforce(*args, **kwargs)
    call = signature.bind(*args, **kwargs)
    call.apply_defaults()
    write(call.arguments, denied)
    return denied


def start():
    """To be called before the engine's other modules are loaded, which take the function from there."""
    iam_evaluator.enforce = recorded
