"""The demo as a whole, built once for a day in August 2025."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F, Max

from kinerja.compliance.models import Evaluation
from kinerja.indicators.models import FormulaChoice, Indicator, Target
from kinerja.management.demo import story
from kinerja.management.demo.build import build, renew
from kinerja.management.demo.files import plans
from kinerja.management.demo.people import ADMIN, PHRASE
from kinerja.management.demo.users import demo_users, table
from kinerja.notifications.models import Notification
from kinerja.periods.models import Obligation
from kinerja.periods.queries import period_for, period_of
from kinerja.periods.windows import window_of
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.labels import label_of
from kinerja.submissions.models import Submission
from kinerja.submissions.opening import start
from sop.durations.calendar import Calendar
from sop.ledger.models import Event
from sop.offices.models import Appointment, AppointmentKind, Office, User
from sop.offices.nip import clean_nip
from sop.offices.queries import default_hours
from sop.procedures.models import SopVersion
from sop.procedures.queries import definition_of
from sop.runs.models import StepRun
from tests.makers import END, guide_of, tiny_document, walk
from tests.worlds import load_world

TODAY = dt.date(2025, 8, 20)
CALENDAR = Calendar(tz="Asia/Jakarta", hours=default_hours())


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker) -> Iterator[SimpleNamespace]:
    """A whole demo with tiny papers, taken back after the last test of this file."""
    said: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        build(today=TODAY, prepare=tiny_document, lanes=1, say=said.append)
        yield SimpleNamespace(said=said)
        transaction.set_rollback(True)


def labels() -> Counter[str]:
    files = Submission.objects.select_related("run__publication")
    return Counter(label_of(file, definition_of(file.run.publication)).text for file in files)


@pytest.mark.django_db
def test_every_label_is_worn_by_a_file(demo):
    assert set(labels()) == {
        "Draf",
        "Dikembalikan",
        "Menunggu verifikasi",
        "Terverifikasi",
        "Diparaf",
        "Diparaf (1/2)",
        "Ditandatangani",
        "Diarsipkan",
    }


@pytest.mark.django_db
def test_rows_events_and_positions_agree(demo):
    assert Submission.objects.count() > 30
    assert list(findings()) == []


@pytest.mark.django_db
def test_old_bells_were_read_new_ones_ring_and_mojokerto_closes_its_sheets_on_the_fifth(demo):
    unread = Notification.objects.unread()
    assert unread.exists()
    assert not unread.filter(created_at__lt=story.settled(TODAY)).exists()
    duty = Obligation.objects.select_related("office").get(office__code="disdukcapil-mojokerto")
    closes = window_of(duty, dt.date(2025, 8, 31), CALENDAR).closes
    assert closes.astimezone(duty.office.tz).date() == dt.date(2025, 9, 5)


@pytest.mark.django_db
def test_nothing_happens_after_the_last_working_day_before_today(demo):
    last = Event.objects.aggregate(last=Max("at"))["last"]
    assert last <= story.present(CALENDAR, TODAY)
    for run in StepRun.objects.values_list("run", flat=True).distinct():
        moments = list(Event.objects.filter(run=run).order_by("seq").values_list("at", flat=True))
        assert moments == sorted(moments)


@pytest.mark.django_db
def test_steps_mostly_keep_their_standard_and_some_are_late(demo):
    done = StepRun.objects.exclude(closed_at=None).exclude(due_at=None)
    share = done.filter(closed_at__gt=F("due_at")).count() / done.count()
    assert 0.02 < share < 0.35
    assert StepRun.objects.filter(closed_at=None, due_at__lt=story.present(CALENDAR, TODAY)).exists()
    assert StepRun.objects.filter(outcome="returned").exists()


@pytest.mark.django_db
def test_a_return_of_the_present_carries_remarks_on_rows(demo):
    returned = next(
        file for file in Submission.objects.select_related("run") if file.run.returning.get("from") == 6
    )
    objections = [row for figure in returned.figures.all() for row in figure.judgements.filter(agreed=False)]
    assert {row.figure.unit_id for row in objections} == set(returned.run.returning["units"])
    assert all(row.version == row.figure.version for row in objections)


@pytest.mark.django_db
def test_the_sop_of_last_year_has_been_evaluated_from_its_figures(demo):
    evaluation = Evaluation.objects.get()
    assert (evaluation.year, evaluation.result) == (TODAY.year - 1, "kurang")
    assert evaluation.finished_at.date() < TODAY
    assert "langkah selesai dalam mutu baku" in evaluation.facts["headline"]
    assert not evaluation.answers.filter(answer="").exists()


@pytest.mark.django_db
def test_a_draft_is_partly_filled(demo):
    kinds = set()
    for file in Submission.objects.filter(status="draft"):
        filled = file.figures.exclude(value=None).count()
        kinds.add("none" if not filled else "all" if filled == file.figures.count() else "part")
    assert "part" in kinds


@pytest.mark.django_db
def test_who_still_fills_has_been_reminded(demo):
    told = {row.user.username for row in Notification.objects.select_related("user")}
    assert {login.split(".")[0] for login in told} >= {"sumenep", "mojokerto"}


def test_a_plh_is_in_office_today_and_a_plt_was_before(demo):
    today = Appointment.objects.on(TODAY)
    assert [row.capacity for row in today.filter(kind=AppointmentKind.ACTING_ABSENT)] == [
        "Plh. Kepala Dinas Kependudukan dan Pencatatan Sipil"
    ]
    assert not today.filter(kind=AppointmentKind.ACTING_VACANT).exists()
    acted = StepRun.objects.filter(closed_as__startswith="Plt. ").values_list("closed_as", flat=True)
    assert {"Plt. Sekretaris Dinas", "Plt. Kepala Dinas Kependudukan dan Pencatatan Sipil"} <= set(acted)


@pytest.mark.django_db
def test_on_a_later_day_somebody_acts_for_the_head_again(demo):
    later = TODAY + dt.timedelta(days=60)
    acting = Appointment.objects.on(later).filter(kind=AppointmentKind.ACTING_ABSENT)
    assert not acting.exists()
    renew(today=later)
    renew(today=later)
    assert acting.count() == 1


@pytest.mark.django_db
def test_a_stranger_may_begin_the_current_period_of_musi_rawas_and_walk_it_to_the_archive(demo):
    world = load_world("musi-rawas")
    period = period_of(world.obligation.kind, TODAY)
    operator = User.objects.get(username="musirawas.operator")
    at = dt.datetime.combine(TODAY, dt.time(3), tzinfo=dt.UTC)
    file = start(world.obligation, period_for(period.kind, period.year, period.number), by=operator, at=at)
    assert walk(file, END, guide=guide_of(world, at=at)).status == "archived"


@pytest.mark.django_db
def test_nobody_named_on_a_sheet_is_a_user(demo):
    printed = [
        name.split(",")[0].lower() for name in SopVersion.objects.values_list("approver_name", flat=True)
    ]
    assert len(printed) == 5
    names = " | ".join(User.objects.values_list("name", flat=True)).lower()
    assert [name for name in printed if name.removeprefix("drs. ").removeprefix("dr. h. ") in names] == []


@pytest.mark.django_db
def test_everybody_has_an_nip_that_could_be_one_and_some_are_pppk(demo):
    people = User.objects.exclude(username=ADMIN)
    assert [clean_nip(user.nip, contract=user.employment == "pppk") for user in people] == [
        u.nip for u in people
    ]
    assert people.filter(employment="pppk").exists()


@pytest.mark.django_db
def test_each_office_has_eight_to_twelve_indicators_with_targets_for_every_year_and_period(demo):
    for office in Office.objects.all():
        indicators = Indicator.objects.filter(office=office)
        assert 8 <= indicators.count() <= 12
        periods = 12 if plans()[office.code]["kind"] == "month" else 4
        for indicator in indicators:
            owed = indicator.units.count() * 3 * (periods + 1)
            assert Target.objects.filter(indicator=indicator).count() == owed
    used = set(Indicator.objects.values_list("formula", flat=True))
    assert {FormulaChoice.NEGATIVE_A, FormulaChoice.NEGATIVE_B, FormulaChoice.PREDICATE} <= used


@pytest.mark.django_db
def test_targets_of_the_periods_add_up_to_the_year_where_figures_are_added(demo):
    for indicator in Indicator.objects.filter(aggregation="sum"):
        for unit in indicator.units.all():
            targets = Target.objects.filter(indicator=indicator, unit=unit, year=2025)
            parts = targets.exclude(kind="year").values_list("value", flat=True)
            assert sum(parts) == targets.get(kind="year").value


@pytest.mark.django_db
def test_the_listed_users_can_sign_in_and_are_grouped_by_office(demo):
    users = demo_users(TODAY)
    for user in users:
        assert User.objects.get(username=user.login).check_password(user.password)
    offices = [user.office for user in users]
    assert len(dict.fromkeys(offices)) == 6
    assert offices == sorted(offices, key=list(dict.fromkeys(offices)).index)
    assert all(user.position and user.try_ for user in users)
    lines = "\n".join(table(users))
    assert all(user.login in lines for user in users)


@pytest.mark.django_db
def test_building_again_changes_nothing_and_keeps_what_was_entered(demo):
    def everything() -> tuple[object, ...]:
        return (
            list(Event.objects.order_by("pk").values_list("hash", flat=True)),
            list(Submission.objects.order_by("pk").values_list("status", "data_hash")),
            list(Appointment.objects.order_by("pk").values_list("user", "position", "since", "until")),
            list(Target.objects.order_by("pk").values_list("value", flat=True)),
            list(User.objects.order_by("pk").values_list("username", "password", "name")),
        )

    world = load_world("musi-rawas")
    file = Submission.objects.get(office=world.office, status="paraf")
    walk(file, END, guide=guide_of(world, at=dt.datetime.combine(TODAY, dt.time(3), tzinfo=dt.UTC)))
    User.objects.filter(username="musirawas.kasubag").update(name="Nama Baru")
    before = everything()
    build(today=TODAY, prepare=tiny_document, lanes=1, say=str)
    assert everything() == before


@pytest.mark.django_db
def test_the_command_lists_the_users_and_refuses_another_day(settings, capsys, demo):
    settings.DEMO = True
    call_command("demo", no_serve=True)
    assert f"Kata sandi semua pengguna: {PHRASE}" in capsys.readouterr().out
    rows = json.loads((settings.DATA_DIR / "demo-users.json").read_text(encoding="utf-8"))
    assert set(rows[0]) == {"login", "password", "position", "office", "try"}
    assert {row["login"] for row in rows} >= {"musirawas.operator", "mojokerto.kabid-dafduk", ADMIN}
    with pytest.raises(CommandError, match="20-08-2025"):
        call_command("demo", no_serve=True, clock=dt.date(2026, 1, 5))


@pytest.mark.django_db
def test_the_command_checks_the_data_and_says_what_is_wrong(settings, capsys, demo):
    settings.DEMO = True
    call_command("demo", check=True)
    assert "Data peragaan utuh." in capsys.readouterr().out
    file = Submission.objects.filter(status="archived").first()
    Submission.objects.filter(pk=file.pk).update(snapshot="{}")
    with pytest.raises(CommandError, match="tidak utuh"):
        call_command("demo", check=True)
