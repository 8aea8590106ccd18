"""The pages of papers: offered where the SOP says, kept as typed, issued, read by the office, and their register."""

import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.letters import correcting, issuing
from kinerja.letters.models import Letter, NumberScheme, RegisterEntry
from sop.offices.models import KeeperPost
from tests.kinerja.letters.making import holder_of, make
from tests.makers import submission_at
from tests.worlds import person

JSON = {"accept": "application/json"}


@pytest.fixture
def holder(client, iv_jurai, inviting):
    by = holder_of(iv_jurai, inviting)
    client.force_login(by)
    return by


@pytest.fixture
def keeper(iv_jurai):
    user = person("ivjurai.sekretaris")
    KeeperPost.objects.get_or_create(position=user.appointments.first().position)
    return user


def text_of(answer):
    return answer.content.decode()


def typed(letter, **changes):
    letter.refresh_from_db()
    return {**letter.content, "version": letter.version, **changes}


def book(office, name="register"):
    return reverse(f"letters:{name}", args=[office.code])


def test_the_step_offers_its_paper_which_is_filled_saved_and_issued(client, inviting, holder, quick):
    case = text_of(client.get(inviting.get_absolute_url()))
    assert "Buat undangan rapat" in case
    assert "Buat nota dinas" not in case
    assert case.count("btn-primary") == 1
    made = client.post(reverse("letters:list", args=[inviting.pk]), {"kind": "undangan", "step": "4"})
    letter = Letter.objects.get()
    assert made["Location"] == letter.get_absolute_url()
    page = text_of(client.get(letter.get_absolute_url()))
    assert ("Camat IV Jurai" in page, "RANCANGAN" in page, page.count("btn-primary")) == (True, True, 1)
    kept = client.post(letter.get_absolute_url(), typed(letter, event_place="Aula"), headers=JSON)
    assert kept.json() == {"version": 1}
    refused = client.post(letter.get_absolute_url(), typed(letter, agenda="Bahas", go="terbitkan"))
    assert refused.status_code == 422
    assert "Isi “Hari/tanggal rapat”." in text_of(refused)
    letter.refresh_from_db()
    assert (letter.content["agenda"], letter.content["event_place"]) == (
        "Bahas",
        "Aula",
    )  # refused, and still kept
    done = client.post(
        letter.get_absolute_url(), typed(letter, event_date="2026-10-08", go="terbitkan"), follow=True
    )
    letter.refresh_from_db()
    assert f"Undangan rapat diterbitkan dengan nomor {letter.number}." in text_of(done)
    assert "Buat naskah perbaikan" in text_of(done)
    case = text_of(client.get(inviting.get_absolute_url()))
    assert "Buat undangan rapat" not in case
    assert f"menerbitkan undangan rapat {letter.number}" in case
    assert client.get(reverse("letters:pdf", args=[letter.pk])).content == (
        issuing.blobs.read(letter.path, letter.sha256)
    )


def test_two_who_type_at_once_lose_nothing_and_a_frozen_paper_cannot_be_typed_over(
    client, inviting, holder, quick
):
    letter = make(inviting, "nota_dinas", holder, to="Camat")
    first, second = typed(letter, subject="Satu"), typed(letter, subject="Dua")
    assert client.post(letter.get_absolute_url(), first).status_code == 302
    late = client.post(letter.get_absolute_url(), second)
    assert (late.status_code, "Dua" in text_of(late), holder.name in text_of(late)) == (409, True, True)
    bad = client.post(letter.get_absolute_url(), typed(letter, date="kemarin", subject="Tiga"))
    assert (bad.status_code, "Tulis tanggal lengkap" in text_of(bad), "Tiga" in text_of(bad)) == (
        422,
        True,
        True,
    )
    issuing.issue(letter, by=holder)
    assert client.post(letter.get_absolute_url(), typed(letter, subject="Empat")).status_code == 409
    letter.refresh_from_db()
    assert letter.content["subject"] == "Satu"


def test_everyone_of_the_office_reads_and_a_held_number_is_refused_with_its_holder(
    client, inviting, holder, quick
):
    letter = issuing.issue(make(inviting, "nota_dinas", holder, to="Camat"), by=holder)
    other = make(inviting, "nota_dinas", holder, to="Camat")
    taken = client.post(other.get_absolute_url(), typed(other, own_number=letter.number, go="terbitkan"))
    assert taken.status_code == 409
    assert f"Nomor {letter.number} sudah dipakai untuk Nota dinas" in text_of(taken)
    client.force_login(person("ivjurai.staf-sekretariat"))
    page = text_of(client.get(letter.get_absolute_url()))
    assert letter.number in page
    case = text_of(client.get(inviting.get_absolute_url()))
    assert letter.get_absolute_url() in case
    assert "Buat undangan rapat" not in case


def test_a_correction_and_a_cancelling_go_their_way_by_the_pages(client, inviting, holder, quick):
    letter = issuing.issue(make(inviting, "nota_dinas", holder, to="Camat"), by=holder)
    client.post(reverse("letters:correct", args=[letter.pk]))
    draft = Letter.objects.latest("pk")
    assert "Naskah perbaikan" in text_of(client.get(draft.get_absolute_url()))
    client.post(draft.get_absolute_url(), typed(draft, subject="Benar", go="terbitkan"))
    assert "Naskah ini digantikan" in text_of(client.get(letter.get_absolute_url()))
    assert "Digantikan" in text_of(client.get(reverse("letters:list", args=[inviting.pk])))
    cancel = reverse("letters:cancel", args=[draft.pk])
    assert "Tulis alasan pembatalan." in text_of(client.post(cancel, {"reason": " "}))
    client.post(cancel, {"reason": "Salah alamat"})
    assert "Salah alamat" in text_of(client.get(draft.get_absolute_url()))
    assert RegisterEntry.objects.get().use == "cancelled"


def test_the_register_is_searched_downloaded_and_costs_the_same_however_long(
    client, inviting, holder, iv_jurai, quick
):
    first = issuing.issue(make(inviting, "nota_dinas", holder, to="Bupati", subject="Pengukuran"), by=holder)
    url = book(iv_jurai.office)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(3):
        issuing.issue(make(inviting, "nota_dinas", holder, to="Camat"), by=holder)
    correcting.cancel(first, "Batal kirim", by=holder)
    with CaptureQueriesContext(connection) as many:
        page = text_of(client.get(url))
    assert len(many) == len(few) <= 14
    assert ("Batal kirim" in page, "/005/SET/" in page) == (True, True)
    found = text_of(client.get(url, {"q": "bupati", "jenis": "nota_dinas", "keadaan": "cancelled"}))
    assert (first.number in found, found.count("<tr class")) == (True, 1)
    assert "Tidak ada nomor yang cocok" in text_of(client.get(url, {"q": "tidak ada"}))
    workbook = openpyxl.load_workbook(io.BytesIO(client.get(book(iv_jurai.office, "register_xlsx")).content))
    rows = [row for row in workbook.active.iter_rows(values_only=True) if row[1] == "Nota dinas"]
    assert [row[2] for row in rows] == ["1", "2", "3", "4"]
    assert rows[0][9] == "BATAL: Batal kirim"
    assert client.get(book(iv_jurai.office, "register_csv")).content.decode("utf-8-sig").count("\r\n") == 5


def test_the_keeper_sets_how_numbers_are_written_after_seeing_an_example(client, iv_jurai, keeper):
    client.force_login(keeper)
    url = reverse("letters:scheme", args=[iv_jurai.office.code, "undangan"])
    form = {
        "pattern": "005/{urut}/{kode unit}/{bulan romawi}/{tahun}",
        "classification": "",
        "unit_code": "CAM",
        "digits": 2,
        "first": 12,
        "timing": "issue",
    }
    shown = text_of(client.get(url, form))
    year = dt.datetime.now(iv_jurai.office.tz).year
    assert ("005/12/CAM/" in shown, "005/14/CAM/" in shown, NumberScheme.objects.count()) == (True, True, 0)
    asked = client.post(url, form | {"go": "contoh"})
    assert "005/12/CAM/" in text_of(client.get(asked["Location"]))
    refused = client.post(url, form | {"pattern": "005/{tahun}"})
    assert (refused.status_code, "tepat satu kali" in text_of(refused)) == (422, True)
    assert client.post(url, form).status_code == 302
    assert (NumberScheme.objects.get().first, NumberScheme.objects.get().first_year) == (12, year)
    assert "005/12/CAM/" in text_of(client.get(book(iv_jurai.office)))


def test_the_page_of_a_file_costs_the_same_with_many_papers(client, inviting, holder, quick):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get(inviting.get_absolute_url())
        return len(captured)

    make(inviting, "nota_dinas", holder, to="Camat")
    client.get(inviting.get_absolute_url())
    one = cost()
    for _ in range(4):
        make(inviting, "nota_dinas", holder, to="Camat")
    assert cost() == one


def test_a_correction_offers_no_other_number_while_the_old_one_counts(client, inviting, holder, quick):
    first = issuing.issue(make(inviting, "nota_dinas", holder, to="Camat", own_number="AG-7"), by=holder)
    draft = correcting.correct(first, by=holder)
    assert 'name="own_number"' not in text_of(client.get(draft.get_absolute_url()))
    done = client.post(
        draft.get_absolute_url(), typed(draft, subject="Lain", go="terbitkan", own_number="AG-8")
    )
    draft.refresh_from_db()
    assert (done.status_code, draft.number, draft.is_issued) == (302, "AG-7", True)
    again = correcting.correct(draft, by=holder)
    correcting.cancel(draft, "Salah alamat", by=holder)
    assert 'name="own_number"' in text_of(client.get(again.get_absolute_url()))


def test_a_meeting_in_the_past_is_warned_of_and_the_numbering_step_leads_to_the_report(
    client, iv_jurai, quick
):
    submission = submission_at(12, world=iv_jurai)
    by = holder_of(iv_jurai, submission)
    client.force_login(by)
    page = text_of(client.get(submission.get_absolute_url()))
    assert ("Buat surat pengantar" in page, page.count("Beri nomor laporan") >= 1) == (True, True)
    letter = make(submission, "undangan", by, event_date="2020-01-02")
    assert "sudah lewat" in text_of(client.get(letter.get_absolute_url()))
    done = client.post(letter.get_absolute_url(), typed(letter, go="terbitkan"), follow=True)
    assert ("sudah lewat" in text_of(done), "diterbitkan dengan nomor" in text_of(done)) == (True, True)
