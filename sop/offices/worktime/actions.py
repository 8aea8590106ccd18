"""Changing when an office works. Deadlines that are set already never move (ARCHITECTURE, invariant 10)."""

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from sop.offices.access import Keeping
from sop.offices.actions.records import lock_office, record
from sop.offices.models import Holiday, HolidayKind, Topic, WorkHours
from sop.offices.national_import import Seeded, carry_out, plan_for
from sop.offices.queries import forget_calendars
from sop.offices.worktime.series import Series, rows_of, series_of

GONE = "Jam kerja ini sudah dihapus atau diganti pegawai lain. Muat ulang halaman."


@transaction.atomic
def keep_series(keeping: Keeping, series: Series, *, instead_of: Series | None, reason: str) -> None:
    """Save a week of hours in the place of another (or of none); ValidationError where two weeks would cross."""
    lock_office(keeping)
    others = [other for other in series_of(keeping.office) if not instead_of or other.key != instead_of.key]
    refuse_crossing(series, others)
    old = _take_out(keeping, instead_of)
    WorkHours.objects.bulk_create(rows_of(keeping.office, series))
    verb = "diubah" if old else "ditambahkan"
    _told(keeping, f"Jam kerja ‘{series.title}’ ({series.dates}, {series.total} seminggu) {verb}", reason)


@transaction.atomic
def drop_series(keeping: Keeping, series: Series, *, reason: str) -> None:
    """Take a week out; without a lasting week the built-in hours hold again."""
    lock_office(keeping)
    if not _take_out(keeping, series):
        raise ValidationError(GONE)
    _told(keeping, f"Jam kerja ‘{series.title}’ ({series.dates}) dihapus", reason)


@transaction.atomic
def add_day(keeping: Keeping, row: Holiday) -> None:
    """A day off of this office alone, or a day off of everybody on which it works. ValidationError."""
    lock_office(keeping)
    row.office = keeping.office
    row.full_clean()
    row.save(force_insert=True)
    word = "Hari tetap masuk kerja" if row.kind == HolidayKind.WORKING else "Hari libur kantor"
    _told(keeping, f"{word} {row.date:%d-%m-%Y} ‘{row.name}’ ditambahkan")


@transaction.atomic
def drop_day(keeping: Keeping, pk: int) -> bool:
    """Take a day of this office out again; False where somebody did so before."""
    lock_office(keeping)
    row = Holiday.objects.filter(office=keeping.office, pk=pk).first()
    if row is None:
        return False
    row.delete()
    _told(
        keeping,
        f"Hari {row.date:%d-%m-%Y} ‘{row.name}’ ({row.get_kind_display()}) dihapus dari kalender kantor",
    )
    return True


@transaction.atomic
def import_year(keeping: Keeping, year: int, chosen: Collection[str] | None = None) -> Seeded:
    """Enter the chosen national days off of a year for everybody (None: the usual ones); a second time changes nothing.

    What was decided for every office is overruled by the administration alone: of others such a choice is passed over.
    """
    lock_office(keeping, everywhere=True)  # days of everybody: two offices may import at once
    plan = plan_for([year])
    wanted = plan.usual if chosen is None else set(chosen)
    guarded = {row.key for row in plan.choices if row.guarded and not keeping.user.is_superuser}
    done = carry_out(plan, wanted - guarded)
    if done.added or done.said:
        _told(keeping, "; ".join([f"Libur nasional {year}: {done.sentence}", *done.said]))
    return done


@transaction.atomic
def keep_rules(keeping: Keeping, changed: list[str], *, reason: str) -> None:
    """Save how deadlines are counted; `keeping.office` carries the new values. Nothing is written without a change."""
    if not changed:
        return
    lock_office(keeping)
    keeping.office.save(update_fields=changed)
    names = [str(field.verbose_name) for field in keeping.office._meta.fields if field.name in changed]
    _told(keeping, f"Cara menghitung tenggat diubah: {', '.join(names)}", reason)


def refuse_crossing(series: Series, others: list[Series]) -> None:
    """Two weeks between dates may not cross, and no two may begin on one day: it would be open which of them holds."""
    for other in others:
        if _crosses(series, other):
            raise ValidationError(
                f"Tanggalnya berpotongan dengan ‘{other.title}’ ({other.dates}). Ubah tanggal, atau ubah jam kerja itu."
            )


def _crosses(one: Series, two: Series) -> bool:
    bounded = [week.since is not None and week.until is not None for week in (one, two)]
    if not all(bounded):
        return one.key == two.key or (not any(bounded) and one.since == two.since)
    return _first(one) <= _last(two) and _first(two) <= _last(one)


def _first(week: Series) -> dt.date:
    return week.since or dt.date.min


def _last(week: Series) -> dt.date:
    return week.until or dt.date.max


def _take_out(keeping: Keeping, series: Series | None) -> int:
    if series is None:
        return 0
    gone, _ = WorkHours.objects.filter(office=keeping.office, since=series.since, until=series.until).delete()
    return gone


def _told(keeping: Keeping, what: str, reason: str = "") -> None:
    record(keeping, what, reason=reason, topic=Topic.WORKTIME)
    transaction.on_commit(forget_calendars)
