"""The words of a report: what helped, what hindered, and its introduction."""

from typing import Any

from kinerja.indicators.arithmetic import HUNDRED, Target, achievement
from kinerja.management.demo.files import plans
from kinerja.management.demo.pace import WorkingPace
from kinerja.management.demo.values import SPREAD, Values, drawn_value
from kinerja.management.demo.walker import Guide, holder_of
from kinerja.submissions.entry.filling import record_narrative
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Submission
from sop.procedures.queries import definition_of


def values_of(office: str) -> Values:
    """Figures of this office with the explanation that belongs to them."""
    told = {row["name"]: row for row in plans()[office]["indicators"]}

    def values(figure: Figure) -> dict[str, Any]:
        row = told[figure.definition["name"]]
        value = drawn_value(figure, row.get("spread", SPREAD))
        target = Target(value=figure.target, lower=figure.target_lower, upper=figure.target_upper)
        reached = achievement(
            target, value, figure.definition["formula"], figure.definition["zero_policy"]
        ).value
        if reached is None or reached >= HUNDRED:
            return {"value": value, "helped": row["helped"]}
        return {
            "value": value,
            "explanation": "Target periode ini belum tercapai.",
            "hindered": row["hindered"],
            "follow_up": row["follow_up"],
        }

    return values


def introduce(submission: Submission, guide: Guide) -> None:
    """Write the introduction of the report, by whoever holds the open step, as soon as it was opened."""
    period, office = submission.period.name, submission.run.office
    at = guide.pace.now if isinstance(guide.pace, WorkingPace) else None
    place = submission.run.places()[0]
    move = definition_of(submission.run.publication).moves(place["step"])[0]
    by = holder_of(submission, place, move, guide.staff, at)
    text = (
        f"Laporan ini memuat capaian kinerja {office.name} pada {period}. Angka dihimpun dari setiap "
        f"{office.unit_term.lower()} sesuai SOP dan dibandingkan dengan target pada rencana aksi tahun {submission.period.year}."
    )
    record_narrative(submission, text, by=by, at=at)
