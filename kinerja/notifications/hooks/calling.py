"""Calls to the gateways of offices: written with what they tell of, made by the tick, each once."""

import datetime as dt
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings

from kinerja.notifications.hooks.gateway import call, signature
from kinerja.notifications.hooks.models import HookCall, OfficeNotices
from kinerja.notifications.hooks.secrets import unlock
from kinerja.notifications.posting import claim, give_up, mark_failed, mark_sent, release
from sop.offices.models import Office

BATCH = 50
PATIENCE = 60  # seconds for one run; the next tick goes on
SHARE = 20  # seconds of it for one office: a gateway that answers slowly holds up no other
UNREADABLE = "Kunci tanda tangan tidak terbaca. Buat kunci baru pada Pengaturan › Surel & webhook."


def hooked(offices: Iterable[int]) -> set[int]:
    """Which of these offices have a gateway. One query."""
    rows = OfficeNotices.objects.filter(office__in=set(offices)).exclude(hook_url="")
    return set(rows.values_list("office", flat=True))


def call_of(office: Office, key: str, event: str, said: Mapping[str, Any], at: dt.datetime) -> HookCall:
    """The call, not saved. `said`: title, due, url, people; never figures. `text` is what chat gateways show."""
    url = f"{settings.PUBLIC_URL}{said['url']}"
    line = (
        f"{said['title']} ({office.name}). {url}"
        if settings.PUBLIC_URL
        else f"{said['title']} ({office.name})"
    )
    body = {
        **said,
        "url": url,
        "event": event,
        "office": office.code,
        "delivery": key,
        "at": at.isoformat(),
        "text": line,
    }
    return HookCall(
        office=office, key=key, event=event, next_at=at, created_at=at,
        body=json.dumps(body, ensure_ascii=False, sort_keys=True),
    )  # fmt: skip


def keep_calls(calls: Sequence[HookCall]) -> None:
    """Write them in the transaction of what they tell of; one told before stays as it is."""
    HookCall.objects.bulk_create(
        calls, update_conflicts=True, unique_fields=["office", "key"], update_fields=["key"]
    )


def deliver_webhooks(at: dt.datetime) -> int:
    """Make the calls that are due; returns how many were taken. A gateway that does not answer holds up no other."""
    taken, started = 0, time.monotonic()
    silent: set[int] = set()
    while time.monotonic() - started < PATIENCE:
        batch = claim(HookCall.objects.exclude(office__in=silent), limit=BATCH, at=at)
        if not batch:
            break
        taken += _deliver(batch, silent, at)
    return taken


def make_call(row: HookCall, choices: OfficeNotices, at: dt.datetime) -> str:
    """Sign and post one call; the problem in a sentence, "" where it was taken."""
    secret = unlock(choices.secret)
    if not secret:
        return UNREADABLE
    timestamp = str(int(at.timestamp()))
    headers = {
        "X-Kinerja-Delivery": row.key,
        "X-Kinerja-Timestamp": timestamp,
        "X-Kinerja-Signature": signature(secret, timestamp, row.body),
    }
    return call(choices.hook_url, row.body, headers)


def _deliver(batch: Sequence[HookCall], silent: set[int], at: dt.datetime) -> int:
    known = OfficeNotices.objects.filter(office__in={row.office_id for row in batch}).exclude(hook_url="")
    choices = {found.office_id: found for found in known}
    by_office: dict[int, list[HookCall]] = defaultdict(list)
    for row in batch:
        by_office[row.office_id].append(row)
    return sum(_to_one(rows, choices.get(office), silent, at) for office, rows in by_office.items())


def _to_one(
    rows: Sequence[HookCall], choices: OfficeNotices | None, silent: set[int], at: dt.datetime
) -> int:
    """The calls of one office, in their order; after the first failure, or its share of time, the others wait untried."""
    started = time.monotonic()
    for position, row in enumerate(rows):
        if position and time.monotonic() - started >= SHARE:
            release(rows[position:])
            silent.add(row.office_id)
            return position
        if choices is None:
            give_up(row, "Alamat webhook sudah dihapus.")
            continue
        if problem := make_call(row, choices, at):
            mark_failed(row, problem, at)
            release(rows[position + 1 :])
            silent.add(row.office_id)
            return position
        mark_sent(row, at)
    return len(rows)
