"""Whole offices for tests: loaded, published, staffed and planned once, then put back row by row in a moment."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

from kinerja.akip.models import Criterion
from kinerja.compliance.models import Question
from kinerja.management.demo.files import plans, sheet_files
from kinerja.management.demo.indicators import plan_indicators
from kinerja.management.demo.people import PHRASE, hire
from kinerja.management.demo.staff import Staff
from kinerja.periods.models import Obligation, Period
from kinerja.periods.queries import period_before, period_for, period_of
from sop.offices.models import Appointment, Office, Position, User
from sop.procedures.loader import load
from sop.procedures.models import Publication

OFFICES = {
    "sumenep": "disdukcapil-sumenep",
    "musi-rawas": "disdukcapil-musi-rawas",
    "tasikmalaya": "disdukcapil-tasikmalaya",
    "iv-jurai": "kecamatan-iv-jurai",
    "mojokerto": "disdukcapil-mojokerto",
}
SEEDS = tuple(OFFICES)
FEW = {"ktp-el", "kia", "akta-lahir", "ikd", "pemanfaatan", "ikm", "kas"}
ELSEWHERE = "dinas-lain"
ADMIN, OUTSIDER = "admin", "lain.kepala"


@dataclass(frozen=True)
class World:
    """One office with its published SOP, its people and its duty to report."""

    office: Office
    publication: Publication
    obligation: Obligation

    @property
    def staff(self) -> Staff:
        return Staff.of(self.publication.version_id)

    @property
    def period(self) -> Period:
        """The last period that has ended, as a row."""
        return self.period_back(1)

    def period_back(self, count: int) -> Period:
        """The period so many before the current one, as a row."""
        period = period_of(self.obligation.kind, timezone.localdate(timezone=self.office.tz))
        for _ in range(count):
            period = period_before(period)
        return period_for(period.kind, period.year, period.number)


def load_world(seed: str = "musi-rawas") -> World:
    """The office of a seed in an otherwise empty database, or beside what is there; safe to repeat.

    A test with `transaction=True` or a live server calls this itself, since its database is emptied after each test.
    """
    office = Office.objects.filter(code=OFFICES[seed]).first()
    if office is None:
        with transaction.atomic():
            if Office.objects.exists() or User.objects.exists():
                _make(seed)
            else:
                _put_back(_rows_of(seed, timezone.localdate()))
        office = Office.objects.get(code=OFFICES[seed])
    return World(
        office,
        Publication.objects.select_related("version__sop").get(version__sop__office=office),
        Obligation.objects.select_related("office", "sop").get(office=office),
    )


def person(login: str) -> User:
    """Somebody of fixtures/demo/people.yaml, by login: "musirawas.kasubag"."""
    return User.objects.get(username=login)


def _make(seed: str) -> None:
    """The slow way: the loader, as an office would use it."""
    code, today = OFFICES[seed], timezone.localdate()
    result = load(sheet_files(seed), at=timezone.now(), publishing=True)
    assert result.saved, [str(finding) for finding in result.errors]
    office = Office.objects.get(code=code)
    hire(office, today=today)
    plan_indicators(office, first_year=today.year - 2, only=FEW if seed != "iv-jurai" else None)
    sop = office.sops.get()
    since = dt.date(today.year - 2, 1, 1)
    Obligation.objects.create(office=office, sop=sop, kind=plans()[code]["kind"], since=since)
    if not Office.objects.filter(code=ELSEWHERE).exists():
        _make_others()


def _make_others() -> None:
    """A superuser, and the head of an office that has nothing to do with the first."""
    User.objects.create_superuser(ADMIN, password=PHRASE, name="Admin Aplikasi")
    office = Office.objects.create(code=ELSEWHERE, name="Dinas Lain", letterhead="DINAS LAIN", city="Lain")
    post = Position.objects.create(office=office, code="kepala", title="Kepala Dinas Lain")
    head = User.objects.create_user(OUTSIDER, password=PHRASE, name="Orang Luar, S.E.")
    Appointment.objects.create(user=head, position=post, since=dt.date(2023, 1, 2))


@cache
def _rows_of(seed: str, _today: dt.date) -> tuple[models.Model, ...]:
    """Every row of the slow way, made in an empty database and taken back at once."""
    with transaction.atomic():
        _make(seed)
        rows = [row for model in _models() for row in model._default_manager.order_by("pk")]
        transaction.set_rollback(True)
    return tuple(rows)


def _models() -> list[type[models.Model]]:
    """Our tables; publications come last, since from then on the database guards the sheet."""
    ours = [
        model
        for label in ("sop", "kinerja")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if model not in {Criterion, Question}  # these came with the migrations and are no office's
    ]
    return sorted(ours, key=lambda model: model is Publication)


def _put_back(rows: tuple[models.Model, ...]) -> None:
    for model, same in groupby(rows, key=type):
        model._default_manager.bulk_create([_copy(row) for row in same])
    for statement in connection.ops.sequence_reset_sql(no_style(), list({type(row) for row in rows})):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def _copy(row: models.Model) -> models.Model:
    values: dict[str, Any] = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields
    }
    return type(row)(**values)
