"""Telling those who fill that they may fill again: whoever asked for leave does not have to look for it."""

import datetime as dt

from django.urls import reverse

from kinerja.common.dates import format_date
from kinerja.notifications.actions import notify
from kinerja.notifications.models import Kind
from kinerja.periods.extensions import Extension
from kinerja.submissions.listing.reminding import open_fillers
from kinerja.submissions.models import Submission
from sop.offices.models import User


def tell_fillers(file: Submission, extension: Extension, at: dt.datetime) -> None:
    """In the transaction of the leave: one notice to each filler of an open step that it concerns."""
    office = file.run.office
    for step_run, people in open_fillers(file, at.astimezone(office.tz).date()):
        unit = step_run.unit
        if extension.unit_id not in {None, step_run.unit_id}:
            continue
        notify(
            User.objects.filter(pk__in=people, is_active=True),
            office=office,
            key=f"leave:{extension.pk}:{step_run.pk}",
            kind=Kind.REMINDER,
            title=f"Pengisian {file.period.name} dibuka sampai {format_date(extension.until)}"
            + (f" – {unit.name}" if unit else ""),
            text=f"Diperpanjang oleh {extension.by_name}. Alasan: {extension.reason}",
            url=reverse("submissions:entry", args=[file.pk, unit.pk]) if unit else file.get_absolute_url(),
            at=at,
        )
