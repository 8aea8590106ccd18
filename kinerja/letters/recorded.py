"""The number that the record of a step asks for: known where a paper was issued there, else never one of another file."""

import datetime as dt
from collections.abc import Mapping

from kinerja.letters.errors import NumberTaken
from kinerja.letters.kinds import NumberKind
from kinerja.letters.matching import yielded_by
from kinerja.letters.models import Letter, RegisterEntry, State
from kinerja.letters.numbering import holder_of
from kinerja.submissions.actions import Acted
from kinerja.submissions.case.turns import Turn
from kinerja.submissions.forms.brought import BroughtMixin
from sop.offices.models import User

NUMBERING = "numbering"


def number_of(turn: Turn) -> Mapping[str, str]:
    """The newest numbered paper of this very step (IV Jurai 12: surat pengantar). One query, and only where it is owed."""
    if NUMBERING not in turn.records:
        return {}
    rows = Letter.objects.filter(submission=turn.case.submission, step=turn.step.position, state=State.ISSUED)
    paper = rows.exclude(number="").order_by("-issued_at", "-pk").first()
    return {"number": paper.number, "date": paper.content.get("date", "")} if paper else {}


class StepNumber:
    """Registered with the forms of steps (`kinerja.rooms`): the register of the office has the last word."""

    kind = NUMBERING
    names: tuple[str, ...] = ()

    def extend(self, form: BroughtMixin) -> None:
        """The fields are those of the record."""

    def examine(self, form: BroughtMixin) -> None:
        """Told beside the field, and what else was typed stays. One query."""
        if refused := _taken(form):
            form.add_error("number", refused.sentence)

    def keep(self, form: BroughtMixin, acted: Acted, *, by: User, at: dt.datetime) -> None:
        """It may have been given since. NumberTaken."""
        del acted, by, at
        if refused := _taken(form):
            raise refused


def _taken(form: BroughtMixin) -> NumberTaken | None:
    """What the register says where it gave this number of that year to another file."""
    number, day = " ".join(form.cleaned_data.get("number", "").split()), form.cleaned_data.get("date")
    turn = form.turn
    kinds = [*yielded_by(turn.step, turn.case.definition), NumberKind.REPORT]
    rows = RegisterEntry.objects.filter(office=turn.case.submission.office_id, kind__in=kinds)
    rows = rows.exclude(submission=turn.case.submission)
    held = rows.filter(year=day.year, text__iexact=number).first() if number and day else None
    return NumberTaken(number, holder_of(held)) if held else None
