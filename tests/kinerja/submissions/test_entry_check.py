"""The last look and the sending: the declaration, what is still owed, and the receipt."""

import json

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from sop.ledger.models import Event
from sop.runs.models import StepRun
from tests.engine.graphs import straight
from tests.engine.walking import fill, fresh
from tests.kinerja.submissions import office as seeds
from tests.kinerja.submissions.sheets import address, begun, browser_of, office, posted, returned, sheet

pytestmark = pytest.mark.django_db


def check_url(submission, unit):
    return reverse("submissions:check", args=[submission.pk, unit])


def form_of(answer, **typed):
    """What a browser would post: the hidden fields as they stand, and these."""
    form, turn = answer.context["form"], answer.context["turn"]
    hidden = {
        "expected_seq": form["expected_seq"].value(),
        "key": form["key"].value(),
        "step_run": turn.step_run.pk,
        "versions": form["versions"].value(),
    }
    ticks = {field.html_name: "on" for field in form.ticks.values()}
    return hidden | ticks | {"note": "", "declared": "on"} | typed


def sent_url(submission, step_run):
    return reverse("submissions:sent", args=[submission.pk, step_run])


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.fixture
def world():
    return office()


@pytest.fixture
def submission(world):
    return begun(world)


@pytest.fixture
def unit(world):
    return world.units[0].pk


@pytest.fixture
def clerk(world, unit):
    return browser_of(world.clerks[unit])


@pytest.fixture
def filled(world, submission, unit):
    fill(submission, unit, world.clerks[unit], "4")
    return submission


def test_the_primary_button_saves_first_and_then_leads_to_the_last_look(submission, unit, clerk):
    typed = posted(sheet(submission, unit), value_1="98,75") | {"go": "1"}
    answer = clerk.post(address(submission, unit), typed)
    assert answer.url == check_url(submission, unit)
    assert sheet(submission, unit)[0].text == "98,75"


def test_an_unreadable_figure_keeps_the_person_on_the_sheet(submission, unit, clerk):
    typed = posted(sheet(submission, unit), value_1="n/a") | {"go": "1"}
    assert clerk.post(address(submission, unit), typed).status_code == 422


def test_sending_closes_the_part_and_says_whom_it_waits_for(filled, unit, clerk):
    answer = clerk.post(check_url(filled, unit), form_of(clerk.get(check_url(filled, unit))))
    part = StepRun.objects.get(run=filled.run, unit=unit)
    assert answer.url == sent_url(filled, part.pk)
    assert "Menunggu 1 bidang lain." in told(answer)[0]
    assert part.closed_at is not None


def test_the_last_unit_is_told_who_verifies_until_when(world, filled, unit, clerk):
    other = world.units[1].pk
    fill(filled, other, world.clerks[other], "4")
    clerk.post(check_url(filled, unit), form_of(clerk.get(check_url(filled, unit))))
    second = browser_of(world.clerks[other])
    answer = second.post(check_url(filled, other), form_of(second.get(check_url(filled, other))))
    assert "Selanjutnya: Kolom 2, langkah 2 (Kegiatan 2), paling lambat" in told(answer)[0]


def test_nothing_is_sent_without_the_declaration(filled, unit, clerk):
    typed = form_of(clerk.get(check_url(filled, unit)), declared="")
    answer = clerk.post(check_url(filled, unit), typed)
    assert answer.status_code == 422
    assert "Centang pernyataan" in answer.content.decode()
    assert StepRun.objects.get(run=filled.run, unit=unit).closed_at is None


def test_what_is_empty_is_named_with_a_way_to_its_cell(submission, unit, clerk):
    page = clerk.get(check_url(submission, unit))
    first = sheet(submission, unit)[0]
    text = page.content.decode()
    assert (
        f'href="{address(submission, unit)}#value-{first.pk}">Isi realisasi untuk ‘Kepemilikan KTP-el’.'
        in text
    )
    assert "6 hal perlu dilengkapi" in text
    assert "disabled" in text
    assert clerk.post(check_url(submission, unit), form_of(page)).status_code == 422
    assert StepRun.objects.get(run=submission.run, unit=unit).closed_at is None


def test_a_repeated_sending_counts_once(filled, unit, clerk):
    typed = form_of(clerk.get(check_url(filled, unit)))
    clerk.post(check_url(filled, unit), typed)
    before = Event.objects.filter(run=filled.run).count()
    answer = clerk.post(check_url(filled, unit), typed)
    assert answer.url == sent_url(filled, typed["step_run"])
    assert "tidak dicatat dua kali" in told(answer)[-1]
    assert Event.objects.filter(run=filled.run).count() == before


def test_a_sheet_that_changed_after_the_look_is_not_sent(world, filled, unit, clerk):
    typed = form_of(clerk.get(check_url(filled, unit)))
    clerk.post(address(filled, unit), posted(sheet(filled, unit), value_1="91"))
    answer = clerk.post(check_url(filled, unit), typed | {"note": "Catatan saya"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Data berubah sejak diperiksa. Periksa lagi." in text
    assert "Catatan saya" in text
    assert "checked" not in str(answer.context["form"]["declared"])
    assert StepRun.objects.get(run=filled.run, unit=unit).closed_at is None
    again = clerk.post(check_url(filled, unit), form_of(answer))
    assert again.status_code == 302


def test_each_warning_that_is_left_wants_its_own_tick(world, filled, unit, clerk):
    clerk.post(address(filled, unit), posted(sheet(filled, unit), value_2="240", value_4="1.250"))
    page = clerk.get(check_url(filled, unit))
    warned = [pk for pk, _name, _warning in page.context["form"].warned]
    second, fourth = (sheet(filled, unit)[place].pk for place in (1, 3))
    assert warned == [second, fourth]
    answer = clerk.post(check_url(filled, unit), form_of(page, **{f"checked_{fourth}": ""}))
    assert answer.status_code == 422
    assert "Periksa ‘Lama penerbitan’, lalu centang ‘Sudah diperiksa’." in answer.content.decode()
    clerk.post(check_url(filled, unit), form_of(page))
    statement = json.loads(Event.objects.filter(run=filled.run, kind="step").latest("seq").text)["statement"]
    assert [one["figure"] for one in statement["checked"]] == [second, fourth]
    assert statement["text"] == "Data ini sesuai bukti dukung yang dilampirkan."


def test_colleagues_are_led_to_the_sheet_and_cannot_send(world, filled, unit, clerk):
    typed = form_of(clerk.get(check_url(filled, unit)))
    verifier = browser_of(world.people[2])
    assert verifier.get(check_url(filled, unit)).url == address(filled, unit)
    assert verifier.post(check_url(filled, unit), typed).status_code == 403
    assert browser_of(world.stranger).post(check_url(filled, unit), typed).status_code == 404


def test_a_note_of_the_return_must_be_answered_before_sending_again(world, submission, unit, clerk):
    returned(world, submission)
    page = clerk.get(check_url(submission, unit))
    sentence = "Tanggapi catatan pada ‘Kepemilikan KTP-el’: ubah angkanya atau tulis penjelasan."
    assert sentence in page.content.decode()
    assert clerk.post(check_url(submission, unit), form_of(page)).status_code == 422
    clerk.post(
        address(submission, unit), posted(sheet(submission, unit), explanation_1="Rekap sudah dilampirkan")
    )
    answer = clerk.post(check_url(submission, unit), form_of(clerk.get(check_url(submission, unit))))
    assert answer.status_code == 302
    assert fresh(submission).run.places()[0]["step"] == 2


def test_an_unconfirmed_reading_is_a_warning_here(filled, unit, clerk):
    clerk.post(address(filled, unit), posted(sheet(filled, unit), value_1="1.250"))
    assert "Bacaan angka belum Anda pastikan" in clerk.get(check_url(filled, unit)).content.decode()


def test_a_step_that_is_not_done_per_unit_is_sent_for_all_units_at_once(world):
    world = office(straight(per_unit=False))
    submission = begun(world)
    first, second = (unit.pk for unit in world.units)
    clerk = browser_of(world.clerks[first])
    for unit in (first, second):
        answer = clerk.post(address(submission, unit), posted(sheet(submission, unit), value_1="98,75"))
        assert answer.status_code == 302
    page = clerk.get(check_url(submission, first)).content.decode()
    assert page.count("Isi realisasi untuk") == 10
    for unit in (first, second):
        fill(submission, unit, world.clerks[first], "4")
    answer = clerk.post(check_url(submission, second), form_of(clerk.get(check_url(submission, second))))
    assert answer.status_code == 302
    assert fresh(submission).run.places()[0]["step"] == 2


def test_a_meeting_owes_its_attendance_which_the_next_unit_finds_filled_in(db):
    world = seeds.found("tasikmalaya")
    submission = seeds.at_step(world, 4)
    first, second = submission.run.places()[:2]
    for place in (first, second):
        seeds.fill(submission, place["unit"], world.holder(4, place["unit"]))
    clerk = browser_of(world.holder(4, first["unit"]))
    url = check_url(submission, first["unit"])
    refused = clerk.post(url, form_of(clerk.get(url), date="2026-10-05", attendees=""))
    assert refused.status_code == 422
    assert "Isi daftar hadir." in refused.content.decode()
    assert (
        clerk.post(url, form_of(clerk.get(url), date="2026-10-05", attendees="Sari\nBudi")).status_code == 302
    )
    other = browser_of(world.holder(4, second["unit"]))
    assert "Sari\nBudi" in other.get(check_url(submission, second["unit"])).content.decode()


def test_the_declaration_is_not_passed_by_on_the_page_of_the_file(filled, unit, clerk):
    hidden = form_of(clerk.get(check_url(filled, unit)))
    del hidden["declared"]
    answer = clerk.post(reverse("submissions:act", args=[filled.pk, hidden["step_run"]]), hidden)
    assert answer.url == address(filled, unit)
    assert StepRun.objects.get(pk=hidden["step_run"]).closed_at is None
