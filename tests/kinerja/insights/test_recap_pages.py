"""The pages of the recap: who may ask for what, and the same figures on screen, in the workbook and on paper."""

import io
import shutil
import subprocess
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from kinerja.documents.engine import engine_missing
from kinerja.insights.recap_book import read_book
from kinerja.insights.recap_scope import BY_TIME, BY_UNIT, UNITS_BY_TIME, asked_by
from kinerja.insights.recap_table import table_of
from kinerja.periods.models import Obligation, Period
from kinerja.submissions.listing.presence import presence_of
from sop.offices.models import User
from sop.procedures.models import Sop
from tests.engine.graphs import build, straight
from tests.kinerja.insights.recaps import (
    MONTHS,
    TW3,
    configured,
    enter,
    monthly,
    recap_by,
    signed_world,
)
from tests.kinerja.insights.worlds import NOW, at, begin, client_of, cost, get

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
    assert figures_of(answer.content) == figures_on(recap_by(world, p="2026-TW3"))


def test_a_quarter_of_months_is_the_same_in_the_workbook_and_its_parts_stand_on_a_sheet_of_their_own():
    world, files = monthly()
    for file, (total, mean, last) in zip(files, MONTHS, strict=True):
        enter(world, file, 0, total=total, mean=mean, last=last)
    for asked in (
        {"p": "2026-TW3"},
        {"p": "2026-TW3", "tampilan": BY_TIME},
        {"p": "2026-09", "tampilan": BY_TIME},
    ):
        with at():
            content = get(world.people[2], "/rekap/unduh.xlsx", **asked).content
        assert figures_of(content) == figures_on(recap_by(world, **asked))
    sheet = load_workbook(io.BytesIO(content), data_only=True)
    assert "Rincian" not in sheet.sheetnames  # nothing is rolled up where each month has its column
    with at():
        book = load_workbook(io.BytesIO(get(world.people[2], "/rekap/unduh.xlsx", p="2026-TW3").content))
    formulas = [cell.value for row in book["Rekap"].iter_rows() for cell in row if cell.data_type == "f"]
    assert "=SUM(Rincian!$E$2,Rincian!$E$3,Rincian!$E$4)" in formulas
    assert "=AVERAGE(Rincian!$E$5,Rincian!$E$6,Rincian!$E$7)" in formulas


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_libreoffice_calculates_what_the_workbook_says(tmp_path):
    world, files = monthly()
    for file, (total, mean, last) in zip(files, MONTHS, strict=True):
        enter(world, file, 0, total=total, mean=mean, last=last)
    books = {}
    for number, (period, look) in enumerate(
        [("2026-TW3", BY_UNIT), ("2026-TW3", BY_TIME), ("2026-09", BY_TIME)]
    ):
        with at():
            answer = get(world.people[2], "/rekap/unduh.xlsx", p=period, tampilan=look)
        books[f"{number}.xlsx"] = answer.content
    for name, content in recalculated(books, tmp_path).items():
        assert figures_of(content) == figures_of(books[name])


def recalculated(books, folder):
    """The workbooks as LibreOffice saves them, with every result we wrote taken out beforehand."""
    (folder / "in").mkdir()
    for name, content in books.items():
        load_workbook(io.BytesIO(content)).save(folder / "in" / name)  # openpyxl drops the results
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    sources = [folder / "in" / name for name in books]
    subprocess.run([*command, "--outdir", folder, *sources], check=True, capture_output=True)
    return {name: (folder / name).read_bytes() for name in books}


def figures_of(content):
    """Every number and word of the table, two decimals, row by row: realisasi and capaian of each column."""
    sheet = load_workbook(io.BytesIO(content), data_only=True)["Rekap"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    top = next(n for n, row in enumerate(rows) if row[0] == "No")
    end = next(n for n in range(top + 2, len(rows)) if not isinstance(rows[n][0], int | float))
    return {
        row[2]: [(read(row[n]), read(row[n + 1])) for n in range(5, len(row), 5)]
        for row in rows[top + 2 : end]
    } | {"": [read(rows[end][n]) for n in range(6, len(rows[end]), 5)]}


def read(value):
    if isinstance(value, int | float):
        return f"{Decimal(str(value)).quantize(Decimal('0.01'), ROUND_HALF_UP):.2f}"
    return value


def figures_on(recap):
    """The same from the page."""
    table = table_of(recap)
    rows = {
        row.indicator: [
            (numeral(cell.realised), numeral(cell.achievement) if cell.owed else None) for cell in row.cells
        ]
        for group in table.groups
        for row in group.rows
    }
    return rows | {"": [numeral(column.mean.text) for column in table.columns]}


def numeral(text):
    plain = text.removesuffix("%").replace(".", "").replace(",", ".")
    try:
        return f"{Decimal(plain):.2f}"
    except InvalidOperation:
        return text or "–"


@pytest.mark.pdf
def test_the_paper_holds_the_figures_of_the_page(world):
    if engine_missing():
        pytest.skip("no PDF engine here")
    with at():
        answer = get(world.people[2], "/rekap/cetak.pdf", p="2026-TW3")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert answer["Content-Type"] == "application/pdf"
    table = table_of(recap_by(world, p="2026-TW3"))
    cells = [cell for group in table.groups for row in group.rows for cell in row.cells if cell.owed]
    shown = {part for cell in cells for part in (cell.realised, cell.target, cell.achievement)}
    missing = [part for part in (*shown, *(column.mean.text for column in table.columns)) if part not in text]
    assert missing == []


@pytest.mark.parametrize("look", [BY_UNIT, BY_TIME, UNITS_BY_TIME])
def test_the_page_costs_the_same_for_few_and_for_many_rows(look):
    counted = []
    for units, indicators, files in ((1, 1, 1), (6, 20, 3)):
        world = build(straight(), units=units, indicators=indicators)
        for number in range(1, files + 1):
            begin(world, Period(kind="quarter", year=2026, number=number))
        with at():
            queries, page = cost(world.people[2], "/rekap/", tampilan=look)
        assert page.context["recap"] is not None
        counted.append(queries)
    assert counted[0] == counted[1]
    assert counted[0] <= 16


def test_a_file_that_stands_before_filling_has_handed_in_nothing():
    rows = straight()
    world = build(rows)
    begin(world, TW3)
    scope = asked_by(presence_of(world.people[2], NOW), {"p": "2026-TW3"}).scope
    book = read_book(scope)
    assert book.missing["2026-TW3"] == {unit.pk for unit in world.units}


def test_whoever_runs_the_file_reminds_those_who_fill_and_is_told_whom():
    world = configured()
    begin(world, TW3)
    with at():
        assert "Kirim pengingat" not in get(next(iter(world.clerks.values())), "/rekap/").content.decode()
        client = client_of(world.people[2])
        page = client.get("/rekap/").content.decode()
        assert "Kirim pengingat" in page
        assert "Pengingat terakhir" not in page
        asked = {"kantor": world.office.code, "p": "2026-TW3"}
        page = client.post("/rekap/ingatkan/", asked, follow=True).content.decode()
        assert "Pengingat dikirim kepada " in page
        assert "Pengingat terakhir" in page
        page = client.post("/rekap/ingatkan/", asked, follow=True).content.decode()
    assert "Sudah diingatkan hari ini: " in page


@pytest.mark.parametrize(
    ("show", "told", "hidden"),
    [
        ("realisasi", "target 10", "80,00%"),
        ("capaian", "80,00%", "target 10"),
        ("status", "Ditandatangani", "80,00%"),
    ],
)
def test_the_cells_tell_what_is_asked_for(world, show, told, hidden):
    with at():
        text = get(world.people[2], "/rekap/", isi=show).content.decode()
    table = text[text.index("<tbody>") : text.index('<tbody class="means">')]
    assert told in table
    assert hidden not in table


def test_an_office_with_two_sops_can_look_at_one(world):
    other = build(straight())
    Sop.objects.filter(pk=other.obligation.sop_id).update(office=world.office)
    Obligation.objects.filter(pk=other.obligation.pk).update(office=world.office)
    with at():
        page = get(world.people[2], "/rekap/", sop=other.obligation.sop.slug)
        assert "Belum ada data pada periode ini." in page.content.decode()
        page = get(world.people[2], "/rekap/", sop=world.obligation.sop.slug)
    assert page.context["recap"] is not None
