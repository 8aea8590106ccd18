"""What the page of periods and deadlines shows."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.utils import timezone

from kinerja.common.dates import format_date, format_moment, format_moment_short
from kinerja.periods.extensions import Extension
from kinerja.periods.models import Obligation, Period
from kinerja.periods.queries import period_before, period_of
from kinerja.periods.windows import opening_day, window_of
from kinerja.submissions.windows.starting import opening_words
from sop.offices.models import Office
from sop.offices.queries import calendar_of

SHOWN = 30  # leaves of an office, newest first


@dataclass(frozen=True)
class Leave:
    """An extension as it is shown; `standing` may be revoked."""

    pk: int
    whom: str
    period: str
    until: str
    reason: str
    by: str
    ended: str
    standing: bool


@dataclass(frozen=True)
class Rule:
    """A duty to report with the dates that follow from its rule, and the leaves that were given."""

    duty: Obligation
    facts: tuple[tuple[str, str], ...]
    next: str
    leaves: tuple[Leave, ...]


def duty_of(office: Office, pk: int) -> Obligation:
    """A duty of this office; Http404 for any other."""
    return get_object_or_404(Obligation.objects.select_related("office", "sop"), pk=pk, office=office)


def extension_of(office: Office, pk: int) -> Extension:
    """A leave of this office; Http404 for any other."""
    return get_object_or_404(Extension, pk=pk, office=office)


def rules_of(office: Office, today: dt.date) -> list[Rule]:
    """Every duty of the office. Two queries and those of its calendar."""
    leaves: dict[int, list[Leave]] = defaultdict(list)
    rows = Extension.objects.filter(office=office).select_related("period", "unit")
    for row in rows[:SHOWN]:
        leaves[row.obligation_id].append(_leave(row, office, today))
    duties = (
        Obligation.objects.filter(office=office).select_related("office", "sop").order_by("sop__name", "kind")
    )
    return [
        Rule(duty, preview_of(duty, today), _next(duty, today), tuple(leaves[duty.pk])) for duty in duties
    ]


def preview_of(duty: Obligation, today: dt.date) -> tuple[tuple[str, str], ...]:
    """The dates of the rule for the period that has ended last: (label, date in words)."""
    period = current_period(duty, today)
    window = window_of(duty, period.end, calendar_of(duty.office, timezone.now()))
    zone = duty.office.zone
    moments = (
        ("Pengisian dibuka", window.opens), ("Pengisian unit ditutup", window.closes),
        ("Penutupan perencana", window.planner),
    )  # fmt: skip
    opening = (
        format_date(opening_day(duty, period.end))
        if duty.automatic
        else "Dimulai oleh pelaksana langkah pertama"
    )
    return (
        ("Periode", period.name),
        ("Berkas dibuka", opening),
        *((label, format_moment(moment, zone) if moment else "Tidak dibatasi") for label, moment in moments),
    )


def current_period(duty: Obligation, today: dt.date) -> Period:
    """The one that has ended last, not saved."""
    return period_before(period_of(duty.kind, today))


def _next(duty: Obligation, today: dt.date) -> str:
    return opening_words(duty, today) if duty.automatic else ""


def _leave(row: Extension, office: Office, today: dt.date) -> Leave:
    standing = row.revoked_at is None and row.until >= today
    ended = ""
    if row.revoked_at is not None:
        ended = f"Dicabut {format_moment_short(row.revoked_at, office.zone)} oleh {row.revoked_name}"
    elif not standing:
        ended = "Sudah lewat"
    whom = row.unit.name if row.unit else "Seluruh perangkat daerah"
    by = f"{row.by_name}, {format_moment_short(row.at, office.zone)}"
    return Leave(row.pk, whom, row.period.name, format_date(row.until), row.reason, by, ended, standing)
