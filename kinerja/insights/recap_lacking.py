"""What has not come in, and why: for a unit in a period, or for a whole period."""

from collections.abc import Sequence
from dataclasses import dataclass

from kinerja.insights.recap_book import Book
from kinerja.insights.recap_lines import Column
from kinerja.periods.models import Period
from kinerja.submissions.labels import current_step, step_of
from kinerja.submissions.models import Submission
from sop.offices.models import Unit
from sop.procedures.queries import definition_of
from sop.runs.engine import holders

NOT_BEGUN = "berkas belum dimulai"


@dataclass(frozen=True)
class Lacking:
    """A column that is not complete; `reason` says what is missing in it. `open`: its filling waits for somebody now."""

    name: str
    reason: str
    open: bool


def lacking_of(columns: Sequence[Column], book: Book) -> tuple[Lacking, ...]:
    """The columns of which something has not come in, in their order. No queries."""
    found = []
    for column in columns:
        reasons = [_why(column.unit, part, book) for part in column.parts] if column.ended else []
        told = [(part, *why) for part, why in zip(column.parts, reasons, strict=False) if why]
        if told:
            found.append(Lacking(column.name, _joined(told, column), any(is_open for *_, is_open in told)))
    return tuple(found)


def _joined(told: Sequence[tuple[Period, str, bool]], column: Column) -> str:
    """Name the periods where there are several; the same reason is said once."""
    if len(column.parts) == 1:
        return told[0][1]
    by_reason: dict[str, list[str]] = {}
    for part, reason, _ in told:
        by_reason.setdefault(reason, []).append(part.short)
    return "; ".join(f"{', '.join(names)}: {reason}" for reason, names in by_reason.items())


def _why(unit: Unit | None, period: Period, book: Book) -> tuple[str, bool] | None:
    """The reason, and whether a fill step is open; None where everything is in."""
    file = book.files.get(period.slug)
    if file is None:
        return NOT_BEGUN, False
    missing = book.missing[period.slug]
    if unit is None:
        names = [one.name for one in book.units if one.pk in missing]
        return (", ".join(names), True) if names else None
    return _of_unit(unit, period, file, book) if unit.pk in missing else None


def _of_unit(unit: Unit, period: Period, file: Submission, book: Book) -> tuple[str, bool]:
    definition = definition_of(file.run.publication)
    is_open = any(
        definition.steps[place["step"]].fills and place["unit"] in {None, unit.pk}
        for place in file.run.places()
    )
    if not is_open:
        step = current_step(file.run, definition)
        at = f": berkas di {step_of(step, definition).lower()}, {holders(definition, step)}" if step else ""
        return f"pengisian belum dibuka{at}", False
    done, total = book.filled(unit.pk, [period.slug])
    returned = "dikembalikan, " if file.run.returning else ""
    return f"{returned}{done} dari {total} indikator terisi, belum dikirim", True
