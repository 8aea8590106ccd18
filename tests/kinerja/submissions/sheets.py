"""A small office with a sheet to fill: realistic indicators, a figure of the quarter before, and forms as a browser posts them."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinerja.indicators.models import Indicator, Objective, Target
from kinerja.periods.models import Period
from kinerja.submissions.actions import act
from kinerja.submissions.entry.filling import RowInput, judge, record_figures
from kinerja.submissions.figures import Figure
from kinerja.submissions.forms.entry import name_of, rendered, version_of
from kinerja.submissions.models import Submission
from kinerja.submissions.opening import start
from kinerja.submissions.rows.row import Row
from kinerja.submissions.rows.sheet import rows_of
from sop.offices.models import User
from sop.runs.engine import Request
from tests.engine import graphs
from tests.engine.graphs import PERIOD, World, build, straight
from tests.engine.walking import walk_to_step

EARLIER = {"kind": "quarter", "year": 2026, "number": 2}
INDICATORS: list[dict[str, Any]] = [
    {"name": "Kepemilikan KTP-el", "measure": "%", "target": "99"},
    {"name": "Akta kelahiran", "measure": "%", "target": "97", "lowest": "0", "highest": "100"},
    {"name": "Layanan keliling", "measure": "kali", "decimals": 0, "target": "12", "aggregation": "sum"},
    {"name": "Lama penerbitan", "measure": "hari", "target": "3", "direction": "lower", "formula": "negative_a"},
    {
        "name": "Opini laporan", "measure": "predikat", "target": "4", "formula": "predicate",
        "scale": {"WTP": 4, "WDP": 3, "TW": 2}, "decimals": 0,
    },
    {"name": "Penerimaan retribusi", "measure": "Rp", "target": "50000000", "aggregation": "sum"},
]  # fmt: skip


def office(rows: list[graphs.Row] | None = None, *, units: int = 2, indicators: int | None = None) -> World:
    """An office that owes INDICATORS (or so many plain ones) for each of its units, by a short SOP."""
    world = build(rows or straight(), units=units, indicators=0)
    described = (
        INDICATORS if indicators is None else [{"name": f"Indikator {n}"} for n in range(1, indicators + 1)]
    )
    objectives = [
        Objective.objects.create(office=world.office, name=f"Layanan {n} yang makin baik", order=n)
        for n in (1, 2)
    ]
    for order, row in enumerate(described, start=1):
        described_row = {"measure": "%", "target": "100"} | row
        target = described_row.pop("target")
        indicator = Indicator.objects.create(
            office=world.office,
            objective=objectives[order > len(described) / 2],
            order=order,
            **described_row,
        )
        indicator.units.set(world.units)
        for unit in world.units:
            for period in (PERIOD, EARLIER):
                Target.objects.create(indicator=indicator, unit=unit, value=Decimal(target), **period)
    return world


def begun(world: World, **earlier: str) -> Submission:
    """The file of TW III; `earlier` gives the first unit's values of TW II by indicator order ("i1='96.40'")."""
    if earlier:
        _earlier(world, earlier)
    return Submission.objects.select_related("run__publication", "run__office", "period").get(
        pk=world.begin().pk
    )


def _earlier(world: World, values: dict[str, str]) -> None:
    period, _ = Period.objects.get_or_create(**EARLIER)
    clerk = world.clerks[world.units[0].pk]
    submission = start(world.obligation, period, by=clerk, at=dt.datetime(2026, 7, 1, 2, 0, tzinfo=dt.UTC))
    figures = Figure.objects.filter(submission=submission, unit=world.units[0]).order_by("order")
    rows = [
        RowInput(figure.pk, 0, {"value": Decimal(values[f"i{figure.order}"])})
        for figure in figures
        if f"i{figure.order}" in values
    ]
    record_figures(submission, rows, unit=world.units[0].pk, by=clerk, at=timezone.now())


def sheet(submission: Submission, unit: int) -> list[Row]:
    """The rows of a unit as they stand now."""
    fresh = Submission.objects.select_related("run", "period").get(pk=submission.pk)
    return rows_of(fresh, unit=unit)


def posted(rows: list[Row], **typed: str) -> dict[str, str]:
    """The form as a browser without scripts posts it; `typed` changes inputs by field and row order ("value_1")."""
    data = {}
    for row in rows:
        data[f"version-{row.pk}"] = version_of(row)
        texts = {name: text for name, text in rendered(row).items() if name != "no_data" or text}
        for name, text in typed.items():
            field, _, number = name.rpartition("_")
            if int(number) == row.number:
                texts[field] = text
        data |= {name_of(name, row): text for name, text in texts.items() if name != "no_data" or text}
    return data


def returned(world: World, submission: Submission, note: str = "Lampirkan rekap") -> None:
    """Everything is filled; the verifier objects to the first row and sends the first unit back."""
    submission = walk_to_step(world, submission, 2)
    row = sheet(submission, world.units[0].pk)[0]
    rows = {figure.pk: (True, "") for figure in Figure.objects.filter(submission=submission)}
    judge(submission, rows | {row.pk: (False, note)}, by=world.people[2])
    place = submission.run.places()[0]
    request = Request(place["id"], "2.2", place["seq"], reason="Periksa kembali", units=(world.units[0].pk,))
    act(submission, request, by=world.people[2])


def address(submission: Submission, unit: int) -> str:
    return reverse("submissions:entry", args=[submission.pk, unit])


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
