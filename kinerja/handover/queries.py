"""Mappings, signed files to try them on, and what was written down about hand-overs."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kinerja.common.dates import format_date
from kinerja.handover.models import Mapping
from kinerja.handover.receipts import Receipt
from kinerja.submissions.models import Submission
from sop.offices.models import Office
from sop.runs.models import StepRun

HEAVY = ("snapshot", "narrative", "entrants", "run__publication__text")


@dataclass(frozen=True)
class Handed:
    """A receipt as the step of the SOP recorded it."""

    application: str
    date: str
    officer: str
    receipt: str
    by: str


def mappings_of(office: Office) -> list[Mapping]:
    """Those in use. One query."""
    return list(Mapping.objects.filter(office=office, used=True).order_by("name"))


def newest_signed(office: Office) -> Submission | None:
    """The signed file on which a mapping is tried: of the latest period, its last revision. One query."""
    rows = Submission.objects.filter(office=office, document__destroyed="", document__superseded_by=None)
    rows = rows.select_related("run__office", "run__publication", "period", "document").defer(*HEAVY)
    return rows.order_by("-period__year", "-period__number", "-pk").first()


def handed_over(submission: Submission, receipts: Iterable[Receipt] = ()) -> list[Handed]:
    """What the steps that hand over recorded, oldest first, those apart that kept a receipt with its picture. One query."""
    told = {row.at for row in receipts}
    rows = StepRun.objects.with_deed().filter(
        run=submission.run_id, step__record="handover", closed_at__isnull=False
    )
    return [
        Handed(
            row.record["application"], _day(row.record.get("date", "")), row.record.get("officer", ""),
            row.record.get("receipt", ""), f"{row.closed_name}, {row.closed_as}",
        )
        for row in rows.order_by("closed_at", "pk")
        if row.record.get("application") and row.closed_at not in told
    ]  # fmt: skip


def _day(text: str) -> str:
    try:
        return format_date(dt.date.fromisoformat(text))
    except ValueError:
        return text


def receipts_of(submission: Submission) -> list[Receipt]:
    """What was recorded beside the steps, oldest first, each with the one that replaced it. One query."""
    return list(Receipt.objects.filter(submission=submission).select_related("replaced_by").order_by("pk"))
