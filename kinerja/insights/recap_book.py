"""The figures of an office for some periods, read once: which file speaks for a period, and what it says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from kinerja.periods.models import Period
from kinerja.submissions.figures import Figure
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.standing import HEAVY
from sop.offices.models import Office, Unit
from sop.procedures.definition import Definition
from sop.procedures.queries import definition_of
from sop.runs.models import Run

SIGNED = {Status.SIGNED, Status.ARCHIVED}
Pair = tuple[int, int]  # pk of indicator and unit


@dataclass(frozen=True)
class Said:
    """What a file says about an indicator of a unit."""

    figure: Figure
    signed: bool


@dataclass(frozen=True)
class Book:
    """Figures by (indicator, unit) and slug of the period. `order` lists the pairs as the newest file has them.

    `files` are the files that speak, by slug; `missing` the units (pk) that have not handed in, by slug.
    """

    said: Mapping[Pair, Mapping[str, Said]]
    order: tuple[Pair, ...]
    files: Mapping[str, Submission]
    missing: Mapping[str, frozenset[int]]
    units: tuple[Unit, ...]

    def newest(self, pair: Pair) -> Figure:
        """The figure of the latest period: its words and rules are those of the row."""
        return self.said[pair][max(self.said[pair], key=lambda slug: self.files[slug].period.start)].figure


def read_book(office: Office, periods: Sequence[Period]) -> Book:
    """Two queries for any number of periods, and one for each version of an SOP not yet read by this process."""
    files = _speaking(_files(office, periods))
    slugs = {file.pk: slug for slug, several in files.items() for file in several}
    figures = (
        Figure.objects.filter(submission__in=slugs)
        .select_related("unit")
        .order_by("-submission__period__year", "-submission__period__number", "order", "unit__order", "pk")
    )
    by_pk = {file.pk: file for several in files.values() for file in several}
    said: dict[Pair, dict[str, Said]] = {}
    units: dict[int, Unit] = {}
    for figure in figures:
        file = by_pk[figure.submission_id]
        row = said.setdefault((figure.indicator_id, figure.unit_id), {})
        _put(row, slugs[file.pk], Said(figure, file.status in SIGNED))
        units.setdefault(figure.unit_id, figure.unit)
    return Book(
        said=said,
        order=tuple(said),
        files={slug: several[0] for slug, several in files.items()},
        missing={slug: _not_in(several, units) for slug, several in files.items()},
        units=tuple(sorted(units.values(), key=lambda unit: (unit.order, unit.pk))),
    )


def unfinished_units(run: Run, definition: Definition) -> set[int] | None:
    """Units whose filling is still ahead or open; None for all of them."""
    found: set[int] = set()
    for place in run.marking:
        step = definition.steps[place["step"]]
        if step.fills or any(definition.can_reach(step.position, fill) for fill in definition.fill_steps):
            if place["unit"] is None:
                return None
            found.add(place["unit"])
    return found


def _files(office: Office, periods: Sequence[Period]) -> list[Submission]:
    asked = Q(pk=None)
    for kind, year in {(period.kind, period.year) for period in periods}:
        numbers = [period.number for period in periods if (period.kind, period.year) == (kind, year)]
        asked |= Q(period__kind=kind, period__year=year, period__number__in=numbers)
    files = Submission.objects.filter(asked, office=office).select_related("period", "run__publication")
    return list(files.defer(*HEAVY).order_by("pk"))


def _speaking(files: Iterable[Submission]) -> dict[str, list[Submission]]:
    """For each period one file of every duty: the last signed revision, else the last. Signed ones stand first."""
    by_duty: dict[tuple[int, str], Submission] = {}
    for file in files:
        key = (file.obligation_id, file.period.slug)
        by_duty[key] = max(by_duty.get(key, file), file, key=_weight)
    found: dict[str, list[Submission]] = {}
    for (_duty, slug), file in by_duty.items():
        found.setdefault(slug, []).append(file)
    return {slug: sorted(several, key=_weight, reverse=True) for slug, several in found.items()}


def _weight(file: Submission) -> tuple[bool, int, int]:
    return (file.status in SIGNED, file.revision, file.pk)


def _put(row: dict[str, Said], slug: str, said: Said) -> None:
    """Where two duties report the same indicator, the signed figure stands."""
    if slug not in row or (said.signed and not row[slug].signed):
        row[slug] = said


def _not_in(files: Iterable[Submission], units: Mapping[int, Unit]) -> frozenset[int]:
    missing: set[int] = set()
    for file in files:
        if file.status == Status.DRAFT:
            unfinished = unfinished_units(file.run, definition_of(file.run.publication))
            missing |= set(units) if unfinished is None else unfinished
    return frozenset(missing)
