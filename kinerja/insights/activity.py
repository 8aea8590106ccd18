"""What happened last, in a sentence each, from the ledger."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.urls import reverse

from kinerja.insights.moments import told
from sop.ledger.models import Event
from sop.offices.models import Office

SHOWN, READ = 5, 40
# Typing and judging rows are left out: they would push out what moved a file.
DEEDS = {
    "start": "memulai berkas",
    "step": "menyelesaikan langkah {number}",
    "verify": "memverifikasi",
    "paraf": "membubuhkan paraf",
    "sign": "menandatangani",
    "archive": "mengarsipkan",
    "return": "mengembalikan berkas",
}
ICONS = {
    "start": "plus", "step": "check", "verify": "verified", "paraf": "paraf", "sign": "signed",
    "archive": "archived", "return": "returned",
}  # fmt: skip


@dataclass(frozen=True)
class Happening:
    """One deed: who (in which capacity) did what with which file, when."""

    icon: str
    who: str
    deed: str
    title: str
    at: dt.datetime
    when: str
    url: str


def latest(offices: Sequence[Office], now: dt.datetime) -> list[Happening]:
    """The last deeds in these offices, newest first. One query.

    Rows come in the order of writing, for which there is an index; clocks may have run differently, so a few more are
    read and put in the order of their time.
    """
    rows = (
        Event.objects.filter(office__in=offices, kind__in=DEEDS, run__submission__isnull=False)
        .order_by("-id")
        .values_list("kind", "at", "text", "run__title", "run__submission", "office__zone")[:READ]
    )
    newest = sorted(rows, key=itemgetter(1), reverse=True)[:SHOWN]
    return [_happening(*row, now=now) for row in newest]


def _happening(
    kind: str, at: dt.datetime, text: str, title: str, submission: int, zone: str, *, now: dt.datetime
) -> Happening:
    data = json.loads(text)
    return Happening(
        icon=ICONS[kind],
        who=_who(data["by"]),
        deed=DEEDS[kind].format(number=str(data.get("number") or data.get("step", "")).rstrip(".")),
        title=title,
        at=at,
        when=told(at, zone, now=now),
        url=reverse("submissions:detail", args=[submission]),
    )


def _who(by: Mapping[str, Any]) -> str:
    return f"{by['name']} ({by['capacity']})" if by.get("capacity") else str(by["name"])
