"""The pages of the recap: who may ask for what, and the same figures on screen, in the workbook and on paper."""

import io

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from kinerja.documents.engine import engine_missing
from kinerja.insights.recap import BY_TIME
from kinerja.insights.recap_book import read_book
from kinerja.periods.models import Period
from kinerja.periods.queries import read_slug
from sop.offices.models import User
from tests.engine.graphs import build, straight
from tests.kinerja.insights.recaps import (
    LAST,
    MEAN,
    TOTAL,
    TW3,
    configured,
    enter,
    signed_world,
)
from tests.kinerja.insights.worlds import at, begin, cost, get

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return signed_world()


def test_another_office_cannot_be_asked_for(world):
    other = build(straight())
    with at():
        page = get(other.people[2], "/rekap/", kantor=world.office.code)
        assert page.context["recap"] is None
        assert get(other.people[2], "/rekap/unduh.xlsx", kantor=world.office.code).status_code == 404
        assert get(world.stranger, "/rekap/cetak.pdf", kantor=world.office.code).status_code == 404


def test_a_superuser_chooses_the_office(world):
    other = configured()
    begin(other, TW3)
    keeper = User.objects.create(username="pengelola", name="Pengelola", is_superuser=True)
    with at():
        page = get(keeper, "/rekap/", kantor=other.office.code)
    assert page.context["scope"].office == other.office


def test_the_page_shows_the_figures_and_marks_what_is_provisional():
    world = configured()
    file = begin(world, TW3)
    enter(world, file, 0, total="8", mean="81", last="8")
    with at():
        text = get(world.people[2], "/rekap/").content.decode()
    assert "Belum masuk: 2 bidang" in text
    assert "sementara" in text
    assert "belum diisi" in text
    assert text.count("btn-primary") == 1


def test_before_the_first_file_the_page_says_so():
    world = build(straight())
    with at():
        text = get(world.people[2], "/rekap/").content.decode()
    assert "Belum ada data pada periode ini" in text
    assert "btn-primary" not in text


def test_the_workbook_holds_the_figures_of_the_page(world):
    with at():
        answer = get(world.people[2], "/rekap/unduh.xlsx", p="2026-TW3")
    assert "attachment" in answer["Content-Disposition"]
    assert f"rekap-{world.office.code}-2026-tw3-unit.xlsx" in answer["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).active
    values = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {TOTAL, MEAN, LAST, 8, 25, 33, "Perangkat daerah"} <= values


@pytest.mark.pdf
def test_the_paper_holds_the_figures_of_the_page(world):
    if engine_missing():
        pytest.skip("no PDF engine here")
    with at():
        answer = get(world.people[2], "/rekap/cetak.pdf", p="2026-TW3")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert answer["Content-Type"] == "application/pdf"
    for figure in ("80,00%", "125,00%", "110,00%", "120,00%", "75,00%", "90,83%"):
        assert figure in text


@pytest.mark.parametrize("look", ["unit", BY_TIME])
def test_the_page_costs_the_same_for_few_and_for_many_rows(look):
    counted = []
    for units, indicators, files in ((1, 1, 1), (4, 10, 4)):
        world = build(straight(), units=units, indicators=indicators)
        for number in range(1, files + 1):
            begin(world, Period(kind="quarter", year=2026, number=number))
        with at():
            queries, page = cost(world.people[2], "/rekap/", tampilan=look)
        assert page.context["recap"] is not None
        counted.append(queries)
    assert counted[0] == counted[1]
    assert counted[0] <= 12


def test_a_file_that_stands_before_filling_has_handed_in_nothing():
    rows = straight()
    world = build(rows)
    begin(world, TW3)
    book = read_book(world.office, [read_slug("2026-TW3")])
    assert book.missing["2026-TW3"] == {unit.pk for unit in world.units}
