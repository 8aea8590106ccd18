"""`act()`: carry out one step of the SOP. The only writer of status, step runs and the locks of the figures.

One thing ends without it: a correction that is taken back (`taking_back.py`) keeps its status, and its open steps close.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from kinerja.accounts.queries import WEIGHTY
from kinerja.accounts.resets.resting import insist_rested
from kinerja.signing.models import Manuscript, SignedDocument
from kinerja.submissions.errors import DataChanged, DocumentOwed, FilingOwed, OwnFigures
from kinerja.submissions.figures import ArchiveRecord
from kinerja.submissions.filing import complete_filing
from kinerja.submissions.gate import transitions_allowed
from kinerja.submissions.models import Submission
from kinerja.submissions.papers import snapshots
from kinerja.submissions.queries import who_else
from kinerja.submissions.returns.telling_returns import tell_returned
from kinerja.submissions.sending.statement import Statement, complete
from kinerja.submissions.verification.threads import check_answered
from sop.offices.models import User
from sop.offices.queries import calendar_of
from sop.runs.actions import Moved, move_on
from sop.runs.engine import Advance, Request, advance, repeated
from sop.runs.performers import Performer, performer_for
from sop.runs.withdrawing import is_withdrawal, withdrawal


@dataclass(frozen=True)
class Papers:
    """What an act brings with it: the hash that was on the screen, the signed document, the place of filing.

    `statement` goes with a sheet that is sent. `document` and `filing` are unsaved rows; `manuscript`, signed by a
    paraf, is not saved either. The bytes lie in the storage already. `follows` is the sha256 of the manuscript that was
    signed further, "" where there was none.
    """

    data_hash: str = ""
    document: SignedDocument | None = None
    filing: ArchiveRecord | None = None
    statement: Statement | None = None
    manuscript: Manuscript | None = None
    follows: str | None = None


@dataclass(frozen=True)
class Acted:
    """The fresh submission, what was opened, and whether the same request had been carried out before."""

    submission: Submission
    moved: Moved | None
    repeated: bool = False


NO_PAPERS = Papers()


@transaction.atomic
def act(
    submission: Submission,
    request: Request,
    *,
    by: User,
    papers: Papers = NO_PAPERS,
    at: dt.datetime | None = None,
) -> Acted:
    """Carry out one step; raises a RuleError and changes nothing where a rule forbids it.

    At most 8 queries, and 6 more where a return opens sheets again, whatever the length of the case and the number of
    units. `at` is the time printed on a document that was prepared for this act; every other act takes the server's
    clock.
    """
    at = at or timezone.now()
    submission = locked(submission.pk, frozen_too=papers.filing is not None)
    run = submission.run
    performer = performer_for(by, run.publication.version_id, at.astimezone(run.office.tz).date())
    if repeated(run, request, performer):
        return Acted(submission, None, repeated=True)
    if is_withdrawal(request):
        way = withdrawal(run, request, by=performer)
    else:
        way = advance(run, request, by=performer, at=at)
    _refuse_resting(way, by, run.office.zone, at)
    facts = _check(submission, way, performer, papers)
    with transitions_allowed():
        for effect in way.effects:
            getattr(submission, effect)()
    calendar = calendar_of(run.office, at)
    moved = move_on(run, way, request, by=performer, at=at, calendar=calendar, facts=facts)
    _store(submission, way, papers, at)
    tell_returned(submission, way, moved, by=by, at=at)
    return Acted(submission, moved)


def locked(pk: int, *, frozen_too: bool = False) -> Submission:
    """The submission with its run, both rows locked; the first statement of everything that writes here.

    The frozen content is long, and read along only by whoever needs it.
    """
    return (
        Submission.objects.select_for_update(of=("self", "run"), no_key=True)
        .select_related("run__publication", "run__office", "manuscript", "obligation", "document")
        .defer("run__publication__text", *(() if frozen_too else ("snapshot",)))
        .get(pk=pk)
    )


def _check(submission: Submission, way: Advance, by: Performer, papers: Papers) -> dict[str, Any]:
    """Meaning of the effects: complete, judged, not one's own, the same data that was seen. Returns facts to record."""
    effects = set(way.effects)
    if effects & WEIGHTY and by.user_id in submission.entrants:
        raise OwnFigures(who_else(submission, way.step, way.place))
    if way.move.is_return:
        return {}
    if way.step.fills:
        return _sent(submission, way, papers)
    if "verify" in effects:
        snapshots.freeze(submission, by)
    elif effects & {"paraf", "sign"} and papers.data_hash != submission.data_hash:
        raise DataChanged
    _check_papers(submission, effects, papers)
    return _facts(submission, papers)


def _refuse_resting(way: Advance, by: User, zone: str, at: dt.datetime) -> None:
    """An account that was reset a moment ago may send back, and gives no word of weight."""
    if WEIGHTY & set(way.effects) and not way.move.is_return:
        insist_rested(by, zone, at)


def _sent(submission: Submission, way: Advance, papers: Papers) -> dict[str, Any]:
    """A sheet is handed on whole and with every objection answered; the event keeps its values as they were sent."""
    unit = way.place["unit"]
    sent = complete(submission, unit)
    check_answered(submission, unit)
    return {"sent": sent} | ({"statement": papers.statement.facts} if papers.statement else {})


def _check_papers(submission: Submission, effects: set[str], papers: Papers) -> None:
    if papers.manuscript and papers.manuscript.data_hash != submission.data_hash:
        raise DataChanged
    # Two parafs on parallel branches: the later one was put on a paper without the earlier one, and would lose it.
    if papers.follows is not None and papers.follows != submission.manuscript_sha256:
        raise DataChanged
    if "sign" in effects and not (papers.document and papers.document.data_hash == submission.data_hash):
        raise DocumentOwed
    if "archive" in effects and papers.filing is None:
        raise FilingOwed


def _facts(submission: Submission, papers: Papers) -> dict[str, Any]:
    facts: dict[str, Any] = {"data_hash": submission.data_hash} if submission.data_hash else {}
    if papers.document is not None:
        facts |= {"document": papers.document.sha256, "code": papers.document.code}
    if papers.manuscript is not None:
        facts |= {"manuscript": papers.manuscript.sha256, "code": papers.manuscript.code}
    if (
        filing := papers.filing
    ) is not None:  # how long a file is kept, and what then, is part of its history
        facts["filing"] = {
            "classification": filing.classification, "classified_as": filing.classified_as,
            "number": filing.number, "location": filing.location,
            "active_years": filing.active_years, "inactive_years": filing.inactive_years,
            "disposition": filing.get_disposition_display(),
        }  # fmt: skip
    return facts


def _store(submission: Submission, way: Advance, papers: Papers, at: dt.datetime) -> None:
    if "sign" in way.effects and papers.document is not None:
        papers.document.supersedes_id = submission.replaces_id
        papers.document.save(force_insert=True)
        submission.document = papers.document
    if "paraf" in way.effects and papers.manuscript is not None:
        papers.manuscript.save()
        submission.manuscript = papers.manuscript
    if "archive" in way.effects and papers.filing is not None:
        complete_filing(papers.filing, submission, papers.document, at)
        papers.filing.save(force_insert=True)
    if "revise" in way.effects:
        submission.snapshot = submission.data_hash = ""
        submission.manuscript = None
    if way.effects:
        frozen = ["data_hash", "snapshot"] if {"verify", "revise"} & set(way.effects) else []
        submission.save(update_fields=["status", "document", "manuscript", *frozen])
