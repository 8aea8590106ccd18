"""What the record of a step need not ask again: number and date of the paper that was issued there."""

from collections.abc import Mapping

from kinerja.letters.models import Letter, State
from kinerja.submissions.case.turns import Turn

NUMBERING = "numbering"


def number_of(turn: Turn) -> Mapping[str, str]:
    """The newest numbered paper of this very step (IV Jurai 12: surat pengantar). One query, and only where it is owed."""
    if NUMBERING not in turn.records:
        return {}
    rows = Letter.objects.filter(submission=turn.case.submission, step=turn.step.position, state=State.ISSUED)
    paper = rows.exclude(number="").order_by("-issued_at", "-pk").first()
    return {"number": paper.number, "date": paper.content.get("date", "")} if paper else {}
