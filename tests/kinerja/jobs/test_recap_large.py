"""A recap too large for the answer to a click: offered, asked for once, made by the worker, kept for its owner."""

import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from kinerja.documents import recap_parts
from kinerja.documents.engine import engine_missing
from kinerja.documents.recap_parts import parts_of, rows_in
from kinerja.insights import recap_jobs
from kinerja.insights.recap import TARGET_RULE
from kinerja.insights.recap_jobs import RecapGone
from kinerja.insights.recap_scope import BY_TIME
from kinerja.jobs.models import Job, State
from sop.offices.models import Appointment
from tests.kinerja.insights.recaps import recap_by, signed_world
from tests.kinerja.insights.worlds import at, client_of, cost, get

pytestmark = pytest.mark.django_db
ASKED = {"p": "2026-TW3", "tampilan": BY_TIME}


@pytest.fixture
def world(monkeypatch, settings, tmp_path):
    """Three indicators of two units are four rows over a year: here that is large, and two rows are a part."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(recap_jobs, "MOST_LINES", 2)
    monkeypatch.setattr(recap_jobs, "MOST_CELLS", 2)
    monkeypatch.setattr(recap_parts, "LINES", 2)
    return signed_world()


def order(world, form, user=None, **asked):
    user = user or world.people[2]
    answer = client_of(user).post(
        "/rekap/minta/", {"kantor": world.office.code, "berkas": form, **ASKED, **asked}
    )
    return Job.objects.filter(pk=int(answer.url.split("/")[2])).get() if answer.status_code == 302 else answer


def test_a_large_recap_is_offered_and_nothing_is_begun_by_looking(world):
    for path in ("/rekap/cetak.pdf", "/rekap/unduh.xlsx"):
        with at():
            page = get(world.people[2], path, **ASKED)
        text = page.content.decode()
        assert page.status_code == 200
        assert "Rekap ini memuat 4 baris" in text
        assert text.count("btn-primary") == 1
        assert ("Unduh XLSX" in text, "Bidang 2" in text) == (path.endswith("pdf"),) * 2
    assert Job.objects.count() == 0


def test_the_same_figures_are_asked_for_once_by_each_person(world):
    with at():
        first = order(world, "pdf")
        assert order(world, "pdf", isi="capaian") == first  # how the page shows them is another matter
        assert order(world, "xlsx") != first
        assert order(world, "pdf", user=world.people[3]) != first
        assert order(world, "docx").status_code == 404
        assert order(world, "pdf", user=world.stranger).status_code == 404
    assert Job.objects.count() == 3


@pytest.mark.pdf
def test_the_worker_draws_it_part_by_part_and_writes_the_same_workbook(world, work):
    if engine_missing():
        pytest.skip(engine_missing())
    with at():
        drawn, written = order(world, "pdf"), order(world, "xlsx")
        assert work() == 2
        answer = client_of(world.people[2]).get(f"/pekerjaan/{drawn.pk}/hasil/")
        book = client_of(world.people[2]).get(f"/pekerjaan/{written.pk}/hasil/").getvalue()
        direct = recap_jobs.recap_workbook(recap_by(world, **ASKED).data)
    assert f"rekap-{world.office.code}-2026-tw3-waktu.pdf" in answer["Content-Disposition"]
    paper = PdfReader(io.BytesIO(answer.getvalue()))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert [text.count(f"Bagian {n} dari 2") > 0 for n in (1, 2, 3)] == [True, True, False]
    assert len(paper.outline) == 2
    assert text.count(TARGET_RULE[:40]) == 1  # the rules stand once, at the end
    assert book == direct
    assert load_workbook(io.BytesIO(book)).sheetnames[0] == "Rekap"


def test_who_left_the_office_meanwhile_gets_no_recap_of_it(world, work):
    with at():
        job = order(world, "xlsx")
        Appointment.objects.filter(user=world.people[2]).update(until=timezone.localdate())
        Appointment.objects.filter(user=world.people[2]).update(until="2026-09-30")
        work()
    job.refresh_from_db()
    assert (job.state, job.reason) == (State.FAILED, RecapGone().sentence)


def test_the_parts_hold_every_row_once_and_go_on_counting(world):
    data = recap_by(world, **ASKED).data
    parts = parts_of(data)
    assert [row for part in parts for group in part.groups for row in group.rows] == [
        row for group in data.groups for row in group.rows
    ]
    assert [(part.first, rows_in(part)) for part in parts] == [(1, 2), (3, 2)]
    assert [bool(part.means) for part in parts] == [False, True]


def test_the_offer_costs_no_more_than_the_recap(world):
    with at():
        few, _ = cost(world.people[2], "/rekap/cetak.pdf", **ASKED)
    assert few <= 12
