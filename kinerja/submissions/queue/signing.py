"""Signing several documents that were opened: each is an act and a transaction of its own, and its refusal stays its own."""

import datetime as dt
import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db import DatabaseError
from django.http import Http404
from django.utils import timezone

from kinerja.signing.errors import Problem, ProviderRefused
from kinerja.signing.providers.choice import setup_of
from kinerja.signing.providers.interface import Opened
from kinerja.submissions.actions import act
from kinerja.submissions.case.announcing import REPEATED, announcement
from kinerja.submissions.case.turns import Turn, open_case
from kinerja.submissions.errors import DataChanged, NotOpened, NotToBeQueued, NotTried
from kinerja.submissions.forms.filing import filing_record
from kinerja.submissions.models import Submission
from kinerja.submissions.papers.confirming import papers_for
from kinerja.submissions.queue.models import Reading
from kinerja.submissions.queue.rows import Signing, move_of, signing_of
from sop.errors import RuleError
from sop.offices.models import User
from sop.runs.engine import Request

# The disk, the database, the library of signatures: each may fail for one document and work for the next.
FAULTS = (OSError, DatabaseError, ValueError)
logger = logging.getLogger(__name__)
BROKEN = "Terjadi gangguan saat dokumen ini diproses. Berkasnya tidak berubah; coba lagi, atau hubungi admin aplikasi."
UNNAMED = "Dokumen"
GONE = "Dokumen ini tidak ada dalam antrean Anda."


@dataclass(frozen=True)
class Wish:
    """A document that was ticked: its open step, where that stood, and the hash of what was shown.

    `key` makes a repeat count once.
    """

    step_run: int
    seq: int
    data_hash: str
    key: str


@dataclass(frozen=True)
class Pen:
    """What all documents of a request share: who signs, by which provider, the open key, the place in the archive, the public address.

    `shelf` is the office whose place in the archive that is. `stopped`: it was refused at a document before.
    """

    by: User
    signing: Signing
    unlocked: Opened | None
    filing: Mapping[str, Any] | None
    shelf: int | None
    site: str
    stopped: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of a document: signed (now, or by this same request before), or why not.

    `stops`: the reason holds for all of them, and another try may cost the official his certificate.
    """

    title: str
    url: str
    done: bool
    sentence: str
    stops: bool = False


def opened(turn: Turn, by: User) -> None:
    """Keep that this person has the document before him. Nothing where he had it before."""
    Reading.objects.bulk_create(
        [
            Reading(
                step_run=turn.step_run, office_id=turn.case.submission.office_id, user=by,
                data_hash=turn.case.submission.data_hash, at=turn.case.at,
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def sign_each(wishes: Iterable[Wish], pen: Pen) -> list[Outcome]:
    """One after the other, whatever became of the one before, until a service refuses the official himself."""
    outcomes: list[Outcome] = []
    for wish in wishes:
        stopped = any(outcome.stops for outcome in outcomes)
        outcomes.append(outcome_of(wish.step_run, partial(_sign, wish, replace(pen, stopped=stopped))))
    return outcomes


def outcome_of(step_run: int, do: Callable[[int, dt.datetime], str]) -> Outcome:
    """What became of one document: `do` is given its file (pk) and the moment, and says what it did.

    No fault of one document may take the answer about the others away.
    """
    files = Submission.objects.filter(run__step_runs=step_run).select_related("run")
    file = files.only("run__title").first()
    if file is None:
        return Outcome(UNNAMED, "", done=False, sentence=GONE)
    try:
        sentence = do(file.pk, timezone.now())
    except Http404:  # a file of another office is not even named
        return Outcome(UNNAMED, "", done=False, sentence=GONE)
    except RuleError as refused:
        stops = isinstance(refused, ProviderRefused) and refused.problem != Problem.JAWABAN_RUSAK
        return Outcome(str(file), file.get_absolute_url(), done=False, sentence=refused.sentence, stops=stops)
    except FAULTS:
        logger.exception("a document of the signing queue")
        return Outcome(str(file), file.get_absolute_url(), done=False, sentence=BROKEN)
    return Outcome(str(file), file.get_absolute_url(), done=True, sentence=sentence)


def _sign(wish: Wish, pen: Pen, file: int, at: dt.datetime) -> str:
    case = open_case(pen.by, file)
    turn = case.turn(wish.step_run)
    if turn is None:  # a repeat, or somebody was first: the engine says which
        act(case.submission, request_of(wish, ""), by=pen.by)
        return REPEATED
    turn.insist()
    move = move_of(turn.step, case.definition)
    setup = setup_of(case.submission.office_id)
    if move is None or signing_of(setup, move) != pen.signing:
        raise NotToBeQueued(otherwise=move is not None)
    if "archive" in move.effects and case.submission.office_id != pen.shelf:
        raise NotToBeQueued(elsewhere=True)
    if pen.stopped:
        raise NotTried
    _insist_opened(turn, wish, pen.by)
    asked = request_of(wish, move.key)
    papers = papers_for(
        turn, move, asked, data_hash=wish.data_hash, filing=filing_record(pen.filing) if pen.filing else None,
        by=pen.by, at=at, site=pen.site, unlocked=pen.unlocked,
    )  # fmt: skip
    return announcement(act(case.submission, asked, by=pen.by, papers=papers, at=at), case.definition, move)


def _insist_opened(turn: Turn, wish: Wish, by: User) -> None:
    """What is signed is what this very person had before him."""
    if wish.data_hash != turn.case.submission.data_hash:
        raise DataChanged
    if not Reading.objects.filter(step_run=wish.step_run, user=by, data_hash=wish.data_hash).exists():
        raise NotOpened


def request_of(wish: Wish, move: str) -> Request:
    """A try at this wish; the same key with other content is another request."""
    content = hashlib.sha256(f"{wish.step_run} {wish.data_hash}".encode()).hexdigest()
    return Request(wish.step_run, move, wish.seq, key=wish.key, content=content)
