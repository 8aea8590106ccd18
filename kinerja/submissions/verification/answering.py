"""Answering the objections that came back with a file: each answer is kept and told in the ledger."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from kinerja.common.typed import number_of, tidy
from kinerja.submissions.actions import locked
from kinerja.submissions.errors import TooLong
from kinerja.submissions.figures import Judgement, Reply
from kinerja.submissions.holding import hold_sheet, record
from kinerja.submissions.models import Submission
from sop.offices.models import User

LONGEST = 2000
PREFIX = "reply-"


@dataclass(frozen=True)
class Answered:
    """How many answers were new, and those that were too long to be kept: pk of the objection → text."""

    kept: int
    refused: Mapping[int, str]


def save_replies(submission: Submission, post: QueryDict, *, unit: int, by: User) -> Answered:
    """Keep what was written under the objections; one that is too long is given back and costs the others nothing."""
    said = read_replies(post)
    refused = {pk: text for pk, text in said.items() if len(text) > LONGEST}
    kept = {pk: text for pk, text in said.items() if pk not in refused}
    return Answered(record_replies(submission, kept, unit=unit, by=by), refused)


def read_replies(post: QueryDict) -> dict[int, str]:
    """What was written under the objections: pk of the objection → text; empty boxes say nothing."""
    said = (
        (number_of(name.removeprefix(PREFIX)), tidy(str(post[name])))
        for name in post
        if name.startswith(PREFIX)
    )
    return {number: text for number, text in said if text and number is not None}


@transaction.atomic
def record_replies(
    submission: Submission, said: Mapping[int, str], *, unit: int, by: User, at: dt.datetime | None = None
) -> int:
    """Keep the answers of the unit; returns how many are new. The same words sent twice are one answer.

    Raises NotFilling and NotYourStep as a changed figure does, TooLong.
    """
    if not said:
        return 0
    at = at or timezone.now()
    submission = locked(submission.pk)
    hold = hold_sheet(submission, unit, by=by, at=at)
    if any(len(text) > LONGEST for text in said.values()):
        raise TooLong
    words = Judgement.objects.filter(
        pk__in=said,
        figure__submission=submission,
        figure__unit=unit,
        agreed=False,
        round__lt=submission.run.round,
    ).prefetch_related("replies")
    fresh = [word for word in words if said[word.pk] not in [reply.text for reply in word.replies.all()]]
    Reply.objects.bulk_create(
        Reply(judgement=word, office_id=submission.office_id, text=said[word.pk], by=by, at=at)
        for word in fresh
    )
    if fresh:
        rows = [{"figure": word.figure_id, "judgement": word.pk, "text": said[word.pk]} for word in fresh]
        record(submission, "reply", {"unit": unit, "rows": rows}, hold, at)
    return len(fresh)
