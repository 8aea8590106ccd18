"""The form of a unit on paper and as a workbook."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.kinerja.submissions.sheets import address, begun, browser_of, office, posted, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office()


@pytest.fixture
def submission(world):
    submission = begun(world, i1="98.10")
    unit = world.units[0].pk
    typed = posted(
        sheet(submission, unit), value_1="98,75", value_3="0", value_5="WTP", explanation_1="Lancar"
    )
    browser_of(world.clerks[unit]).post(address(submission, unit), typed)
    return submission


def download(world, submission, name, query="", person=None):
    unit = world.units[0].pk
    client = browser_of(person or world.clerks[unit])
    return client.get(reverse(f"submissions:{name}", args=[submission.pk, unit]) + query)


def words_of(answer):
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def cells_of(answer):
    sheet_ = load_workbook(io.BytesIO(answer.content)).active
    return [cell.value for row in sheet_.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.pdf
def test_the_printed_form_says_what_the_screen_says(world, submission):
    answer = download(world, submission, "form_pdf")
    words = words_of(answer)
    assert answer["Content-Type"] == "application/pdf"
    for text in ("Kepemilikan KTP-el", "98,75", "WTP", "Lancar", "Bidang 1", "belum diisi"):
        assert text in words


@pytest.mark.pdf
def test_the_blank_form_has_the_targets_and_no_figures(world, submission):
    words = words_of(download(world, submission, "form_pdf", "?kosong=1"))
    assert "Kepemilikan KTP-el" in words
    assert "99,00" in words
    assert "98,75" not in words
    assert "Lancar" not in words


def test_the_workbook_holds_numbers_not_texts_and_zero_is_zero(world, submission):
    answer = download(world, submission, "form_xlsx")
    cells = cells_of(answer)
    assert "spreadsheetml" in answer["Content-Type"]
    assert "formulir" in answer["Content-Disposition"].lower()
    assert 98.75 in cells
    assert 0 in cells
    assert "WTP" in cells


def test_who_cannot_fill_now_gets_the_figures_without_a_form_to_load_back(world, submission):
    cells = cells_of(download(world, submission, "form_xlsx", person=world.people[3]))
    assert 98.75 in cells
    assert "Diisi oleh" in cells


@pytest.mark.parametrize("name", ["form_pdf", "form_xlsx"])
def test_colleagues_may_print_and_strangers_find_nothing(world, submission, name):
    assert download(world, submission, name, person=world.people[3]).status_code == 200
    assert download(world, submission, name, person=world.stranger).status_code == 404
