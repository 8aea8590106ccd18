"""The signing queue: read one by one, signed in a row with one passphrase, each an act of its own."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from kinerja.documents.engine import NoPdfEngine
from kinerja.signing.models import SignedDocument
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.listing.presence import presence_of
from kinerja.submissions.models import Submission
from kinerja.submissions.papers import report as papers
from kinerja.submissions.queue.models import Reading
from kinerja.submissions.queue.rows import shelf_of, waiting_page
from kinerja.submissions.queue.signing import Pen, Wish, sign_each
from sop.ledger.models import Event
from sop.runs.models import StepRun
from tests.engine.walking import counted
from tests.kinerja.accounts.devices import code_of, give_app
from tests.kinerja.submissions import office

QUEUE = reverse("submissions:queue")
FILING = {
    "classification": "000.8.6.3", "location": "Rak 3", "active_years": "2", "inactive_years": "3",
    "disposition": "destroy",
}  # fmt: skip


def waiting(world, step, number):
    """So many files at this step, one for each quarter."""
    return [office.walk(world, office.begin(world, quarter), step) for quarter in range(1, number + 1)]


def words(answer):
    return unescape(answer.content.decode())


def step_of(submission):
    return office.fresh(submission).run.places()[0]["id"]


def read(client, submission):
    url = reverse("submissions:sign", args=[submission.pk, step_of(submission)])
    return words(client.get(f"{url}?antrean"))


def ticked(client, submissions, **more):
    """What a browser posts with these documents ticked, whether their boxes can be ticked or not."""
    form = office.form_of(client.get(QUEUE)) | {"read": "on", "password": office.PASSWORD}
    return form | {"dokumen": [str(step_of(file)) for file in submissions]} | more


def boxes(client, query=""):
    """Each document of the page: whether it can be ticked, and whether it is."""
    found = re.findall(
        r'<input type="checkbox"[^>]*name="dokumen"[^>]*>', client.get(f"{QUEUE}{query}").content.decode()
    )
    return [("disabled" not in box, "checked" in box) for box in found]


@pytest.fixture
def jammed(monkeypatch):
    """The second paper that is rendered gets stuck."""
    really, calls = papers.render_report, []

    def render(report):
        calls.append(report)
        if len(calls) == 2:
            raise NoPdfEngine("Mesin PDF tidak tersedia.")
        return really(report)

    monkeypatch.setattr(papers, "render_report", render)


def test_a_passphrase_for_no_document_counts_as_no_try(client, sumenep):
    files = waiting(sumenep, 7, 1)
    client.force_login(sumenep.holder(7))
    read(client, files[0])
    answer = client.post(QUEUE, ticked(client, [], password="keliru"))
    assert answer.status_code == 422
    assert "Pilih sedikitnya satu dokumen" in words(answer)
    assert "Sisa percobaan" not in words(answer)
    assert "Sisa percobaan: 4" in words(client.post(QUEUE, ticked(client, files, password="keliru")))


def test_only_what_this_person_opened_can_be_chosen(client, sumenep):
    files = waiting(sumenep, 7, 3)
    client.force_login(sumenep.holder(7))
    assert boxes(client) == [(False, False)] * 3
    assert "Sudah dibaca, berikutnya (2)" in read(client, files[0])
    assert "Sudah dibaca, berikutnya (1)" in read(client, files[1])
    assert boxes(client) == [(True, False)] * 2 + [(False, False)]
    assert boxes(client, "?semua") == [(True, True)] * 2 + [(False, False)]
    assert words(client.get(QUEUE)).count("btn-primary") == 1


def test_the_good_ones_are_signed_and_the_bad_ones_are_named(client, sumenep, jammed):
    files = waiting(sumenep, 9, 4)
    client.force_login(sumenep.holder(9))
    for file in files[:3]:
        read(client, file)
    form = ticked(client, files, **FILING)
    text = words(client.post(QUEUE, form))
    for told in ("2 dokumen belum selesai", "2 dokumen selesai", "Mesin PDF tidak", "Anda belum membuka"):
        assert told in text
    assert office.PASSWORD not in text
    assert [office.fresh(file).status for file in files] == ["archived", "paraf", "archived", "paraf"]
    assert list(findings()) == []
    events = Event.objects.count()
    again = words(client.post(QUEUE, form | {"dokumen": form["dokumen"][:3:2]}))
    assert again.count("Sudah tersimpan sebelumnya") == 2
    assert (Event.objects.count(), SignedDocument.objects.count()) == (events, 2)
    assert "1 dokumen selesai" in words(client.post(QUEUE, form | {"dokumen": form["dokumen"][1]}))


def test_one_code_serves_all_documents_of_a_request_and_no_other_request(client, sumenep):
    files, holder = waiting(sumenep, 7, 3), sumenep.holder(7)
    give_app(holder)
    client.force_login(holder)
    for file in files:
        read(client, file)
    without = client.post(QUEUE, ticked(client, files[:2]))
    assert without.status_code == 422
    assert "Isi kode enam angka" in words(without)
    assert office.fresh(files[0]).status == "verified"
    code = code_of()
    assert "2 dokumen selesai" in words(client.post(QUEUE, ticked(client, files[:2], code=code)))
    again = client.post(QUEUE, ticked(client, files[2:], code=code))
    assert (again.status_code, office.fresh(files[2]).status) == (422, "verified")
    assert "autentikator" in words(client.get(QUEUE))


def test_nothing_is_signed_before_the_form_holds(client, sumenep):
    (file,) = waiting(sumenep, 7, 1)
    client.force_login(sumenep.holder(7))
    read(client, file)
    good = ticked(client, [file])
    for wrong, said in (
        ({"dokumen": []}, "Pilih sedikitnya satu dokumen"),
        ({"dokumen": [str(n) for n in range(1, 22)]}, "paling banyak 20 dokumen"),
        ({"password": "bukan-itu"}, "Kata sandi tidak cocok. Sisa percobaan: 4."),
        ({"read": ""}, "Centang pernyataan"),
    ):
        answer = client.post(QUEUE, good | wrong)
        assert answer.status_code == 422
        assert said in words(answer)
    script = {"accept": "application/json"}
    assert "Kata sandi" in client.post(QUEUE, good | {"password": "x"}, headers=script).json()["sentence"]
    (outcome,) = client.post(QUEUE, good, headers=script).json()["outcomes"]
    assert outcome["done"]
    assert office.fresh(file).status == "paraf"


def test_another_hash_a_stranger_and_a_look_of_somebody_else_sign_nothing(client, sumenep):
    (file,) = waiting(sumenep, 7, 1)
    step, holder = step_of(file), sumenep.holder(7)
    client.force_login(holder)
    form = ticked(client, [file])
    read(client, file)
    Reading.objects.update(user=sumenep.stranger)  # the look of a Plh. is not that of the holder
    assert "Anda belum membuka dokumen ini." in words(client.post(QUEUE, form))
    Reading.objects.update(user=holder)
    assert "Dokumen berubah sejak" in words(client.post(QUEUE, form | {f"hash-{step}": "0" * 64}))
    client.force_login(sumenep.stranger)
    text = words(client.post(QUEUE, form))
    assert "Dokumen ini tidak ada dalam antrean Anda." in text
    assert str(file) not in text
    assert office.fresh(file).status == "verified"


def test_the_queue_is_found_from_the_inbox_and_after_a_signature(client, sumenep):
    files = waiting(sumenep, 7, 3)
    client.force_login(sumenep.holder(7))
    assert "Antrean tanda tangan (3)" in words(client.get(reverse("insights:inbox")))
    url = reverse("submissions:sign", args=[files[0].pk, step_of(files[0])])
    form = office.form_of(client.get(url)) | {"read": "on", "password": office.PASSWORD, "move": ""}
    after = words(client.get(client.post(url, form)["Location"]))
    assert "Berkas berikutnya (2)" in after
    assert after.count("btn-primary") == 1


def test_its_page_costs_the_same_for_few_and_many(client, sumenep):
    client.force_login(sumenep.holder(7))
    assert "Tidak ada berkas yang menunggu tanda tangan Anda" in words(client.get(QUEUE))
    costs = []
    for number in (1, 2):
        office.walk(sumenep, office.begin(sumenep, number), 7)
        client.get(QUEUE)
        with counted() as queries:
            client.get(QUEUE)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 13, costs
    assert Submission.objects.count() == 2


def test_a_page_files_under_the_classifications_of_one_office_alone(client, sumenep):
    (file,) = waiting(sumenep, 9, 1)
    holder = sumenep.holder(9)
    client.force_login(holder)
    read(client, file)
    rows, _ = waiting_page(presence_of(holder, timezone.now()))
    assert (shelf_of(rows), 'name="number"' in words(client.get(QUEUE))) == (sumenep.office.pk, False)
    above = replace(rows[0], step_run=StepRun(pk=0), submission=Submission(office_id=0))
    assert (
        shelf_of([above, *rows], {step_of(file)}) == sumenep.office.pk
    )  # what was ticked, not what stands above it
    pen = Pen(holder, rows[0].signing, None, FILING, sumenep.office.pk + 1, "")
    (outcome,) = sign_each([Wish(step_of(file), rows[0].seq, file.data_hash, "kunci")], pen)
    assert (outcome.done, "milik perangkat daerah lain" in outcome.sentence) == (False, True)
    assert office.fresh(file).status == "paraf"
