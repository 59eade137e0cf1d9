"""Lets the engine's SES tell of a raw mail as AWS's does: to the topics of the configuration set that it was sent under.

The engine keeps the event destinations of a configuration set and tells them nothing. What becomes of a mail is what its
mailbox simulator makes of the recipient: whoever else is mailed, gets it.
https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
"""

import functools
import json
import re
from datetime import datetime, timezone

from ministack.core.responses import get_account_id
from ministack.services import ses, ses_v2, sns

send = ses._send_raw_email


def topics(configuration_set, event_type):
    """Where the events of such mails go to."""
    destinations = ses_v2._config_sets.get(configuration_set, {}).get("EventDestinations", {})
    for destination in destinations.values():
        if destination["Enabled"] and event_type.upper() in destination["MatchingEventTypes"]:
            yield from filter(None, [destination.get("SnsDestination", {}).get("TopicArn")])


def outcomes(recipient):
    name, _, domain = recipient.lower().partition("@")
    delivered = (("Delivery", None),)
    return ses._SIMULATOR_OUTCOMES.get(name.split("+")[0], delivered) if domain == ses._SIMULATOR_DOMAIN else delivered


def tags(params):
    for nth in range(1, len(params)):
        name = ses._p(params, f"Tags.member.{nth}.Name")
        if not name:
            return
        yield name, [ses._p(params, f"Tags.member.{nth}.Value")]


@functools.wraps(send)
def send_as_aws(params):
    answer = send(params)
    sent = re.search(rb"<MessageId>(.*?)</MessageId>", answer[2])
    configuration_set = ses._p(params, "ConfigurationSetName")
    if not sent or not configuration_set:
        return answer
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    recipients = ses._collect_list(params, "Destinations.member")
    mail = {
        "timestamp": now,
        "source": ses._p(params, "Source"),
        "sendingAccountId": get_account_id(),
        "messageId": sent[1].decode(),
        "destination": recipients,
        "tags": {**dict(tags(params)), "ses:configuration-set": [configuration_set]},
    }
    for recipient in recipients:
        for kind, subtype in outcomes(recipient):
            event = {"eventType": kind, "mail": mail, **ses._notification_detail(kind, recipient, now, subtype)}
            for topic in topics(configuration_set, kind):
                sns.publish_internal(topic, json.dumps(event), "Amazon SES Email Event Notification")
    return answer


def start():
    """The engine looks the function up whenever it is called."""
    ses._send_raw_email = send_as_aws
