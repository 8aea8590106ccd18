"""Files in every state, each brought there by walking through act() as the right persons would."""

import datetime as dt

from kinerja.management.demo.pace import AtOnce
from kinerja.management.demo.walker import END, Detour, Guide, Turn, walk
from kinerja.periods.models import Period
from kinerja.signing.actions import allot_code, put_by
from kinerja.signing.models import SignedDocument
from kinerja.submissions.models import Submission
from kinerja.submissions.opening import start
from sop.offices.models import User
from sop.procedures.queries import definition_of
from tests.worlds import World

__all__ = ["END", "Detour", "Turn", "begin", "guide_of", "submission_at", "tiny_document", "walk"]

TINY = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def tiny_document(submission: Submission, by: User, at: dt.datetime) -> SignedDocument:
    """Stands in for the report: the same few bytes each time, so that no PDF is drawn."""
    document = SignedDocument(
        office_id=submission.office_id, code=allot_code(), title="Laporan Pengukuran Kinerja",
        period=submission.period.name, data_hash=submission.data_hash, signed_at=at,
        signers=[{"act": "sign", "name": by.name, "nip": by.nip, "capacity": "", "at": at.isoformat()}],
    )  # fmt: skip
    return put_by(TINY, document)


def guide_of(world: World, *, at: dt.datetime | None = None, detours: tuple[Detour, ...] = ()) -> Guide:
    """The people of this office, with tiny papers; `at` fixes the moment of everything."""
    return Guide(world.staff, tiny_document, AtOnce(at), detours=detours)


def begin(world: World, *, period: Period | None = None, at: dt.datetime | None = None) -> Submission:
    """A file that was just begun, by whoever does the first step; without a period the last one that has ended."""
    definition = definition_of(world.publication)
    first = definition.steps[definition.starts[0]]
    day = (at or dt.datetime.now(dt.UTC)).astimezone(world.office.tz).date()
    by = world.staff.who(first, None, day)
    return start(world.obligation, period or world.period, by=by, at=at)


def submission_at(
    until: str | int, *, world: World, period: Period | None = None, detours: tuple[Detour, ...] = ()
) -> Submission:
    """A file of this office in a status, with a step (its place) open, or at its END."""
    return walk(begin(world, period=period), until, guide=guide_of(world, detours=detours))
