"""A form that was opened and saved by LibreOffice is accepted like one from Excel."""

import pytest

from kinerja.documents.entry_cells import Form
from kinerja.importers.sheets.reading import read_sheet_book
from tests.kinerja.importers.filled import confirm, download, typed, upload, words
from tests.kinerja.importers.office_suite import FILLED, KEY, OFFICE, SAMPLE, desk, resaved
from tests.kinerja.submissions.sheets import begun, office, sheet


@pytest.fixture
def fixed_key(settings):
    settings.SECRET_KEY = KEY


def test_a_form_saved_by_libreoffice_is_whole_and_says_what_was_typed(fixed_key):
    paper = read_sheet_book("isian.xlsx", SAMPLE.read_bytes(), desk())
    found = {
        f"{key}_{line.number - 4}": cell.text
        for line in paper.rows.values()
        for key, cell in line.cells.items()
        if cell.form != Form.FORMULA and cell.text not in {"", "Lancar"}
    }
    assert found == {key: str(value) for key, value in FILLED.items()}
    assert [line.problems for line in paper.rows.values()] == [{}] * 6
    assert (paper.stray, paper.notices) == ((), ())


@pytest.mark.django_db
@pytest.mark.skipif(not OFFICE, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_and_saves_the_form_of_today_and_it_is_accepted(tmp_path):
    world = office()
    submission = begun(world, i1="98.10")
    content = typed(download(world, submission), {"value_1": 98.75, "value_2": "97,5", "helped_1": "Lancar"})
    page = upload(world, submission, resaved(content, tmp_path))
    assert "Simpan 3 perubahan" in words(page)
    assert confirm(world, submission, page).status_code == 302
    rows = sheet(submission, world.units[0].pk)
    assert [(row.text, row.figure.helped) for row in rows[:2]] == [("98,75", "Lancar"), ("97,50", "")]
