"""The page of a file: who sees it, whose turn it is, what it tells, and what it costs."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.submissions.entry.filling import record_narrative
from sop.ledger.models import Event
from sop.offices.models import Appointment, Position
from sop.runs.models import StepRun
from tests.kinerja.submissions import office


def page(client, submission, user, query=""):
    client.force_login(user)
    return client.get(f"{submission.get_absolute_url()}{query}")


def words(answer):
    return answer.content.decode()


def test_a_stranger_finds_nothing_and_an_unknown_visitor_is_asked_to_log_in(client, sumenep):
    submission = office.begin(sumenep)
    assert page(client, submission, sumenep.stranger).status_code == 404
    client.logout()
    answer = client.get(submission.get_absolute_url())
    assert answer.status_code == 302
    assert "/masuk/" in answer["Location"]


def test_the_holder_gets_the_act_and_everyone_else_a_sentence(client, sumenep):
    submission = office.at_step(sumenep, 4)
    mine = words(page(client, submission, sumenep.holder(4)))
    assert "Giliran Anda" in mine
    assert mine.count("btn-primary") == 1
    assert "Selesai, lanjut ke langkah 5" in mine
    others = words(page(client, submission, sumenep.people["sekretaris"]))
    holder = sumenep.holder(4)
    assert f"Menunggu KASUBBAG PERENCANAAN: {holder.name} (Kepala Sub Bagian Perencanaan)." in others
    assert "btn-primary" not in others
    assert "Giliran Anda" not in others


@pytest.mark.parametrize("step", [1, 2, 4, 5, 6, 7, 8, 9])
def test_at_every_step_there_is_one_primary_act_for_its_holder_alone(client, sumenep, step):
    submission = office.at_step(sumenep, step)
    holders = {user.pk for user in sumenep.holders(step)}
    for user in {user.pk: user for user in sumenep.people.values()}.values():
        text = words(page(client, submission, user))
        assert text.count("btn-primary") == (1 if user.pk in holders else 0)
        assert f"Langkah {step} dari 9" in text
        assert ("Giliran Anda" in text) != ("Sedang berjalan" in text)


def test_units_are_shown_one_by_one_while_they_fill(client, sumenep):
    submission = office.at_step(sumenep, 3)
    place = submission.run.places()[0]
    submission = office.take(sumenep, submission, place, sumenep.definition.moves(3)[0])
    text = words(page(client, submission, sumenep.people["kepala-dinas"]))
    assert "1 dari 5 bidang selesai" in text
    assert text.count("Menunggu TIM SAKIP: ") == 4
    clerk = sumenep.holder(3, submission.run.places()[0]["unit"])
    mine = words(page(client, submission, clerk))
    assert f"/berkas/{submission.pk}/isian/{submission.run.places()[0]['unit']}/" in mine
    assert mine.count("Menunggu TIM SAKIP: ") == 3


def test_a_decision_offers_the_words_of_the_sop(client, musi_rawas):
    text = words(page(client, office.at_step(musi_rawas, 2), musi_rawas.holder(2)))
    assert ">Benar</button>" in text
    assert "Salah</button>" in text


@pytest.mark.parametrize(
    ("step", "words_of_link", "part"),
    [
        (6, "Periksa isian", "verifikasi"),
        (7, "Baca dan paraf", "tandatangan"),
        (9, "Baca dan tanda tangani", "tandatangan"),
    ],
)
def test_a_step_with_its_own_screen_is_a_link_to_it(client, sumenep, step, words_of_link, part):
    submission = office.at_step(sumenep, step)
    text = words(page(client, submission, sumenep.holder(step)))
    assert words_of_link in text
    assert f"/berkas/{submission.pk}/{part}/{submission.run.places()[0]['id']}/" in text


def test_a_post_nobody_holds_is_said_to_be_empty(client, sumenep):
    submission = office.at_step(sumenep, 4)
    Appointment.objects.filter(user=sumenep.holder(4)).update(until=dt.date(2020, 2, 1))
    assert "belum ada pejabat yang ditugaskan hari ini" in words(
        page(client, submission, sumenep.people["sekretaris"])
    )


def test_an_official_who_entered_figures_is_told_why_and_who_can(client, sumenep):
    submission = office.at_step(sumenep, 6)
    entrant = sumenep.holder(3, submission.run.units["3"][0])
    secretary = Position.objects.get(office=sumenep.office, code="sekretaris")
    Appointment.objects.create(user=entrant, position=secretary, kind="plh", since=dt.date(2020, 1, 1))
    text = words(page(client, submission, entrant))
    assert "Anda ikut mengisi data ini" in text
    assert f"Yang dapat bertindak: {sumenep.people['sekretaris'].name} (Sekretaris Dinas)." in text


def test_a_late_step_wears_its_tag(client, sumenep):
    submission = office.at_step(sumenep, 4)
    StepRun.objects.filter(run=submission.run, closed_at=None).update(
        due_at=dt.datetime(2026, 1, 5, 2, tzinfo=dt.UTC)
    )
    assert "Terlambat " in words(page(client, submission, sumenep.holder(4)))


def test_the_history_says_who_did_what_how_long_and_whether_in_time(client, sumenep):
    submission = office.at_step(sumenep, 8)
    text = words(page(client, submission, sumenep.people["kepala-dinas"]))
    for told in (
        "memverifikasi",
        "memaraf",
        "menyelesaikan langkah 4",
        "mengisi 1 isian",
        "tepat waktu",
        "mutu baku 2 hari",
    ):
        assert told in text
    event = Event.objects.filter(run=submission.run, kind="verify").get()
    assert event.hash[:12] in text
    assert event.hash not in text
    decisions = words(page(client, submission, sumenep.people["kepala-dinas"], "?riwayat=keputusan"))
    assert "mengisi 1 isian" not in decisions
    values = words(page(client, submission, sumenep.people["kepala-dinas"], "?riwayat=nilai"))
    assert "memverifikasi" not in values
    assert "kosong → <strong>90</strong>" in values


def test_a_return_outside_the_sheet_is_marked_wherever_it_shows(client, sumenep):
    submission = office.at_step(sumenep, 7)
    back = next(move for move in sumenep.definition.moves(7) if move.is_return)
    unit = submission.run.units["3"][0]
    submission = office.take(
        sumenep, submission, submission.run.places()[0], back, reason="Angka KTP salah", units=(unit,)
    )
    text = words(page(client, submission, sumenep.people["kepala-dinas"]))
    assert text.count("di luar alur tertulis") >= 2
    assert "Dikembalikan" in text
    assert "Angka KTP salah" in text
    assert "4 dari 5 bidang selesai" in text


def test_a_long_history_is_folded_read_in_pages_and_can_be_opened_whole(client, sumenep):
    submission, reader = office.at_step(sumenep, 5), sumenep.holder(5)
    for number in range(60):
        record_narrative(submission, f"Uraian {number}", by=reader)
    first = words(page(client, submission, reader))
    assert first.count('<li class="moment') == 24
    assert "24 catatan terakhir" in first
    assert "21 catatan sebelumnya" in first
    assert re.search(r"<details[^>]* open", first[first.index('class="case-grid"') :]) is None
    last = Event.objects.filter(run=submission.run).count() - 23
    assert f"sebelum={last}#riwayat" in first
    older = words(page(client, submission, reader, f"?sebelum={last}"))
    assert re.search(r"<details[^>]* open", older[older.index('id="riwayat"') :])
    assert "membuka berkas" not in first + older
    whole = words(page(client, submission, reader, "?buka=semua"))
    assert "membuka berkas" in whole
    assert whole.count('<details class="fold" open') == whole.count('<details class="fold"')


@pytest.mark.parametrize("query", ["?riwayat=apa", "?sebelum=x", "?sebelum=999999999999999", "?sebelum=-1"])
def test_an_address_that_asks_for_nonsense_still_shows_the_file(client, sumenep, query):
    assert page(client, office.begin(sumenep), sumenep.holder(1), query).status_code == 200


def queries(client, submission, user):
    page(client, submission, user)
    with CaptureQueriesContext(connection) as captured:
        client.get(submission.get_absolute_url())
    return len(captured)


def test_the_page_costs_the_same_however_long_the_history(client, sumenep):
    secretary = sumenep.people["sekretaris"]
    short = queries(client, office.at_step(sumenep, 5), secretary)
    long = office.walk(sumenep, office.begin(sumenep, 2), 5)
    for number in range(20):
        record_narrative(long, f"Uraian {number}", by=sumenep.holder(5))
    assert queries(client, long, secretary) == short


def test_the_page_costs_the_same_however_many_indicators_there_are(client, db, quick_papers):
    few = office.found("sumenep", indicators=1)
    counted = queries(client, office.at_step(few, 4), few.people["sekretaris"])
    many = office.found("musi-rawas", indicators=6)
    assert queries(client, office.at_step(many, 5), many.people["sekretaris"]) == counted
    assert counted <= 24


def test_the_end_of_the_way_says_where_the_file_lies(client, sumenep):
    submission = office.at_step(sumenep, "end")
    text = words(page(client, submission, sumenep.people["sekretaris"]))
    assert "Semua langkah SOP selesai" in text
    assert "Rak 1" in text
    assert submission.document.code in text
    assert "btn-primary" not in text


@pytest.mark.parametrize("slug", ["musi-rawas", "tasikmalaya", "iv-jurai", "mojokerto"])
def test_every_step_of_every_seed_has_a_page(client, db, quick_papers, slug):
    world = office.found(slug, indicators=1, kind="month" if slug == "mojokerto" else "quarter")
    submission = office.begin(world)
    while submission.run.places():
        place = submission.run.places()[0]
        answer = page(client, submission, world.holder(place["step"], place["unit"]))
        assert answer.status_code == 200
        assert words(answer).count("btn-primary") == 1
        submission = office.take(world, submission, place, world.definition.moves(place["step"])[0])
    assert submission.status == "archived"
