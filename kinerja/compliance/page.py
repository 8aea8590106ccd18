"""The page of S17: per step (unit, post) the standard against real time, what was returned, where work waits, who holds it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Count, Min, Q
from django.urls import reverse

from kinerja.compliance import quarters
from kinerja.compliance.figures import SMALL, Figures, Measured, figures_of
from kinerja.compliance.lines import StepLine
from kinerja.compliance.scope import BY_POST, BY_STEP, BY_UNIT, Scope
from kinerja.compliance.tallying import Key
from sop.runs.models import StepRun

WORST = 3


@dataclass(frozen=True)
class Held:
    """Open openings of a step: how many, how many nobody has opened yet, and since when the oldest waits."""

    count: int
    unseen: int
    since: dt.datetime


@dataclass(frozen=True)
class Row:
    """A line of the table. `name` is a unit or post where the table is told apart by them; `url` leads to its list."""

    line: StepLine
    measured: Measured
    url: str
    held: Held | None = None
    name: str = ""

    @property
    def median(self) -> str:
        return self.measured.words(self.measured.median)

    @property
    def p90(self) -> str:
        return self.measured.words(self.measured.p90)

    @property
    def waiting(self) -> str:
        return self.measured.words(self.measured.waiting)


@dataclass(frozen=True)
class Compliance:
    """Everything the page shows of one scope."""

    scope: Scope
    figures: Figures
    rows: tuple[Row, ...]

    @property
    def headline(self) -> str:
        """Write "78% langkah selesai dalam mutu baku."."""
        return headline(self.figures.all)

    @property
    def basis(self) -> str:
        """How the headline was counted: "702 dari 900 pelaksanaan langkah yang berbatas waktu."."""
        sums = self.figures.all.sums
        return (
            f"{sums.on_time} dari {sums.judged} pelaksanaan langkah yang berbatas waktu"
            if sums.judged
            else ""
        )

    @cached_property
    def returned(self) -> int:
        return self.figures.all.sums.drawn + self.figures.all.sums.outside

    @property
    def held(self) -> bool:
        """Whether anything is open now."""
        return any(row.held for row in self.rows)

    @property
    def list_url(self) -> str:
        return list_url(self.scope)

    @property
    def csv_url(self) -> str:
        return self.scope.url("csv")

    @property
    def ways(self) -> list[tuple[str, str, str]]:
        """Where else to go from here: address, icon, label."""
        year = self.scope.at.astimezone(self.scope.office.tz).year
        evaluation = reverse("compliance:evaluation", args=[self.scope.sop.pk, year])
        return [
            (self.scope.url("ways"), "flow", "Alur nyata"),
            (evaluation, "check-circle", f"Evaluasi {year}"),
            (self.scope.url("report"), "pdf", "Unduh laporan (PDF)"),
        ]

    @property
    def akip_url(self) -> str:
        """The evidence of the last year of the range."""
        return reverse("akip:page", args=[self.scope.office.code, self.scope.last // 4])

    @cached_property
    def by_step(self) -> dict[int, Measured]:
        """By the row of the step in its newest version."""
        if self.scope.grouping == BY_STEP:
            return {row.line.pk: row.measured for row in self.rows if row.measured.n}
        home = {pk: line.pk for line in self.scope.lines for pk in line.ids}
        return {int(str(pk)): found for pk, found in self.figures.grouped(lambda key: home[key.step]).items()}

    @cached_property
    def worst(self) -> list[Row]:
        """The steps that most often miss their standard, worst first; of few nothing is said."""
        told = [row for row in self._step_rows() if row.measured.sums.judged >= SMALL and row.measured.late]
        return sorted(told, key=lambda row: row.measured.share or 0)[:WORST]

    def _step_rows(self) -> Iterable[Row]:
        for line in self.scope.lines:
            if line.pk in self.by_step:
                yield Row(line, self.by_step[line.pk], list_url(self.scope, line.pk))


def headline(measured: Measured) -> str:
    if not measured.n:
        return "Belum ada langkah selesai pada periode ini."
    if measured.share is None:
        return "Tidak ada langkah berbatas waktu yang selesai pada periode ini."
    if measured.sums.judged < SMALL:
        return f"n = {measured.sums.judged}, belum cukup untuk disimpulkan."
    return f"{measured.share}% langkah selesai dalam mutu baku."


def compliance_of(scope: Scope) -> Compliance:
    """Five queries, those of the scope apart, whatever the number of step runs."""
    figures = figures_of(scope)
    return Compliance(scope, figures, tuple(_rows(scope, figures)))


def list_url(scope: Scope, line: int | None = None, **more: object) -> str:
    """The list of step runs behind a number; `more` narrows it further, and more may be added at its end."""
    asked = {name: value for name, value in ({"langkah": line} | more).items() if value}
    return f"{scope.steps_url}&{urlencode(asked)}" if asked else scope.steps_url


def _rows(scope: Scope, figures: Figures) -> Iterable[Row]:
    held = held_by_step(scope)
    home = {pk: line.pk for line in scope.lines for pk in line.ids}
    parts = figures.grouped(lambda key: (home[key.step], _part(scope, key)))
    nothing = figures.of(())
    for line in scope.lines:
        standing = _together(held, line)
        if scope.grouping == BY_STEP:
            found = parts.get((line.pk, None), nothing)
            yield Row(line, found, list_url(scope, line.pk), standing)
            continue
        names = sorted((part for pk, part in parts if pk == line.pk), key=lambda part: _order(scope, part))
        for part in names:
            url = f"{list_url(scope, line.pk)}&{urlencode({scope.grouping: part or '-'})}"
            yield Row(line, parts[line.pk, part], url, None, part_name(scope, part))


def _part(scope: Scope, key: Key) -> object:
    return {BY_STEP: None, BY_UNIT: key.unit, BY_POST: key.post}[scope.grouping]


def part_name(scope: Scope, part: object) -> str:
    """The unit or post of a row; a step that is done once for all has no unit."""
    if scope.grouping == BY_UNIT:
        return scope.units[int(str(part))].name if part else f"Tanpa {scope.office.unit_term.lower()}"
    return str(part) or "Tanpa jabatan"


def _order(scope: Scope, part: object) -> tuple[int, str]:
    ranks = {pk: rank for rank, pk in enumerate(scope.units)} if scope.grouping == BY_UNIT else {}
    return (ranks.get(int(str(part)), -1) if ranks and part else -1, str(part))


def held_by_step(scope: Scope) -> dict[int, Held]:
    """Open openings by the row of their step, now. One query."""
    ids = [pk for line in scope.lines for pk in line.ids]
    rows = StepRun.objects.open().filter(office=scope.office, step__in=ids).order_by().values("step")
    found = rows.annotate(
        count=Count("pk"), unseen=Count("pk", filter=Q(seen_at=None)), since=Min("opened_at")
    )
    return {row["step"]: Held(row["count"], row["unseen"], row["since"]) for row in found}


def _together(held: dict[int, Held], line: StepLine) -> Held | None:
    here = [held[pk] for pk in line.ids if pk in held]
    if not here:
        return None
    return Held(
        sum(one.count for one in here), sum(one.unseen for one in here), min(one.since for one in here)
    )


def quarters_of(scope: Scope, figures: Figures) -> list[tuple[int, str, Measured, str]]:
    """Each quarter of the range: number, name, what was measured, and the address of its list."""
    found = figures.grouped(lambda key: key.quarter)
    nothing = figures.of(())
    return [
        (
            quarter,
            quarters.name(quarter),
            found.get(quarter, nothing),
            scope.url("steps", per="", dari=quarters.slug(quarter), sampai=quarters.slug(quarter)),
        )
        for quarter in range(scope.first, scope.last + 1)
    ]
