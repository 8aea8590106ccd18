"""National days off: written once, marked honestly."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sop.offices import national_import
from sop.offices.models import Holiday, Office
from sop.offices.national import national_holidays
from sop.offices.national_import import carry_out, plan_for, seed_holidays

pytestmark = pytest.mark.django_db


def test_the_days_off_of_a_year_are_national_or_collective():
    rows = {row.date: row for row in national_holidays(2026)}
    assert len(rows) == 25
    assert sum(row.kind == "collective" for row in rows.values()) == 8
    assert rows[dt.date(2026, 8, 17)].name == "Hari Kemerdekaan Republik Indonesia"
    assert rows[dt.date(2026, 8, 17)].kind == "national"
    assert rows[dt.date(2026, 12, 24)].kind == "collective"
    assert not any(row.forecast for row in rows.values())


def test_a_year_without_decreed_collective_leave_is_a_forecast():
    rows = national_holidays(2035)
    assert rows
    assert {row.kind for row in rows} == {"national"}
    assert all(row.forecast for row in rows)
    assert not any("perkiraan" in row.name for row in rows)


def test_seeding_twice_changes_nothing():
    assert seed_holidays([2026, 2025]).added == 25 + 28
    before = list(Holiday.objects.order_by("pk").values())
    again = seed_holidays([2025, 2026])
    assert (again.added, again.changed, again.unchanged) == (0, 0, 53)
    assert list(Holiday.objects.order_by("pk").values()) == before


def test_a_forecast_becomes_certain_when_the_package_knows_more():
    seed_holidays([2026])
    row = Holiday.objects.get(date=dt.date(2026, 3, 21))
    row.values = row.told = ["Idul Fitri", "national", True]
    row.save()
    assert seed_holidays([2026]).changed == 1
    row.refresh_from_db()
    assert (row.forecast, row.name) == (False, "Hari Raya Idul Fitri")


def test_days_entered_by_hand_are_left_alone():
    office = Office.objects.create(code="kantor", name="Dinas", letterhead="P", city="K")
    day = dt.date(2026, 8, 17)
    Holiday.objects.create(date=dt.date(2026, 10, 9), name="Pilkada", kind="local")
    Holiday.objects.create(date=day, name="Hari jadi kota", kind="local", office=office)
    seed_holidays([2026])
    assert Holiday.objects.get(name="Pilkada").kind == "local"
    assert Holiday.objects.filter(date=day).count() == 2


def test_a_correction_is_kept_until_somebody_chooses_the_word_of_the_package_and_can_be_put_back():
    seed_holidays([2026])
    day = dt.date(2026, 8, 17)
    Holiday.objects.filter(date=day).update(name="HUT RI ke-81", kind="collective")
    done = seed_holidays([2026])
    assert (done.changed, done.kept, done.sentence) == (
        0, 1, "0 hari ditambahkan, 0 diperbarui, 1 koreksi dipertahankan",
    )  # fmt: skip
    assert Holiday.objects.get(date=day).name == "HUT RI ke-81"
    assert carry_out(plan_for([2026]), {"ambil:2026-08-17"}).changed == 1
    assert Holiday.objects.get(date=day).name == "Hari Kemerdekaan Republik Indonesia"
    assert [choice.key for choice in plan_for([2026]).choices] == ["kembali:2026-08-17"]
    assert carry_out(plan_for([2026]), {"kembali:2026-08-17"}).changed == 1
    row = Holiday.objects.get(date=day)
    assert (row.values, seed_holidays([2026]).kept) == (["HUT RI ke-81", "collective", False], 1)


def test_an_estimate_that_moved_is_no_day_off_any_more_and_a_sure_day_stays(monkeypatch):
    seed_holidays([2026])
    moved, gone = dt.date(2026, 3, 21), dt.date(2026, 8, 17)
    row = Holiday.objects.get(date=moved)
    row.values = row.told = [row.name, row.kind, True]
    row.save()
    less = [day for day in national_holidays(2026) if day.date not in {moved, gone}]
    monkeypatch.setattr(national_import, "national_holidays", lambda year: less)
    assert {choice.key: choice.usual for choice in plan_for([2026]).choices} == {
        "hapus:2026-03-21": True, "hapus:2026-08-17": False,
    }  # fmt: skip
    assert seed_holidays([2026]).removed == 1
    assert list(Holiday.objects.filter(date__in=[moved, gone]).values_list("date", flat=True)) == [gone]


def test_days_of_before_the_words_of_the_package_were_kept_count_as_its_own_once_they_agree():
    seed_holidays([2026])
    Holiday.objects.update(told=None)
    seed_holidays([2026])
    assert not any(row.by_hand for row in Holiday.objects.all())


def test_the_command_says_what_it_did():
    assert call_command("seed_holidays", 2026) == (
        "Hari libur 2026: 25 hari ditambahkan, 0 diperbarui, 0 tetap. 0 di antaranya masih perkiraan."
    )
    assert "0 hari ditambahkan, 0 diperbarui, 25 tetap" in call_command("seed_holidays", 2026)


@pytest.mark.parametrize("years", [["dua ribu"], ["1999"], []])
def test_the_command_refuses_what_is_no_year(years):
    with pytest.raises(CommandError):
        call_command("seed_holidays", *years)
