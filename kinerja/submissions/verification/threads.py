"""Objections that went back with a file, as threads: what was said, what the unit answered, and how it stands."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kinerja.submissions.errors import Unanswered
from kinerja.submissions.figures import Judgement
from kinerja.submissions.models import Submission

# A colleague who agrees in the round of the objection does not settle it: it goes back with the file all the same.
_ACCEPTS = Q(figure=OuterRef("figure"), agreed=True, round__gt=OuterRef("round"))


@dataclass(frozen=True)
class Said:
    """One voice of a thread."""

    text: str
    by: str
    at: dt.datetime


@dataclass(frozen=True)
class Thread:
    """An objection of an earlier round. `changed`: the row was changed since; `accepted`: agreed to in a later one."""

    pk: int
    figure: int
    text: str
    by: str
    at: dt.datetime
    changed: bool = False
    accepted: bool = False
    replies: tuple[Said, ...] = ()

    @property
    def answered(self) -> bool:
        return self.changed or self.accepted or bool(self.replies)

    @property
    def state(self) -> str:
        """Where it stands, in the words of the screen."""
        if self.accepted:
            return "Diterima"
        if self.changed:
            return "Sudah diperbaiki"
        return "Sudah ditanggapi" if self.replies else "Belum ditanggapi"

    @property
    def key(self) -> str:
        """The same for stylesheets."""
        return "accepted" if self.accepted else "answered" if self.answered else "open"


def threads_of(submission: Submission) -> Mapping[int, Thread]:
    """The last objection of the rounds before this one, by figure; none in the first round. Two queries."""
    if submission.run.round == 1:
        return {}
    words = (
        _objections(submission)
        .annotate(accepted=Exists(Judgement.objects.filter(_ACCEPTS)))
        .select_related("by", "figure")
        .prefetch_related("replies__by")
        .order_by("pk")
    )
    return {word.figure_id: _thread(word) for word in words}


def check_answered(submission: Submission, unit: int | None) -> None:
    """Refuse to send again while an objection to a row of the unit is neither answered nor acted upon. One query."""
    if submission.run.round == 1:
        return
    newer = Q(figure=OuterRef("figure"), agreed=False, round__lt=submission.run.round, pk__gt=OuterRef("pk"))
    owed = (
        _objections(submission)
        .filter(figure__version=F("version"), figure__evidence_version=F("evidence_version"), replies=None)
        .exclude(Exists(Judgement.objects.filter(_ACCEPTS | newer)))
    )
    if unit is not None:
        owed = owed.filter(figure__unit=unit)
    if number := owed.count():
        raise Unanswered(number)


def _objections(submission: Submission) -> QuerySet[Judgement]:
    return Judgement.objects.filter(
        figure__submission=submission, agreed=False, round__lt=submission.run.round
    )


def _thread(word: Any) -> Thread:
    """`word` is an objection with `accepted`, as `threads_of` asks for it."""
    replies = tuple(Said(reply.text, reply.by.name, reply.at) for reply in word.replies.all())
    return Thread(
        word.pk, word.figure_id, word.note, word.by.name, word.at,
        changed=not word.holds_for(word.figure), accepted=word.accepted, replies=replies,
    )  # fmt: skip
