"""Bringing the national days off of a year up to date, row by row: what a person corrected is kept until he says otherwise."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from sop.offices.models import Holiday, HolidayKind
from sop.offices.national import national_holidays
from sop.offices.queries import forget_calendars


class Verb(StrEnum):
    """What may be done to one day; the value is its word in a form."""

    ADD = "tambah"
    UPDATE = "perbarui"
    TAKE = "ambil"  # the package's word in the place of a correction
    DROP = "hapus"
    RESTORE = "kembali"  # a correction in the place of the package's word


@dataclass(frozen=True)
class Choice:
    """One day of the preview: what stands (None: nothing), what would stand (None: nothing), and whether that is usual.

    `guarded`: it overrules what was decided for every office, so the administration of the application alone may choose it.
    """

    verb: Verb
    old: Holiday | None
    new: Holiday | None
    usual: bool = True
    guarded: bool = False

    @property
    def date(self) -> dt.date:
        return next(row.date for row in (self.new, self.old) if row)  # one of them is always there

    @property
    def key(self) -> str:
        return f"{self.verb}:{self.date.isoformat()}"

    @property
    def text(self) -> str:
        """Write "Hari Buruh (libur nasional, perkiraan) → Hari Buruh (libur nasional)"."""
        return " → ".join(_said(row) for row in (self.old, self.new) if row)


@dataclass(frozen=True)
class Plan:
    """What an import of these years would do; `kept`: corrections it leaves alone, `same`: days as the package has them."""

    choices: tuple[Choice, ...]
    same: tuple[Holiday, ...]
    forecast: int

    @property
    def kept(self) -> int:
        return sum(choice.verb == Verb.TAKE for choice in self.choices)

    @property
    def usual(self) -> set[str]:
        return {choice.key for choice in self.choices if choice.usual}


@dataclass(frozen=True)
class Seeded:
    """What was done, and the days it was done to in words."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
    unchanged: int = 0
    forecast: int = 0
    said: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Write "3 hari ditambahkan, 1 diperbarui, 2 koreksi dipertahankan"."""
        parts = (f"{self.added} hari ditambahkan", f"{self.changed} diperbarui")
        more = ((self.removed, "dihapus"), (self.kept, "koreksi dipertahankan"))
        return ", ".join([*parts, *(f"{count} {word}" for count, word in more if count)])


def plan_for(years: Iterable[int]) -> Plan:
    """What the package knows of these years against what is entered for everybody; writes nothing. One query."""
    wanted = sorted(set(years))
    known = {row.date: row for row in Holiday.objects.filter(office=None, date__year__in=wanted)}
    found = {row.date: row for year in wanted for row in national_holidays(year)}
    choices = [*_of_package(known, found), *_gone(known, found), *_replaced(known)]
    same = tuple(known[day] for day, new in found.items() if day in known and known[day].values == new.values)
    return Plan(tuple(choices), same, sum(row.forecast for row in found.values()))


@transaction.atomic
def carry_out(plan: Plan, chosen: Collection[str]) -> Seeded:
    """Do what was chosen of a plan (keys of its choices), and nothing else; what stands as the package says is marked so."""
    done = [choice for choice in plan.choices if choice.key in chosen]
    said = tuple(f"{choice.verb} {choice.date:%d-%m-%Y} {choice.text}" for choice in done if choice.old)
    _mark(plan.same)  # before a deed makes a row differ again
    for choice in done:
        DEEDS[choice.verb](choice)
    count = [choice.verb for choice in done].count
    forget_calendars()
    return Seeded(
        count(Verb.ADD), count(Verb.UPDATE) + count(Verb.TAKE) + count(Verb.RESTORE), count(Verb.DROP),
        plan.kept - count(Verb.TAKE), len(plan.same), plan.forecast, said,
    )  # fmt: skip


def seed_holidays(years: Iterable[int]) -> Seeded:
    """The usual choices for these years; a second time changes nothing. Local days and corrections are left alone."""
    plan = plan_for(years)
    return carry_out(plan, plan.usual)


def _of_package(known: dict[dt.date, Holiday], found: dict[dt.date, Holiday]) -> Iterator[Choice]:
    for day, new in found.items():
        old = known.get(day)
        if old is None:
            yield Choice(Verb.ADD, None, new)
        elif old.values != new.values:
            by_hand = old.by_hand
            yield Choice(Verb.TAKE if by_hand else Verb.UPDATE, old, new, usual=not by_hand, guarded=by_hand)


def _gone(known: dict[dt.date, Holiday], found: dict[dt.date, Holiday]) -> Iterator[Choice]:
    """Days that the package knew or estimated and does not know any more: an estimate that has moved is no day off."""
    for day, old in known.items():
        if day not in found and old.kind != HolidayKind.LOCAL and (old.told is not None or old.forecast):
            usual = old.forecast and not old.by_hand
            yield Choice(Verb.DROP, old, None, usual=usual, guarded=not usual)


def _replaced(known: dict[dt.date, Holiday]) -> Iterator[Choice]:
    for old in known.values():
        if old.replaced is not None:
            back = Holiday(date=old.date)
            back.values = old.replaced
            yield Choice(Verb.RESTORE, old, back, usual=False, guarded=True)


def _mark(rows: Iterable[Holiday]) -> None:
    """That the package says what stands: if it says something else one day, no person stands in the way."""
    fresh = [row for row in rows if row.told != row.values]
    for row in fresh:
        row.told = row.values
    Holiday.objects.bulk_update(fresh, ["told"])


def _add(choice: Choice) -> None:
    if choice.new is not None:
        choice.new.save(force_insert=True)


def _update(choice: Choice) -> None:
    old, new = choice.old, choice.new
    if old is not None and new is not None:
        old.replaced = old.values if choice.verb == Verb.TAKE else None
        old.values, old.told = new.values, new.values
        old.save(update_fields=["name", "kind", "forecast", "told", "replaced"])


def _drop(choice: Choice) -> None:
    if choice.old is not None:
        choice.old.delete()


def _restore(choice: Choice) -> None:
    old, new = choice.old, choice.new
    if old is not None and new is not None:
        old.values, old.replaced = new.values, None
        old.save(update_fields=["name", "kind", "forecast", "replaced"])


DEEDS: dict[Verb, Callable[[Choice], None]] = {
    Verb.ADD: _add, Verb.UPDATE: _update, Verb.TAKE: _update, Verb.DROP: _drop, Verb.RESTORE: _restore,
}  # fmt: skip


def _said(row: Holiday) -> str:
    estimate = ", perkiraan" if row.forecast else ""
    return f"{row.name} ({str(row.get_kind_display()).lower()}{estimate})"
