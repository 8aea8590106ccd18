"""The report of a file: what is printed, what is stored, what is given out."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from kinerja.documents.pdf import engine_missing
from kinerja.signing.models import SignedDocument
from kinerja.submissions.entry.filling import RowInput, record_figures, record_narrative
from kinerja.submissions.figures import Figure
from kinerja.submissions.papers import report as papers
from kinerja.submissions.papers import rows as paper_rows
from sop.offices.models import Appointment
from sop.runs.errors import NotYourStep
from tests.kinerja.submissions import office

AT = dt.datetime(2026, 12, 1, 3, tzinfo=dt.UTC)


def report(submission):
    return papers.draft_of(submission, at=timezone.now()).report


def test_a_draft_is_made_from_the_figures_as_they_stand(sumenep):
    submission = office.at_step(sumenep, 4)
    record_narrative(submission, "Pengantar.\n\nAlinea kedua.", by=sumenep.holder(4))
    data = report(submission)
    assert data.frozen is None
    assert data.narrative == "Pengantar.\n\nAlinea kedua."
    assert data.period == "Triwulan III (Juli–September 2026)"
    assert data.sop == "SOP PENGUKURAN DAN PENGUMPULAN DATA KINERJA Nomor 800/ 132 /SOP/111.1/2025"
    assert [row.realised.number for group in data.groups for row in group.rows] == [Decimal(90)] * 5
    assert data.signer.name == sumenep.people["kepala-dinas"].name
    assert [(paraf.position, paraf.at) for paraf in data.parafs] == [("SEKRETARIS", None)]


def test_zero_is_printed_as_zero_and_no_data_with_its_reason(sumenep):
    submission = office.at_step(sumenep, 3)
    unit = submission.run.units["3"][0]
    row = Figure.objects.get(submission=submission, unit=unit)
    by = sumenep.holder(3, unit)
    record_figures(submission, [RowInput(row.pk, 0, {"value": Decimal(0)})], unit=unit, by=by)
    first = report(submission).groups[0].rows[0]
    assert (first.realised.number, first.achievement) == (Decimal(0), Decimal(0))
    changes = {"value": None, "no_data": True, "no_data_reason": "Alat rusak"}
    record_figures(submission, [RowInput(row.pk, 1, changes)], unit=unit, by=by)
    first = report(submission).groups[0].rows[0]
    assert (first.realised.number, first.realised.missing) == (None, "tidak ada data")
    assert first.explanation == "Tidak ada data: Alat rusak"


def test_after_verification_the_frozen_figures_are_printed_whatever_the_rows_say(sumenep):
    submission = office.at_step(sumenep, 7)
    Figure.objects.filter(submission=submission).update(value=1)
    assert {row.realised.number for group in report(submission).groups for row in group.rows} == {Decimal(90)}


def test_the_paraf_box_is_filled_by_whoever_gave_it_and_emptied_by_a_return(sumenep):
    submission = office.at_step(sumenep, 8)
    paraf = report(submission).parafs[0]
    assert (paraf.position, paraf.name) == ("Sekretaris Dinas", sumenep.people["sekretaris"].name)
    back = next(move for move in sumenep.definition.moves(8) if move.is_return)
    units = tuple(submission.run.units["3"][:1])
    submission = office.take(
        sumenep, submission, submission.run.places()[0], back, reason="Salah", units=units
    )
    assert report(submission).parafs[0].at is None


def test_a_post_nobody_holds_is_printed_by_its_column(sumenep):
    submission = office.at_step(sumenep, 7)
    Appointment.objects.filter(user=sumenep.people["kepala-dinas"]).update(until=dt.date(2020, 1, 2))
    signer = report(submission).signer
    assert (signer.position, signer.name) == ("KADIS", "")


def test_the_signed_report_of_the_period_before_stands_beside(sumenep):
    office.walk(sumenep, office.begin(sumenep, 2), "end")
    data = report(office.at_step(sumenep, 7))
    assert data.previous_period == "TW II"
    assert data.groups[0].rows[0].previous.number == Decimal(90)
    assert report(office.begin(sumenep, 4)).previous_period == ""


def test_a_signed_paper_says_who_when_and_what(sumenep):
    submission = office.at_step(sumenep, 9)
    head = sumenep.people["kepala-dinas"]
    document = papers.prepare(submission, head, AT, site="https://kinerja.contoh")
    assert not SignedDocument.objects.exists()
    assert document.signed_at == AT
    assert document.data_hash == submission.data_hash
    assert [row["act"] for row in document.signers] == ["verify", "paraf", "sign"]
    assert document.signers[-1]["at"] == AT.isoformat()
    assert document.facts[0] == ["Rata-rata capaian", "90,00% (Tinggi)"]
    assert document.facts[1] == ["Indikator mencapai target", "0 dari 5"]
    assert len(document.facts) == 5


def test_only_the_holder_of_the_signing_step_gets_a_paper(sumenep):
    submission = office.at_step(sumenep, 9)
    with pytest.raises(NotYourStep):
        papers.prepare(submission, sumenep.people["sekretaris"], AT)


def test_the_report_of_an_office_without_means_says_so():
    content = {"rows": [], "narrative": ""}
    groups = paper_rows.groups_of(paper_rows.Basis(content, None))
    summary = paper_rows.summary_of(groups, ())
    assert paper_rows.average_text(summary) == "Tidak dapat dihitung"
    assert paper_rows.facts_of(groups, summary)[1] == ["Indikator mencapai target", "0 dari 0"]


def download(client, submission, user):
    client.force_login(user)
    return client.get(reverse("submissions:report", args=[submission.pk]))


def test_a_download_before_the_signature_is_a_draft(client, sumenep):
    answer = download(client, office.at_step(sumenep, 4), sumenep.people["sekretaris"])
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert "RANCANGAN%20Laporan" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_signed_report_is_the_stored_file_and_is_never_rendered_again(client, sumenep, shelf, monkeypatch):
    submission = office.at_step(sumenep, "end")
    stored = (shelf / submission.document.path).read_bytes()
    monkeypatch.setattr("kinerja.submissions.views.papers.render_report", None)
    answer = download(client, submission, sumenep.people["sekretaris"])
    assert answer.content == stored
    assert "RANCANGAN" not in answer["Content-Disposition"]


def test_a_damaged_file_is_refused_with_a_sentence(client, sumenep, shelf):
    submission = office.at_step(sumenep, "end")
    (shelf / submission.document.path).write_bytes(b"%PDF lain")
    answer = download(client, submission, sumenep.people["sekretaris"])
    assert answer.status_code == 409
    assert "tidak sama dengan yang ditandatangani" in answer.content.decode()


def test_a_stranger_downloads_nothing(client, sumenep):
    assert download(client, office.begin(sumenep), sumenep.stranger).status_code == 404


@pytest.mark.pdf
@pytest.mark.skipif(bool(engine_missing()), reason="needs Pango")
def test_the_real_paper_carries_code_data_and_the_same_bytes_twice(db, shelf, monkeypatch):
    from pypdf import PdfReader

    world = office.found("musi-rawas", indicators=1)
    submission = office.at_step(world, 9)
    monkeypatch.setattr(papers, "allot_code", lambda: "7K3M9QXZ")
    first = papers.prepare(submission, world.holder(9), AT, site="https://kinerja.contoh")
    again = papers.prepare(submission, world.holder(9), AT, site="https://kinerja.contoh")
    assert first.sha256 == again.sha256
    reader = PdfReader(shelf / first.path)
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for told in (
        "7K3M9QXZ",
        "https://kinerja.contoh/v/7K3M9QXZ",
        world.holder(9).name,
        "90,00",
        submission.data_hash[:16],
    ):
        assert told in text
    assert reader.attachments["data.json"][0] == submission.snapshot.encode()
    assert json.loads(submission.snapshot)["rows"][0]["value"] == "90"
