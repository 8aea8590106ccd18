import io

import pytest
from pypdf import PdfReader

from kinerja.documents.engine import engine_missing
from tests.engine.graphs import build, straight
from tests.kinerja.insights.worlds import at, get

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]


@pytest.fixture
def world():
    if engine_missing():
        pytest.skip("no PDF engine here")
    return build(straight())


def test_the_sheet_is_printed_for_those_of_its_office(world):
    version = world.obligation.sop.versions.get()
    with at():
        answer = get(world.people[2], f"/sop/{version.pk}/cetak.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert answer["Content-Type"] == "application/pdf"
    assert version.title.upper() in text.upper()
    assert "Kegiatan 5" in text


def test_the_sheet_of_another_office_is_not_found(world):
    version = world.obligation.sop.versions.get()
    with at():
        assert get(world.stranger, f"/sop/{version.pk}/cetak.pdf").status_code == 404
        assert get(build(straight()).people[2], f"/sop/{version.pk}/cetak.pdf").status_code == 404
