"""Making, saving, issuing, correcting and cancelling: what is kept, numbered, told, and refused."""

import datetime as dt
import json

import pytest
from django.contrib.auth import get_user_model

from kinerja.archive.bundle.letters import letters_of
from kinerja.letters import actions, correcting, issuing
from kinerja.letters.errors import (
    LetterChanged,
    LetterFrozen,
    NotIssued,
    NotYourLetter,
    NumberTaken,
    Unfinished,
)
from kinerja.letters.models import Letter, NumberScheme, RegisterEntry
from kinerja.letters.proof import faults
from kinerja.letters.recorded import number_of as number_known
from kinerja.letters.report_number import cancel_report_number, number_of, number_report
from kinerja.letters.storage import LetterDamaged, content_of
from kinerja.periods.models import Period
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.case.turns import open_case
from kinerja.submissions.forms.brought import ActForm
from sop.ledger.models import Event
from tests.kinerja.letters.making import content_of as prefilled
from tests.kinerja.letters.making import holder_of, make
from tests.makers import begin, submission_at

pytestmark = pytest.mark.engine
DONE = {"event_date": "2026-10-08"}


def told(submission):
    return [
        json.loads(event.text)
        for event in Event.objects.filter(run=submission.run, kind="letter").order_by("seq")
    ]


def test_the_attendance_is_for_the_meeting_to_which_people_were_invited(inviting, iv_jurai, quick):
    by = holder_of(iv_jurai, inviting)
    assert prefilled(inviting, "daftar_hadir", by)["event_date"] == ""
    issuing.issue(make(inviting, "undangan", by, step=4, event_place="Aula", **DONE), by=by)
    make(inviting, "undangan", by, step=4, event_date="2026-11-09")  # a draft invites nobody
    attendance = prefilled(inviting, "daftar_hadir", by)
    assert (attendance["event_date"], attendance["event_place"]) == ("2026-10-08", "Aula")


def test_a_paper_is_filled_from_the_file_saved_unfinished_and_issued_once(inviting, iv_jurai, quick):
    by = holder_of(iv_jurai, inviting)
    seqs = [place["seq"] for place in inviting.run.places()]
    letter = make(inviting, "undangan", by, step=4)
    assert "Camat IV Jurai" in letter.content["to"]
    assert letter.content["signer_post"] == "Camat IV Jurai"
    assert inviting.period.name.split()[0] in letter.content["agenda"]
    with pytest.raises(Unfinished) as refused:
        issuing.issue(letter, by=by)
    assert refused.value.labels == ("Hari/tanggal rapat",)
    assert not RegisterEntry.objects.exists()
    letter = actions.save(letter, {"event_date": "2026-10-08", "foreign": "x"}, version=0, by=by)
    assert (letter.version, "foreign" in letter.content) == (1, False)
    letter = issuing.issue(letter, by=by)
    assert letter.number.startswith("000.7.2/001/SET/")
    assert content_of(letter).startswith(b"%PDF")
    assert issuing.issue(letter, by=by).pk == letter.pk
    assert [(row["what"], row["paper"], row["number"], row["sha256"]) for row in told(inviting)] == [
        ("issue", "undangan", letter.number, letter.sha256)
    ]
    inviting.run.refresh_from_db()
    assert [place["seq"] for place in inviting.run.places()] == seqs  # nobody's step moved on
    assert [*findings(), *faults()] == []
    (entry,) = RegisterEntry.objects.all()
    assert (entry.use, entry.serial, entry.letter_id, entry.text) == ("issued", 1, letter.pk, letter.number)


def test_the_same_words_may_come_twice_and_other_words_upon_an_old_page_are_refused(
    inviting, iv_jurai, quick
):
    by = holder_of(iv_jurai, inviting)
    letter = make(inviting, "undangan", by, step=4)
    for _ in range(2):
        assert actions.save(letter, DONE, version=0, by=by).version == 1
    with pytest.raises(LetterChanged):
        actions.save(letter, {"event_place": "Aula"}, version=0, by=by)
    issuing.issue(letter, by=by)
    with pytest.raises(LetterFrozen):
        actions.save(letter, {"event_place": "Aula"}, version=1, by=by)


def test_a_correction_takes_the_place_and_the_number_and_a_cancelled_number_is_never_given_again(
    inviting, iv_jurai, quick
):
    by = holder_of(iv_jurai, inviting)
    first = issuing.issue(make(inviting, "nota_dinas", by, to="Camat"), by=by)
    second = correcting.correct(first, by=by)
    assert correcting.correct(first, by=by).pk == second.pk  # a second click leads to the same draft
    second = actions.save(second, {"subject": "Diperbaiki"}, version=0, by=by)
    second = issuing.issue(second, by=by)
    first.refresh_from_db()
    assert (second.number, second.replaces_id, first.is_issued) == (first.number, first.pk, True)
    assert second.sha256 != first.sha256
    assert RegisterEntry.objects.get().letter_id == second.pk
    with pytest.raises(LetterFrozen):
        correcting.cancel(first, "keliru", by=by)
    correcting.cancel(second, "Rapat ditiadakan", by=by)
    correcting.cancel(second, "lagi", by=by)
    entry = RegisterEntry.objects.get()
    assert (entry.use, entry.reason, entry.text) == ("cancelled", "Rapat ditiadakan", first.number)
    third = issuing.issue(make(inviting, "nota_dinas", by, to="Camat"), by=by)
    assert "/002/" in third.number
    assert [row["what"] for row in told(inviting)] == ["issue", "issue", "cancel", "issue"]
    with pytest.raises(NotIssued):
        correcting.correct(second, by=by)
    assert [*findings(), *faults()] == []


def test_papers_are_made_by_the_holder_and_the_keepers_of_the_file_alone(inviting, iv_jurai, quick):
    by = holder_of(iv_jurai, inviting)
    letter = make(inviting, "undangan", by, step=4, **DONE)
    keeper = holder_of(iv_jurai, inviting, step=14)
    actions.save(letter, {"closing": "Terima kasih."}, version=0, by=keeper)
    outsider = get_user_model().objects.create_user("rekan-tanpa-jabatan", password="x", name="Rekan")
    before = Event.objects.count()
    for act in (
        lambda: actions.make(inviting, "notulen", {}, by=outsider),
        lambda: actions.save(letter, {"closing": ""}, version=1, by=outsider),
        lambda: issuing.issue(letter, by=outsider),
        lambda: correcting.cancel(letter, "x", by=outsider),
        lambda: correcting.correct(letter, by=outsider),
        lambda: issuing.give_number(letter, by=outsider),
        lambda: number_report(inviting, by=outsider),
    ):
        with pytest.raises(NotYourLetter):
            act()
    letter.refresh_from_db()
    assert (letter.state, letter.version, Event.objects.count()) == ("draft", 1, before)


def test_a_fault_while_drawing_leaves_the_draft_with_its_number_for_the_next_attempt(
    inviting, iv_jurai, quick, monkeypatch
):
    by = holder_of(iv_jurai, inviting)
    letter = make(inviting, "undangan", by, step=4, **DONE)
    drawn = issuing.render_letter

    def broken(_data):
        raise OSError("disk full")

    monkeypatch.setattr(issuing, "render_letter", broken)
    with pytest.raises(OSError, match="disk full"):
        issuing.issue(letter, by=by)
    entry = RegisterEntry.objects.get()
    assert (entry.use, entry.letter_id, told(inviting)) == ("reserved", letter.pk, [])
    monkeypatch.setattr(issuing, "render_letter", drawn)
    assert issuing.issue(letter, by=by).number == entry.text
    assert RegisterEntry.objects.get().use == "issued"


def test_a_number_from_the_office_book_is_kept_refused_when_held_and_counted_when_reached(
    inviting, iv_jurai, quick
):
    by = holder_of(iv_jurai, inviting)
    day = dt.datetime.now(iv_jurai.office.tz).date()
    own = f"000.7.2/002/SET/{day.year}"
    letter = issuing.issue(make(inviting, "nota_dinas", by, to="Camat", own_number=own), by=by)
    assert (letter.number, letter.entry.manual, letter.entry.serial) == (own, True, None)
    with pytest.raises(NumberTaken, match="Nota dinas ‘Pengukuran kinerja"):
        issuing.issue(make(inviting, "nota_dinas", by, to="Camat", own_number=own), by=by)
    one, three = (issuing.issue(make(inviting, "nota_dinas", by, to="Camat"), by=by) for _ in range(2))
    assert ("/001/" in one.number, "/003/" in three.number) == (True, True)
    assert sorted(RegisterEntry.objects.values_list("serial", flat=True)) == [1, 2, 3]  # no gap, no double


def test_where_numbers_follow_the_signature_the_paper_stays_as_it_was_issued(inviting, iv_jurai, quick):
    by = holder_of(iv_jurai, inviting)
    NumberScheme.objects.create(
        office=iv_jurai.office,
        kind="pengantar",
        unit_code="CAM",
        timing="after",
        first=41,
        first_year=dt.datetime.now(iv_jurai.office.tz).year,
    )
    letter = make(inviting, "pengantar", by, to="Bupati")
    with pytest.raises(NotIssued):
        issuing.give_number(letter, by=by)
    letter = issuing.issue(letter, by=by)
    before = (letter.sha256, content_of(letter))
    assert letter.number == ""
    letter = issuing.give_number(letter, by=by)
    assert letter.number.startswith("041/CAM/")
    assert (letter.sha256, content_of(letter)) == before
    assert [row["what"] for row in told(inviting)] == ["issue", "number"]


def test_the_archive_takes_the_issued_papers_into_its_bundle(inviting, iv_jurai, quick):
    by = holder_of(iv_jurai, inviting)
    make(inviting, "notulen", by)  # a draft stays behind
    issued = issuing.issue(make(inviting, "disposisi", by, origin="Bupati", forward="Sekretaris"), by=by)
    (paper,) = letters_of(inviting)
    assert paper.name == "surat/01-disposisi-1.pdf"
    assert b"".join(paper.read()) == content_of(issued)


def test_the_step_that_asks_for_a_number_knows_that_of_its_paper(iv_jurai, quick):
    submission = submission_at(12, world=iv_jurai)
    by, step = holder_of(iv_jurai, submission), submission.run.places()[0]["id"]
    assert open_case(by, submission.pk).turn(step).records == ["numbering"]
    assert number_known(open_case(by, submission.pk).turn(step)) == {}
    letter = issuing.issue(make(submission, "pengantar", by, step=12, to="Bupati Pesisir Selatan"), by=by)
    form = ActForm(turn=open_case(by, submission.pk).turn(step))
    assert form["number"].value() == letter.number
    typed = {"number": f" {letter.number.lower()}", "date": f"{letter.entry.day:%Y-%m-%d}"}
    assert "number" not in ActForm(typed, turn=open_case(by, submission.pk).turn(step)).errors
    period, _ = Period.objects.get_or_create(kind="quarter", year=2025, number=1)
    RegisterEntry.objects.update(submission=begin(iv_jurai, period=period))
    refused = ActForm(typed, turn=open_case(by, submission.pk).turn(step))
    assert "sudah dipakai untuk Surat pengantar" in str(refused.errors["number"])


def test_damaged_bytes_are_not_handed_out(inviting, iv_jurai, quick, shelf):
    by = holder_of(iv_jurai, inviting)
    letter = issuing.issue(make(inviting, "disposisi", by, origin="Bupati", forward="Sekretaris"), by=by)
    assert letter.number == "1"  # the agenda number
    assert list(faults()) == []
    (shelf / letter.path).write_bytes(b"%PDF-1.7 lain")
    with pytest.raises(LetterDamaged):
        content_of(letter)
    assert [sentence for _, sentence in faults()] == ["Lembar disposisi 1: berkas naskah hilang atau berubah"]
    Letter.objects.update(number="9")
    assert "tidak sama dengan riwayatnya" in next(faults())[1]


def test_the_signed_report_gets_its_number_in_the_register_and_on_the_covering_letter(iv_jurai, quick):
    submission = submission_at(12, world=iv_jurai)
    by = holder_of(iv_jurai, submission)
    entry = number_report(submission, by=by)
    assert entry.text.startswith("000.7.2.8/001/")
    letter = make(submission, "pengantar", by, step=12, to="Bupati")
    assert f"Nomor {entry.text}, kode periksa {submission.document.code}" in letter.content["items"]
    cancel_report_number(submission, "Salah klasifikasi", by=by)
    assert number_of(submission) is None
    assert "/002/" in number_report(submission, by=by).text
    submission.refresh_from_db()
    assert [*findings(), *faults()] == []
    RegisterEntry.objects.filter(text__contains="/002/").update(text="lain")
    assert [run for run, _ in faults()] == [submission.run_id]


def test_before_the_signature_the_report_gets_no_number(inviting, iv_jurai):
    with pytest.raises(NotIssued):
        number_report(inviting, by=holder_of(iv_jurai, inviting))
