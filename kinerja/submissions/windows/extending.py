"""Granting and revoking leave to fill late: a row of its own, and an event in the file it concerns."""

import datetime as dt
from typing import Any

from django.db import transaction

from kinerja.periods.extensions import Extension
from kinerja.submissions.actions import locked
from kinerja.submissions.models import Submission
from kinerja.submissions.windows.telling import tell_fillers
from sop.ledger.actions import Entry
from sop.offices.access import Keeping
from sop.runs.actions import note


@transaction.atomic
def grant(extension: Extension, *, by: Keeping, at: dt.datetime) -> Extension:
    """Save the leave; where the file of the period is open already, its history tells of it."""
    file = _file(extension)
    extension.by, extension.by_name, extension.at = by.user, by.name, at
    extension.save(force_insert=True)
    if file is not None:
        _record(file, "extension", extension, {"reason": extension.reason}, by, at)
        tell_fillers(file, extension, at)
    return extension


@transaction.atomic
def revoke_extension(extension: Extension, *, by: Keeping, at: dt.datetime) -> bool:
    """End the leave; False where that was done before."""
    file = _file(extension)
    rows = Extension.objects.filter(pk=extension.pk, revoked_at=None)
    if not rows.update(revoked_at=at, revoked_name=by.name):
        return False
    if file is not None:
        _record(file, "extension_end", extension, {}, by, at)
    return True


def _file(extension: Extension) -> Submission | None:
    """The newest file of the period that stands, locked; None where none was begun."""
    files = Submission.objects.standing().filter(
        obligation=extension.obligation_id, period=extension.period_id
    )
    newest = files.order_by("-revision").values_list("pk", flat=True).first()
    return locked(newest) if newest else None


def _record(
    file: Submission, kind: str, extension: Extension, more: dict[str, Any], by: Keeping, at: dt.datetime
) -> None:
    capacity = by.name.removeprefix(by.user.name).removeprefix(", ")
    data = {
        "extension": extension.pk, "unit": extension.unit_id, "until": extension.until.isoformat(),
        "by": {"name": by.user.name, "nip": by.user.nip, "capacity": capacity}, **more,
    }  # fmt: skip
    note(file.run, [Entry(kind, data, by.user.pk)], touched=(), at=at)
