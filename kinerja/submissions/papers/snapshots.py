"""What is checked, frozen and hashed: the figures as canonical text."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When

from kinerja.submissions.errors import NotJudged
from kinerja.submissions.evidence.queries import FrozenFiles, unfolded, with_files
from kinerja.submissions.figures import Figure, Judgement
from kinerja.submissions.models import Submission
from sop.ledger.chain import canonical
from sop.runs.performers import Performer


def freeze(submission: Submission, by: Performer) -> None:
    """Put the figures into the submission as canonical text with its hash; every row must have been agreed by `by`."""
    rows, files = in_order(_judged_rows(submission, by))
    missing = [row for row in rows if row.agreed is None]
    objections = [row for row in rows if row.agreed is False]
    if missing or objections:
        raise NotJudged(len(missing), len(objections))
    submission.snapshot = canonical(content(submission, rows, files))
    submission.data_hash = hashlib.sha256(submission.snapshot.encode()).hexdigest()


def _judged_rows(submission: Submission, by: Performer) -> QuerySet[Any]:
    # The last word alone speaks, while it holds for the row and its evidence: an agreement before a later objection is
    # gone. An objection holds for its round only; the next one begins with the answer to it.
    standing = Q(version=OuterRef("version"), evidence_version=OuterRef("evidence_version")) & (
        Q(agreed=True) | Q(round=submission.run.round)
    )
    mine = Judgement.objects.filter(figure=OuterRef("pk"), by=by.user_id).order_by("-round", "-pk")
    word = mine.annotate(stands=Case(When(standing, then=F("agreed")))).values("stands")[:1]
    return (
        Figure.objects.filter(submission=submission)
        .select_related("unit", "entered_by")
        .annotate(agreed=Subquery(word))
    )


def in_order(rows: QuerySet[Any]) -> tuple[list[Any], FrozenFiles]:
    """The rows as they stand in the content, and their evidence. One query."""
    return unfolded(with_files(rows).order_by("order", "unit__order", "pk", "file_id"))


def content(submission: Submission, rows: list[Figure], files: FrozenFiles) -> dict[str, Any]:
    """The frozen content: plain JSON, numbers as text with a decimal point, None where nothing was entered."""
    return {
        "submission": submission.pk,
        "revision": submission.revision,
        "title": submission.run.title,
        "office": submission.run.office.name,
        "period": submission.period_id,
        "narrative": submission.narrative,
        "rows": [_row(figure, files.get(figure.pk, [])) for figure in rows],
    }


def _row(figure: Figure, files: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "indicator": figure.indicator_id,
        "unit": figure.unit_id,
        "unit_name": figure.unit.name,
        **figure.definition,
        "target": number(figure.target),
        "target_lower": number(figure.target_lower),
        "target_upper": number(figure.target_upper),
        "value": number(figure.value),
        "numerator": number(figure.numerator),
        "denominator": number(figure.denominator),
        "budget": number(figure.budget),
        "spent": number(figure.spent),
        "no_data_reason": figure.no_data_reason,
        "achievement": number(figure.achievement),
        "achievement_note": figure.achievement_note,
        "explanation": figure.explanation,
        "helped": figure.helped,
        "hindered": figure.hindered,
        "follow_up": figure.follow_up,
        "evidence": list(files),
        "entered_by": figure.entered_by.name if figure.entered_by else "",
        "entered_at": figure.entered_at.isoformat() if figure.entered_at else "",
    }


def number(value: Decimal | None) -> str | None:
    """A number as text without trailing zeros; "0" for zero, None for nothing."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
