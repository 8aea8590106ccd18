"""What the pages of papers show, put together for their templates."""

import datetime as dt
from typing import Any

from kinerja.letters.access import hold_of
from kinerja.letters.cautions import caution_of
from kinerja.letters.forms import LetterForm
from kinerja.letters.kinds import LetterKind
from kinerja.letters.layout import data_of
from kinerja.letters.matching import yielded_by
from kinerja.letters.models import Letter, State
from kinerja.letters.queries import letters_of, superseded
from kinerja.submissions.case.turns import Case


def may_write(case: Case) -> bool:
    return hold_of(case.submission.run, case.definition, case.performer) is not None


def may_make(case: Case) -> bool:
    """New papers and drafts; in a correction that was taken back nothing is made any more, what was issued stays."""
    return case.submission.withdrawn_at is None and may_write(case)


def letter_context(letter: Letter, case: Case, form: LetterForm | None = None) -> dict[str, Any]:
    """The context of `letters/edit.html` and `letters/letter.html`."""
    letter.submission = case.submission
    data = data_of(letter, number=letter.number, at=letter.issued_at)
    writes = may_write(case)
    correction = letter.corrections.exclude(state=State.CANCELLED, sha256="").order_by("-pk").first()
    return {
        "letter": letter, "case": case, "submission": case.submission, "data": data, "draft": data.is_draft,
        "form": form or LetterForm(letter=letter), "may_write": writes, "correction": correction, "zone": case.zone,
        "icon": icon_of(letter, replaced=bool(correction and correction.sha256)),
        "caution": caution_of(letter.kind, letter.content, today(case)) if letter.is_draft else "",
        "late_number": letter.is_issued and letter.is_numbered and not (letter.number or correction),
    }  # fmt: skip


def today(case: Case) -> dt.date:
    """The day at the office."""
    return case.at.astimezone(case.submission.run.office.tz).date()


def icon_of(letter: Letter, *, replaced: bool) -> tuple[str, str]:
    """Symbol and word of the state of a paper."""
    if replaced:
        return "replaced", "Digantikan"
    return {
        State.DRAFT: ("draft", "Draf"), State.ISSUED: ("signed", "Diterbitkan"), State.CANCELLED: ("danger", "Batal")
    }[State(letter.state)]  # fmt: skip


def list_context(case: Case) -> dict[str, Any]:
    """The context of `letters/list.html`: the papers of a file, and every paper that can be added."""
    rows = letters_of(case.submission)
    replaced = superseded(rows)
    steps = {turn.step.position: turn.step for turn in case.turns}
    offered = {kind for step in steps.values() for kind in yielded_by(step, case.definition)}
    return {
        "case": case, "submission": case.submission, "may_write": may_make(case), "zone": case.zone,
        "rows": [(row, *icon_of(row, replaced=row.pk in replaced)) for row in rows],
        "kinds": [(kind, label, kind in offered) for kind, label in LetterKind.choices],
        "steps": sorted((place, step.activity) for place, step in case.definition.steps.items()),
        "here": min(steps, default=0),
    }  # fmt: skip
