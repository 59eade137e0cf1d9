"""Lets the engine's SES ask IAM about a raw mail as AWS's does.

About the identity that it comes from and, if it names one, about the configuration set, each time with the address of its
header From as ses:FromAddress. The engine asks about * and names no address.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html
"""

import base64
import email
import functools
from email.utils import parseaddr
from urllib.parse import parse_qs

from ministack.core import iam_evaluator
from ministack.core.responses import get_account_id

enforce = iam_evaluator.enforce


def resources(form, region):
    """The ARNs that are asked about, and the address of the header From."""
    value = lambda name: (form.get(name) or [""])[0]  # noqa: E731
    message = email.message_from_bytes(base64.b64decode(value("RawMessage.Data")))
    address = parseaddr(message["From"] or value("Source"))[1]
    configuration_set = value("ConfigurationSetName") or message["X-SES-CONFIGURATION-SET"]
    names = [f"identity/{address}"] + ([f"configuration-set/{configuration_set}"] if configuration_set else [])
    return [f"arn:aws:ses:{region}:{get_account_id()}:{name}" for name in names], address


@functools.wraps(enforce)
def as_aws(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
    request = iam_evaluator._signed_request.get()
    # A request of the root key is not kept, and may do everything.
    if iam_action != "ses:SendRawEmail" or request is None:
        return enforce(access_key_id, iam_action, service, region, resource_arn, service_context)
    arns, address = resources(parse_qs(request.body.decode()), region)
    context = {**(service_context or {}), "ses:FromAddress": address}
    answers = (enforce(access_key_id, iam_action, service, region, arn, context) for arn in arns)
    return next((denied for denied in answers if denied), None)


def start():
    """To be called before the engine's other modules are loaded, which take the function from there."""
    iam_evaluator.enforce = as_aws
