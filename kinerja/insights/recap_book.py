"""The figures of an office for some periods, read once: which file speaks for a period, and what it says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from kinerja.indicators.arithmetic import Target as Aim
from kinerja.indicators.models import Target
from kinerja.insights.recap_scope import Scope
from kinerja.periods.models import Period
from kinerja.submissions.figures import Figure
from kinerja.submissions.labels import DRAFT, RETURNED, WAITING
from kinerja.submissions.listing.standing import HEAVY
from kinerja.submissions.models import Status, Submission
from sop.offices.models import Unit
from sop.procedures.definition import Definition
from sop.procedures.queries import definition_of
from sop.runs.models import Run

SIGNED = {Status.SIGNED, Status.ARCHIVED}
Pair = tuple[int, int]  # pk of indicator and unit


@dataclass(frozen=True)
class Said:
    """What a file says about an indicator of a unit, and the label (a key of `labels.TEXTS`) of that unit's part."""

    figure: Figure
    signed: bool
    status: str = ""


@dataclass(frozen=True)
class Book:
    """Figures by (indicator, unit) and slug of the period. `order` lists the pairs as the newest file has them.

    `files` are the files that speak, by slug; `missing` the units (pk) that have not handed in, by slug; `targets` those
    set for a longer period itself, by indicator, unit and slug.
    """

    said: Mapping[Pair, Mapping[str, Said]]
    order: tuple[Pair, ...]
    files: Mapping[str, Submission]
    missing: Mapping[str, frozenset[int]]
    units: tuple[Unit, ...]
    targets: Mapping[tuple[int, int, str], Aim]

    def newest(self, pair: Pair) -> Figure:
        """The figure of the latest period: its words and rules are those of the row."""
        return self.said[pair][max(self.said[pair], key=lambda slug: self.files[slug].period.start)].figure

    def filled(self, unit: int, slugs: Iterable[str]) -> tuple[int, int]:
        """Rows of a unit that are filled, and rows in all, over these periods."""
        rows = [self.said[pair].get(slug) for pair in self.order if pair[1] == unit for slug in slugs]
        known = [row for row in rows if row]
        return sum(row.figure.filled for row in known), len(known)


def read_book(scope: Scope) -> Book:
    """Three queries for any number of periods, and one for each version of an SOP not yet read by this process."""
    files = _speaking(open_files(scope, scope.wanted))
    slugs = {file.pk: slug for slug, several in files.items() for file in several}
    figures = (
        Figure.objects.filter(submission__in=slugs)
        .select_related("unit")
        .order_by("-submission__period__year", "-submission__period__number", "order", "unit__order", "pk")
    )
    if scope.unit:
        figures = figures.filter(unit=scope.unit)
    by_pk = {file.pk: file for several in files.values() for file in several}
    unfinished = {pk: _unfinished(file) for pk, file in by_pk.items()}
    said: dict[Pair, dict[str, Said]] = {}
    units: dict[int, Unit] = {}
    for figure in figures:
        file = by_pk[figure.submission_id]
        row = said.setdefault((figure.indicator_id, figure.unit_id), {})
        status = _status(file, figure.unit_id, unfinished[file.pk])
        _put(row, slugs[file.pk], Said(figure, file.status in SIGNED, status))
        units.setdefault(figure.unit_id, figure.unit)
    missing = {slug: _not_in(several, unfinished, units) for slug, several in files.items()}
    return Book(
        said=said,
        order=tuple(said),
        files={slug: several[0] for slug, several in files.items()},
        missing=missing,
        units=tuple(sorted(units.values(), key=lambda unit: (unit.order, unit.pk))),
        targets=_targets(scope),
    )


def open_files(scope: Scope, periods: Sequence[Period]) -> list[Submission]:
    """Every file of the office for these periods that was not taken back. One query."""
    files = Submission.objects.standing().filter(_any_of(periods, "period__"), office=scope.office)
    if scope.sop:
        files = files.filter(obligation__sop=scope.sop)
    return list(
        files.select_related("period", "run__publication", "run__office").defer(*HEAVY).order_by("pk")
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


def _unfinished(file: Submission) -> set[int] | None:
    if file.status != Status.DRAFT:
        return set()
    return unfinished_units(file.run, definition_of(file.run.publication))


def _status(file: Submission, unit: int, unfinished: set[int] | None) -> str:
    if file.status != Status.DRAFT:
        return str(file.status)
    if unfinished is None or unit in unfinished:
        return RETURNED if file.run.returning else DRAFT
    return WAITING


def _any_of(periods: Sequence[Period], prefix: str = "") -> Q:
    asked = Q(pk=None)
    for kind, year in {(period.kind, period.year) for period in periods}:
        numbers = [period.number for period in periods if (period.kind, period.year) == (kind, year)]
        asked |= Q(**{f"{prefix}kind": kind, f"{prefix}year": year, f"{prefix}number__in": numbers})
    return asked


def _targets(scope: Scope) -> dict[tuple[int, int, str], Aim]:
    longer = scope.longer
    rows = Target.objects.filter(_any_of(longer), indicator__office=scope.office)
    slugs = {(period.kind, period.year, period.number): period.slug for period in longer}
    return {
        (row.indicator_id, row.unit_id, slugs[row.kind, row.year, row.number]): Aim(
            row.value, row.lower, row.upper
        )
        for row in rows
    }


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


def _not_in(
    files: Iterable[Submission], unfinished: Mapping[int, set[int] | None], units: Mapping[int, Unit]
) -> frozenset[int]:
    missing: set[int] = set()
    for file in files:
        waiting = unfinished[file.pk]
        missing |= set(units) if waiting is None else waiting
    return frozenset(missing & set(units))
