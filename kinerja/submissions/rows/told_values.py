"""What the ledger tells of the values of figures at an earlier moment."""

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal

from kinerja.submissions.models import Submission
from sop.ledger.models import Event


def values_at(submission: Submission, moments: Mapping[int, dt.datetime]) -> dict[int, Decimal | None]:
    """The value each of these rows (pk → moment) had then, where the value itself has changed since. One query."""
    if not moments:
        return {}
    events = Event.objects.filter(run=submission.run_id, kind="figures", at__gte=min(moments.values()))
    found: dict[int, Decimal | None] = {}
    for at, text in events.order_by("seq").values_list("at", "text"):
        for change in json.loads(text)["changes"]:
            moment = moments.get(change["figure"])
            if moment is not None and at >= moment and "value" in change["old"]:
                value = change["old"]["value"]
                found.setdefault(change["figure"], None if value is None else Decimal(value))
    return found
