"""Filing several files that were opened: each is an act and a transaction of its own, and its refusal stays its own."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from kinerja.submissions.actions import Papers, act
from kinerja.submissions.case.announcing import REPEATED, announcement
from kinerja.submissions.case.turns import Turn, open_case
from kinerja.submissions.errors import NotOpened, NotToBeQueued
from kinerja.submissions.forms.filing import filing_record
from kinerja.submissions.queue.models import Reading
from kinerja.submissions.queue.rows import move_of
from kinerja.submissions.queue.signing import Outcome, Wish, outcome_of, request_of
from kinerja.submissions.queue.to_file import FILES
from sop.offices.models import User
from sop.runs.engine import Request


@dataclass(frozen=True)
class Shelf:
    """Where the ticked files are put: `filing` is the same for all of them, `office` whose classifications it follows.

    `numbers`: the nomor arsip of a file, by its open step, where one was written. `typed`: the place as it was posted,
    which the same request says again when nothing waits any more.
    """

    filing: Mapping[str, Any]
    office: int | None
    numbers: Mapping[int, str]
    typed: Sequence[str] = ()


def file_each(wishes: Sequence[Wish], shelf: Shelf, *, by: User) -> list[Outcome]:
    """One after the other, whatever became of the one before."""
    return [outcome_of(wish.step_run, partial(_file, wish, shelf, by)) for wish in wishes]


def _file(wish: Wish, shelf: Shelf, by: User, file: int, at: dt.datetime) -> str:
    case = open_case(by, file)
    turn = case.turn(wish.step_run)
    if turn is None:  # a repeat, or somebody was first: the engine says which
        act(case.submission, _asked(wish, shelf, ""), by=by)
        return REPEATED
    turn.insist()
    move = move_of(turn.step, case.definition, FILES)
    if move is None or case.submission.office_id != shelf.office:
        raise NotToBeQueued(elsewhere=move is not None)
    _insist_opened(turn, by)
    filing = filing_record({**shelf.filing, "number": shelf.numbers.get(wish.step_run, "")})
    asked = _asked(wish, shelf, move.key)
    acted = act(case.submission, asked, by=by, papers=Papers(filing=filing), at=at)
    return announcement(acted, case.definition, move)


def _asked(wish: Wish, shelf: Shelf, move: str) -> Request:
    """The same form sent again with another place or number is another request, not a repeat."""
    told = [wish.step_run, wish.data_hash, shelf.numbers.get(wish.step_run, ""), *shelf.typed]
    content = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
    return replace(request_of(wish, move), content=content)


def _insist_opened(turn: Turn, by: User) -> None:
    if not Reading.objects.filter(step_run=turn.step_run, user=by).exists():
        raise NotOpened
