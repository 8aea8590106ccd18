"""The tab Jam kerja & libur: what a keeper may change, what follows for deadlines, and what never moves."""

import datetime as dt
import re
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from sop.durations.calendar import is_working_day
from sop.durations.deadlines import deadline
from sop.durations.grammar import parse
from sop.offices.access import Keeping
from sop.offices.models import (
    Appointment,
    Holiday,
    HolidayKind,
    KeeperPost,
    Office,
    Position,
    StaffChange,
    Topic,
    User,
    WorkHours,
)  # fmt: skip
from sop.offices.queries import calendar_of, forget_calendars
from sop.offices.worktime import actions
from sop.offices.worktime.series import ALWAYS, Day, Series, built_in, series_of
from sop.offices.worktime.trial import try_out

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
AT = dt.datetime(2026, 2, 16, 2, tzinfo=dt.UTC)
RAMADAN = (dt.date(2026, 2, 18), dt.date(2026, 3, 19))


@pytest.fixture(autouse=True)
def fresh_calendars():
    forget_calendars()
    yield
    forget_calendars()


@pytest.fixture
def keeping():
    office = Office.objects.create(code="kantor", name="Dinas Contoh", letterhead="P", city="K")
    post = Position.objects.create(office=office, code="pengelola", title="Pengelola")
    KeeperPost.objects.create(position=post)
    user = User.objects.create(username="sari", name="Sari")
    Appointment.objects.create(user=user, position=post, since=dt.date(2020, 1, 1))
    return Keeping(office, user, "Sari, Pengelola", dt.date(2026, 2, 16), may_change=True)


def clock(hour: int, minute: int = 0) -> dt.time:
    return dt.time(hour, minute)


def week(since=None, until=None, label="", closed=(5, 6)) -> Series:
    days = (
        Day(day) if day in closed else Day(day, clock(8), clock(12), clock(12, 30), clock(15))
        for day in range(7)
    )
    return Series(label, since, until, tuple(days))


def ramadan(**fields) -> Series:
    return week(*RAMADAN, "Ramadan 1447 H", **fields)


def wall(*parts: int) -> dt.datetime:
    """What the clock on the wall of the office shows."""
    return dt.datetime(*parts, tzinfo=dt.UTC).replace(tzinfo=None)


def due(office: Office, waktu: str, at: dt.datetime) -> str:
    calendar = calendar_of(office, at)
    found = deadline(parse(waktu), opened_at=at, calendar=calendar).at
    return f"{calendar.on_the_clock(found):%Y-%m-%d %H.%M}"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def posted(series: Series, **more) -> dict[str, str]:
    times = {
        f"{part}_{day.weekday}": f"{value:%H:%M}"
        for day in series.days
        for part in ("opens", "break_from", "break_to", "closes")
        if (value := getattr(day, part))
    }
    dates = {"since": series.since, "until": series.until, "label": series.label}
    return {name: str(value) for name, value in dates.items() if value} | times | {"reason": "SE"} | more


def test_an_office_without_hours_works_by_the_built_in_ones(keeping):
    (only,) = series_of(keeping.office)
    (only,) = series_of(keeping.office)
    assert (only.total, only.days[4].text) == ("37 jam 30 menit", "07.30–11.30, 13.00–16.30")


def test_ramadan_goes_before_the_lasting_hours_between_its_days_only(keeping):
    actions.keep_series(keeping, ramadan(), instead_of=None, reason="SE Menteri")
    forget_calendars()
    last_day_before = dt.datetime(2026, 2, 17, 8, tzinfo=dt.UTC)  # 15.00, an hour before it closes
    assert due(keeping.office, "2 jam", last_day_before) == "2026-02-18 09.00"
    last_day = dt.datetime(2026, 3, 19, 7, tzinfo=dt.UTC)  # 14.00, an hour before it closes in Ramadan
    assert due(keeping.office, "2 jam", last_day) == "2026-03-20 08.30"
    told = StaffChange.objects.get(topic=Topic.WORKTIME)
    assert told.what.startswith(
        "Jam kerja ‘Ramadan 1447 H’ (18-02-2026 – 19-03-2026, 32 jam 30 menit seminggu)"
    )


def test_a_weekday_closed_in_ramadan_is_closed_and_open_again_afterwards(keeping):
    actions.keep_series(keeping, ramadan(closed=(4, 5, 6)), instead_of=None, reason="SE")
    forget_calendars()
    calendar = calendar_of(keeping.office, AT)
    assert not is_working_day(calendar, dt.date(2026, 2, 20))
    assert is_working_day(calendar, dt.date(2026, 3, 27))
    assert series_of(keeping.office)[1].days[4].text == "Libur"


@pytest.mark.parametrize(
    ("since", "until"),
    [("2026-03-19", "2026-04-01"), ("2026-02-01", "2026-02-18"), ("2026-02-20", "2026-02-20")],
)
def test_two_weeks_between_dates_may_not_cross(keeping, since, until):
    actions.keep_series(keeping, ramadan(), instead_of=None, reason="SE")
    other = week(dt.date.fromisoformat(since), dt.date.fromisoformat(until))
    with pytest.raises(ValidationError, match="berpotongan dengan ‘Ramadan 1447 H’"):
        actions.keep_series(keeping, other, instead_of=None, reason="SE")
    assert len(series_of(keeping.office)) == 2


def test_a_week_takes_the_place_of_the_one_that_was_opened(keeping):
    actions.keep_series(keeping, ramadan(), instead_of=None, reason="SE")
    longer = week(RAMADAN[0], dt.date(2026, 3, 20), "Ramadan")
    actions.keep_series(keeping, longer, instead_of=series_of(keeping.office)[1], reason="SE baru")
    assert [series.dates for series in series_of(keeping.office)][1] == "18-02-2026 – 20-03-2026"
    actions.drop_series(keeping, longer, reason="batal")
    assert [series.key for series in series_of(keeping.office)] == [ALWAYS]
    with pytest.raises(ValidationError):
        actions.drop_series(keeping, longer, reason="batal lagi")


def test_an_office_may_work_on_a_day_off_of_everybody_and_be_off_alone(keeping):
    other = Office.objects.create(code="lain", name="Badan", letterhead="P", city="K")
    day, own = dt.date(2026, 3, 20), dt.date(2026, 3, 24)
    Holiday.objects.create(date=day, name="Cuti bersama", kind=HolidayKind.COLLECTIVE)
    actions.add_day(keeping, Holiday(date=day, name="Piket layanan", kind=HolidayKind.WORKING))
    actions.add_day(keeping, Holiday(date=own, name="Hari jadi", kind=HolidayKind.LOCAL))
    forget_calendars()
    mine, theirs = calendar_of(keeping.office, AT), calendar_of(other, AT)
    assert [is_working_day(mine, day), is_working_day(mine, own)] == [True, False]
    assert [is_working_day(theirs, day), is_working_day(theirs, own)] == [False, True]
    with pytest.raises(ValidationError, match="sudah tercatat"):
        actions.add_day(keeping, Holiday(date=own, name="Lagi", kind=HolidayKind.LOCAL))


def test_nobody_works_all_the_same_for_everybody():
    with pytest.raises(IntegrityError), transaction.atomic():
        Holiday.objects.create(date=dt.date(2026, 5, 1), name="x", kind=HolidayKind.WORKING)


@pytest.mark.parametrize(
    "times", [{"opens": clock(8)}, {"closes": clock(8)}, {"opens": clock(9), "closes": clock(8)}]
)
def test_half_a_day_and_a_day_that_runs_backwards_are_refused_by_the_database(keeping, times):
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkHours.objects.create(office=keeping.office, weekday=0, **times)


def test_a_trial_names_each_day_on_the_way_over_the_year_end(keeping):
    Holiday.objects.create(date=dt.date(2027, 1, 1), name="Tahun Baru", kind=HolidayKind.NATIONAL)
    calendar = calendar_of(keeping.office, AT)
    opened = wall(2026, 12, 31, 9)
    found = try_out("2 hari kerja", opened, calendar, names={dt.date(2027, 1, 1): "Tahun Baru"})
    assert found.at == wall(2027, 1, 5, 9)
    assert [day.text for day in found.days[1:4]] == [
        "Tahun Baru",
        "Tidak ada jam kerja",
        "Tidak ada jam kerja",
    ]


@pytest.mark.parametrize(
    ("waktu", "reading", "note"),
    [
        ("1 - 2 hari kerja", "paling lama 2 hari kerja; dihitung hari kerja", ""),
        ("maksimal tanggal 1", "tenggat kalender tanggal 1 bulan berikutnya", "jatuh pada hari libur"),
    ],
)
def test_a_trial_says_each_thing_once(keeping, waktu, reading, note):
    Holiday.objects.create(date=dt.date(2027, 1, 1), name="Tahun Baru", kind=HolidayKind.NATIONAL)
    found = try_out(waktu, wall(2026, 12, 28, 9), calendar_of(keeping.office, AT), names={})
    assert (found.reading, found.note) == (reading, note)


def test_what_is_typed_is_compared_before_it_is_saved(keeping):
    client, url = signed_in(keeping.user), reverse("worktime:week", args=["kantor", "baru"])
    page = client.post(url, posted(ramadan(), preview="1"))
    assert page.status_code == 200
    assert "Belum disimpan" in page.content.decode()
    assert len(series_of(keeping.office)) == 1
    assert client.post(url, posted(ramadan())).status_code == 302
    assert len(series_of(keeping.office)) == 2


def test_hours_that_no_clock_follows_come_back_as_typed_with_a_sentence(keeping):
    client, url = signed_in(keeping.user), reverse("worktime:week", args=["kantor", ALWAYS])
    page = client.post(url, posted(built_in(), opens_0="17:00"))
    assert page.status_code == 422
    assert "Senin: jam masuk harus sebelum jam pulang." in page.content.decode()
    assert 'value="17:00"' in page.content.decode()
    nothing = client.post(url, {"reason": "SE"})
    assert "Isi jam kerja sedikitnya satu hari" in nothing.content.decode()


def test_the_national_days_of_a_year_are_shown_then_imported_and_a_second_time_there_is_nothing_new(keeping):
    client, url = signed_in(keeping.user), reverse("worktime:national", args=["kantor"])
    shown = client.get(url, {"tahun": "2026"}).content.decode()
    assert "Hari Raya Idulfitri" in shown or "Idul Fitri" in shown
    assert not Holiday.objects.exists()
    rows = re.findall(r'name="pilih" value="([^"]+)" checked', shown)
    client.post(url, {"tahun": "2026", "pilih": rows[1:]})
    assert Holiday.objects.filter(office=None, date__year=2026).count() == 24
    client.post(url, {"tahun": "2026", "pilih": rows})
    assert "Tidak ada yang baru" in client.get(url, {"tahun": "2026"}).content.decode()


def test_the_tab_takes_a_constant_number_of_queries(keeping, django_assert_max_num_queries):
    actions.keep_series(keeping, ramadan(), instead_of=None, reason="SE")
    actions.import_year(keeping, 2026)
    client = signed_in(keeping.user)
    client.get(reverse("worktime:worktime", args=["kantor"]))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("worktime:worktime", args=["kantor"]), {"tahun": "2026"})
    assert page.content.decode().count("btn-primary") == 1


def test_only_a_keeper_changes_and_a_change_of_rules_is_told_once(keeping):
    staff = User.objects.create(username="budi", name="Budi")
    post = Position.objects.create(office=keeping.office, code="staf", title="Staf")
    Appointment.objects.create(user=staff, position=post, since=dt.date(2020, 1, 1))
    url = reverse("worktime:rules", args=["kantor"])
    rules = {"zone": "Asia/Jayapura", "bare_day_is_working": "on", "reopened_grace_days": "2"}
    assert signed_in(staff).post(url, rules).status_code == 403
    client = signed_in(keeping.user)
    assert [client.post(url, rules).status_code for _ in range(2)] == [302, 302]
    assert Office.objects.get(code="kantor").zone == "Asia/Jayapura"
    assert StaffChange.objects.filter(topic=Topic.WORKTIME).count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_crossing_weeks_at_once_one_is_kept(keeping):
    line, found = threading.Barrier(2), []

    def go(until):
        try:
            line.wait()
            actions.keep_series(keeping, week(RAMADAN[0], until, "R"), instead_of=None, reason="SE")
            found.append("kept")
        except ValidationError:
            found.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(dt.date(2026, 3, day),)) for day in (18, 19)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["kept", "refused"]
