"""The yearly evaluation: begun once, answered, finished for good, corrected by a new one; on paper too."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from kinerja.compliance import actions
from kinerja.compliance.errors import EvaluationState
from kinerja.compliance.models import Answer, Evaluation, Question
from kinerja.compliance.writers import Evaluator
from kinerja.documents.engine import engine_missing
from sop.errors import RuleError
from sop.procedures.models import Publication, SopVersion
from tests.worlds import person

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
YEAR = timezone.now().year
FINISH = {"go": "selesai"}


@pytest.fixture
def base(musi_rawas) -> str:
    if not Question.objects.exists():  # a flush between tests takes the seeded ones away
        Question.objects.create(
            form="F01", aspect="Monitoring Pelaksanaan SOP", order=1, text="Tepat?", figure="time"
        )
    return f"/kepatuhan/{musi_rawas.obligation.sop_id}/evaluasi/{YEAR}/"


def client_of(login: str) -> Client:
    client = Client()
    client.force_login(person(login))
    return client


def answers() -> dict[str, str]:
    return {f"answer-{pk}": "ya" for pk in Answer.objects.values_list("pk", flat=True)}


def test_line_ends_of_another_browser_are_no_answer_and_nul_is_dropped(base):
    keeper = client_of("musirawas.kasubag")
    keeper.post(f"{base}mulai/")
    pk = Answer.objects.order_by("pk").values_list("pk", flat=True).first()
    keeper.post(base, {f"note-{pk}": "Satu\nDua\0"})
    first = Answer.objects.get(pk=pk)
    assert first.note == "Satu\nDua"
    keeper.post(base, {f"note-{pk}": "Satu\r\nDua"})
    assert Answer.objects.get(pk=pk).answered_at == first.answered_at


def test_an_evaluation_from_its_beginning_to_its_correction(base):
    keeper, reader = client_of("musirawas.kasubag"), client_of("musirawas.staf-capil")
    assert reader.post(f"{base}mulai/").status_code == 403
    assert keeper.post(base, {"remarks": "x"}).status_code == 409
    for _ in range(2):
        assert keeper.post(f"{base}mulai/").status_code == 302
    evaluation = Evaluation.objects.get()
    assert evaluation.answers.count() == Question.objects.filter(used=True).count()
    field = f"note-{evaluation.answers.first().pk}"
    assert (
        keeper.post(base, {field: "Perlu dilihat"}, headers={"X-Requested-With": "autosave"}).status_code
        == 204
    )
    refused = keeper.post(base, FINISH | {"remarks": "Catatan kami"})
    assert refused.status_code == 422
    assert "F01 nomor 1: jawab dengan Ya atau Tidak." in refused.content.decode()
    assert "Catatan kami" in refused.content.decode()
    assert reader.post(base, FINISH | answers() | {"result": "baik"}).status_code == 403
    assert keeper.post(base, FINISH | answers() | {"result": "kurang"}).status_code == 422
    first = evaluation.answers.first()
    no = {f"answer-{first.pk}": "tidak", f"note-{first.pk}": " "}
    refused = keeper.post(base, FINISH | answers() | {"result": "baik"} | no).content.decode()
    assert "F01 nomor 1: isi catatan, karena jawabannya Tidak." in refused
    assert "Diisi Rudi Hartono, S.IP., Kepala Sub Bagian Perencanaan" in refused
    assert keeper.post(base, FINISH | answers() | {"result": "baik"}).status_code == 302
    check_finished(base, Evaluation.objects.get())


def check_finished(base: str, evaluation: Evaluation) -> None:
    """Closed for good; only a correction goes on."""
    keeper, reader = client_of("musirawas.kasubag"), client_of("musirawas.staf-capil")
    assert evaluation.finished_as.endswith("Kepala Sub Bagian Perencanaan")
    assert evaluation.facts["headline"] == "Belum ada langkah selesai pada periode ini."
    for broken in (
        lambda: Evaluation.objects.filter(pk=evaluation.pk).update(remarks="Diubah"),
        lambda: Evaluation.objects.filter(pk=evaluation.pk)._raw_delete(connection.alias),
        lambda: evaluation.answers.update(answer="tidak"),
        lambda: evaluation.answers.all().delete(),
        lambda: evaluation.answers.create(form="F02", aspect="", order=99, text="Satu lagi?"),
    ):  # the database itself refuses
        with pytest.raises(IntegrityError, match="sudah selesai"), transaction.atomic():
            broken()
    for going in ({}, FINISH):
        assert keeper.post(base, going | {"remarks": "Diubah"}).status_code == 409
    assert keeper.post(f"{base}mulai/").status_code == 409
    assert keeper.post(f"{base}perbaiki/", {"reason": " "}).status_code == 422
    assert keeper.post(f"{base}perbaiki/", {"reason": "Salah baca angka"}).status_code == 302
    newer = Evaluation.objects.get(number=2)
    assert (newer.remarks, newer.answers.filter(answer="ya").count()) == (
        "Catatan kami",
        evaluation.answers.count(),
    )
    page = reader.get(base).content.decode()
    assert "Salah baca angka" in page
    assert "sedang ditulis" in page
    assert "Sudah digantikan" in reader.get(f"{base}?nomor=1").content.decode()


def test_what_was_said_last_year_is_offered_and_copied_on_demand(base, musi_rawas):
    version, by = musi_rawas.publication.version, Evaluator(person("musirawas.kasubag"), "Kasubag")
    last = actions.begin(version, YEAR - 1, by=by, at=timezone.now())
    first = last.answers.first()
    said = {
        f"answer-{first.pk}": "tidak",
        f"note-{first.pk}": "Dua kali terlambat",
        f"measure-{first.pk}": "Latih",
    }
    given = answers() | said | {"result": "kurang", "revision_plan": "Ubah langkah 4"}
    actions.save(last.pk, given, by=by, at=timezone.now())
    actions.finish(last.pk, {}, by=by, at=timezone.now())
    keeper = client_of("musirawas.kasubag")
    assert f"Salin catatan dan tindakan dari evaluasi {YEAR - 1}" in keeper.get(base).content.decode()
    keeper.post(f"{base}mulai/", {"carry": "1"})
    copied = Evaluation.objects.get(year=YEAR).answers.first()
    assert (copied.answer, copied.note, copied.measure, copied.answered_by) == (
        "",
        "Dua kali terlambat",
        "Latih",
        None,
    )
    page = keeper.get(base).content.decode()
    assert f"Evaluasi {YEAR - 1}: Tidak" in page
    assert "Catatan: Dua kali terlambat" in page
    assert f"Rencana revisi {YEAR - 1}: Ubah langkah 4" in page


def test_each_version_of_a_year_has_its_own_evaluation(base, musi_rawas):
    keeper, old = client_of("musirawas.kasubag"), musi_rawas.publication
    keeper.post(f"{base}mulai/")
    newer = SopVersion.objects.get(pk=old.version_id)
    newer.pk, newer.version = None, 2
    newer.save(force_insert=True)
    copy = Publication.objects.get(pk=old.pk)
    copy.pk, copy.version = None, newer
    copy.save(force_insert=True)
    assert "?versi=2" in keeper.get(base).content.decode()
    assert keeper.post(f"{base}mulai/?versi=2").url.endswith("?versi=2")
    assert set(Evaluation.objects.values_list("version__version", flat=True)) == {1, 2}
    assert keeper.post(f"{base}?versi=1", {"remarks": "Yang lama"}).status_code == 302
    assert Evaluation.objects.get(remarks="Yang lama").version.version == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_finish_at_once_finish_it_once(base, musi_rawas):
    version = musi_rawas.publication.version
    by = Evaluator(person("musirawas.kasubag"), "Kasubag")
    evaluation = actions.begin(version, YEAR, by=by, at=timezone.now())
    actions.save(evaluation.pk, answers() | {"result": "baik"}, by=by, at=timezone.now())
    line, found = threading.Barrier(2), []

    def go(name: str) -> None:
        try:
            line.wait()
            found.append(actions.finish(evaluation.pk, {"headline": name}, by=by, at=timezone.now()))
        except RuleError as refusal:
            found.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(name,)) for name in ("satu", "dua")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(one, EvaluationState) for one in found) == [False, True], found
    won = next(one for one in found if isinstance(one, Evaluation))
    assert Evaluation.objects.get().facts == won.facts


def test_nothing_is_left_of_a_correction_that_breaks(base, monkeypatch):
    keeper = client_of("musirawas.kasubag")
    keeper.post(f"{base}mulai/")
    keeper.post(base, FINISH | answers() | {"result": "baik"})

    def broken(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(Answer.objects, "bulk_create", broken)
    by = Evaluator(person("musirawas.kasubag"), "Kasubag")
    with pytest.raises(RuntimeError):
        actions.correct(Evaluation.objects.get().pk, "Salah", by=by, at=timezone.now())
    assert Evaluation.objects.count() == 1


@pytest.mark.pdf
@pytest.mark.skipif(bool(engine_missing()), reason=engine_missing())
def test_the_report_and_the_evaluation_are_printed(base):
    keeper = client_of("musirawas.kasubag")
    assert keeper.get(f"{base}cetak.pdf").status_code == 404
    keeper.post(f"{base}mulai/")
    keeper.post(base, FINISH | answers() | {"result": "baik"})
    for url in (f"{base}cetak.pdf", f"{base.split('evaluasi')[0]}laporan.pdf"):
        assert keeper.get(url).content[:5] == b"%PDF-"
