"""The administration of people, posts, appointments, hours and days off."""

import datetime as dt

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from sop.durations.arithmetic import add_working_days
from sop.offices.models import Appointment, Holiday, Office, Position, Unit, User
from sop.offices.queries import calendar_of, forget_calendars

pytestmark = pytest.mark.django_db
NIP = "198001012005012001"
FRIDAY = dt.datetime(2026, 10, 2, 3, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def fresh_calendars():
    """Calendars are kept in the process for a minute; the offices of other tests had the same keys."""
    forget_calendars()


@pytest.fixture
def desk(client):
    """A browser in which a superuser is logged in."""
    client.force_login(
        User.objects.create(username="pengelola", name="Pengelola", is_staff=True, is_superuser=True)
    )
    return client


@pytest.fixture
def office():
    return Office.objects.create(code="kantor", name="Dinas Contoh", letterhead="PEMERINTAH", city="Kota")


@pytest.fixture
def head(office):
    return Position.objects.create(office=office, code="kepala", title="Kepala Dinas Contoh")


def page(model, *args, kind="change"):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{kind}", args=args)


def refusals(response):
    """What the form refused, by field; {} where it was saved."""
    return {} if response.status_code == 302 else dict(response.context["adminform"].form.errors)


def add_person(desk, **fields):
    data = {
        "username": "sari", "name": "Sari Rekaan, S.E.", "employment": "pns", "nip": "19800101 200501 2 001", "rank": "",
        "password1": "kopi-tubruk-pagi", "password2": "kopi-tubruk-pagi", "usable_password": "true", **fields,
    }  # fmt: skip
    return refusals(desk.post(page(User, kind="add"), data))


def test_a_nip_is_typed_as_printed_and_stored_as_digits(desk):
    assert add_person(desk) == {}
    assert User.objects.get(username="sari").nip == NIP
    listed = desk.get(page(User, kind="changelist")).content.decode()
    assert "19800101\u00a0200501\u00a02\u00a0001" in listed


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"nip": "1980"}, "nip", "18 angka"),
        ({"nip": "19801301 200501 2 001"}, "nip", "kalender"),
        ({"nip": ""}, "nip", "Isi NIP"),
        ({"employment": "pppk", "nip": ""}, "nip", "Isi NIP"),
        ({"password2": "lain-sekali-ini"}, "password2", ""),
        ({"name": ""}, "name", ""),
    ],
)
def test_what_is_no_person_is_refused_with_a_sentence(desk, fields, field, words):
    refused = add_person(desk, **fields)
    assert list(refused) == [field]
    assert words in refused[field][0]
    assert not User.objects.filter(username="sari").exists()


def test_a_contract_employee_has_no_month_in_the_nip_and_others_none_at_all(desk):
    assert add_person(desk, employment="pppk", nip="198001012023212001") == {}
    assert add_person(desk, username="budi", employment="other", nip="") == {}


def test_one_nip_belongs_to_one_person(desk):
    add_person(desk)
    assert "sudah dipakai" in str(add_person(desk, username="lain"))


def test_a_first_password_opens_the_door_and_can_be_changed_by_the_person(desk, client):
    add_person(desk)
    person = User.objects.get(username="sari")
    assert person.check_password("kopi-tubruk-pagi")
    assert (person.is_staff, person.is_superuser) == (False, False)


def test_a_person_without_staff_rights_never_sees_the_administration(client):
    client.force_login(User.objects.create(username="biasa", name="Biasa"))
    answers = {client.get(url, follow=True).status_code for url in ("/admin/", page(User, kind="changelist"))}
    assert answers == {403}


def test_nobody_is_deleted_but_people_are_switched_off(desk, head):
    person = User.objects.create(username="sari", name="Sari", nip=NIP)
    Appointment.objects.create(user=person, position=head, since=dt.date(2026, 1, 1))
    for row in (person, head, head.office, Appointment.objects.get()):
        assert desk.post(page(type(row), row.pk, kind="delete"), {"post": "yes"}).status_code == 403
        assert type(row).objects.filter(pk=row.pk).exists()


def appoint(desk, head, **fields):
    person, _ = User.objects.get_or_create(username="sari", defaults={"name": "Sari", "nip": NIP})
    data = {
        "user": person.pk, "position": head.pk, "kind": "definitif", "since": "2026-10-01", "until": "",
        "decree_number": "", "decree_date": "", **fields,
    }  # fmt: skip
    return desk.post(page(Appointment, kind="add"), data, follow=True)


def test_a_definitive_appointment_needs_no_more_than_its_first_day(desk, head):
    appoint(desk, head)
    assert Appointment.objects.get().capacity == "Kepala Dinas Contoh"


def test_the_capacity_that_papers_will_print_is_shown(desk, head):
    order = {"kind": "plh", "decree_number": "800/12/2026", "until": "2026-10-10"}
    text = appoint(desk, head, **order).content.decode()
    assert "Dokumen akan mencetak: Plh. Kepala Dinas Contoh, Sari, 01-10-2026 – 10-10-2026." in text
    assert (
        "Plh. Kepala Dinas Contoh"
        in desk.get(page(Appointment, Appointment.objects.get().pk)).content.decode()
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "plt"}, "Isi nomor surat perintah"),
        ({"kind": "plh", "decree_number": "1"}, "Isi tanggal selesai"),
        ({"until": "2026-09-30"}, "Tanggal selesai tidak boleh sebelum tanggal mulai"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused(desk, head, fields, words):
    assert words in appoint(desk, head, **fields).content.decode()
    assert not Appointment.objects.exists()


def test_a_post_is_held_by_one_definitive_person_at_a_time(desk, head):
    other = User.objects.create(username="budi", name="Budi")
    Appointment.objects.create(user=other, position=head, since=dt.date(2020, 1, 1))
    assert "sudah memiliki pejabat definitif (Budi)" in appoint(desk, head).content.decode()


def test_the_list_can_be_narrowed_to_those_in_force_today(desk, head):
    today = timezone.localdate()
    for days, name in ((-10, "lama"), (0, "kini"), (10, "nanti")):
        person = User.objects.create(username=name, name=name.title())
        since = today + dt.timedelta(days=days)
        Appointment.objects.create(
            user=person, position=head, since=since, until=since + dt.timedelta(days=5)
        )
    for value, name in (("hari-ini", "Kini"), ("mendatang", "Nanti"), ("berakhir", "Lama")):
        found = desk.get(page(Appointment, kind="changelist"), {"berlaku": value}).context["cl"].queryset
        assert [post.user.name for post in found] == [name]


def due_after_a_day(office):
    return add_working_days(calendar_of(office, FRIDAY), FRIDAY, 1).date()


def test_a_new_day_off_counts_at_once(desk, office):
    assert due_after_a_day(office) == dt.date(2026, 10, 5)
    data = {"date": "2026-10-05", "name": "Libur daerah", "kind": "local", "office": office.pk}
    assert desk.post(page(Holiday, kind="add"), data).status_code == 302
    assert due_after_a_day(office) == dt.date(2026, 10, 6)
    assert (
        desk.post(page(Holiday, Holiday.objects.get().pk, kind="delete"), {"post": "yes"}).status_code == 302
    )
    assert due_after_a_day(office) == dt.date(2026, 10, 5)


def test_days_off_removed_in_bulk_count_again_at_once(desk, office):
    row = Holiday.objects.create(date=dt.date(2026, 10, 5), name="Libur")
    assert due_after_a_day(office) == dt.date(2026, 10, 6)
    data = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    desk.post(page(Holiday, kind="changelist"), data)
    assert due_after_a_day(office) == dt.date(2026, 10, 5)


def office_form(office, **changed):
    fields = {
        "name": office.name, "code": office.code, "kind": "dinas", "unit_term": "Bidang", "letterhead": "PEMERINTAH",
        "address": "", "city": "Kota", "paper": "F4", "zone": "Asia/Jakarta", "bare_day_is_working": "on",
        "reopened_grace_days": "1",
    }  # fmt: skip
    for prefix in ("units", "work_hours"):
        fields |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    return fields | changed


def test_hours_entered_on_the_page_of_an_office_count_at_once(desk, office):
    before = add_working_days(calendar_of(office, FRIDAY), FRIDAY, 1)
    hours = {
        "work_hours-TOTAL_FORMS": "1", "work_hours-0-weekday": "0", "work_hours-0-opens": "09:00",
        "work_hours-0-closes": "15:00",
    }  # fmt: skip
    assert desk.post(page(Office, office.pk), office_form(office, **hours)).status_code == 302
    after = add_working_days(calendar_of(office, FRIDAY), FRIDAY, 1)
    assert before.date() == dt.date(2026, 10, 5)
    assert after.date() == dt.date(2026, 10, 12)  # only Mondays are left


def test_hours_that_run_backwards_are_refused(desk, office):
    hours = {
        "work_hours-TOTAL_FORMS": "1", "work_hours-0-weekday": "0", "work_hours-0-opens": "16:00",
        "work_hours-0-closes": "08:00",
    }  # fmt: skip
    text = desk.post(page(Office, office.pk), office_form(office, **hours)).content.decode()
    assert "Jam masuk harus sebelum jam pulang." in text


def test_units_are_added_on_the_page_of_their_office_and_its_code_stays(desk, office):
    unit = {
        "units-TOTAL_FORMS": "1",
        "units-0-order": "1",
        "units-0-code": "capil",
        "units-0-name": "Bidang Capil",
    }
    assert desk.post(page(Office, office.pk), office_form(office, code="lain", **unit)).status_code == 302
    assert Unit.objects.get().office == office
    assert Office.objects.get().code == "kantor"


def test_a_post_of_another_offices_unit_is_refused(desk, office):
    other = Office.objects.create(code="lain", name="Lain", letterhead="L", city="L")
    unit = Unit.objects.create(office=other, code="u", name="Unit lain")
    data = {
        "office": office.pk,
        "code": "kabid",
        "title": "Kabid",
        "unit": unit.pk,
        "superior": "",
        "aliases": "",
    }
    assert "perangkat daerah yang sama" in str(refusals(desk.post(page(Position, kind="add"), data)))


def test_every_page_of_the_administration_opens(desk, office, head):
    Appointment.objects.create(
        user=User.objects.create(username="sari", name="Sari"), position=head, since=dt.date(2026, 1, 1)
    )
    for row in (office, head, Appointment.objects.get(), User.objects.get(username="sari")):
        assert desk.get(page(type(row), row.pk)).status_code == 200
    for model in (Office, Position, Unit, Appointment, User, Holiday):
        assert desk.get(page(model, kind="add")).status_code == 200
        assert desk.get(page(model, kind="changelist")).status_code == 200


def test_lists_cost_the_same_for_few_and_for_many_rows(desk, office, head, django_assert_max_num_queries):
    for n in range(20):
        person = User.objects.create(username=f"p{n}", name=f"Pegawai {n}")
        post = Position.objects.create(office=office, code=f"j{n}", title=f"Jabatan {n}")
        Appointment.objects.create(user=person, position=post, since=dt.date(2026, 1, 1))
    for model in (User, Position, Appointment):
        with django_assert_max_num_queries(16):
            assert desk.get(page(model, kind="changelist")).status_code == 200


def test_rights_come_from_posts_and_groups_are_not_offered():
    assert "group" not in {model._meta.model_name for model in admin.site._registry}
    assert "emailaddress" not in {model._meta.model_name for model in admin.site._registry}
