"""Files that are not a form of this sheet, or could hurt, are refused whole with the reason, and nothing is stored."""

import io
import zipfile
from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from kinerja.documents.entry_cells import read_entry_book
from kinerja.documents.entry_columns import COLUMNS, HEADER_ROW, META, SHEET
from kinerja.documents.packed import UnreadableBook, check_book
from kinerja.importers.sheets.reading import read_sheet_book
from sop.ledger.models import Event
from tests.kinerja.importers.filled import confirm, download, saved, typed, upload, words
from tests.kinerja.importers.office_suite import KEY, desk, pristine
from tests.kinerja.submissions.sheets import begun, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(settings):
    settings.SECRET_KEY = KEY
    return pristine()


def edited(content, edit):
    book = load_workbook(io.BytesIO(content))
    edit(book)
    return saved(book)


def put(sheet, address, value):
    return lambda book: setattr(book[sheet][address], "value", value)


def renamed(book):
    book[SHEET].title = "Isian Bidang"


def without_identity(book):
    del book[META]


BROKEN = [
    (renamed, "Lembar ‘Isian’ tidak ditemukan; yang ada ‘Isian Bidang’, ‘Petunjuk’."),
    (without_identity, "Berkas ini bukan formulir isian dari aplikasi."),
    (lambda book: book[SHEET].delete_cols(5), "Lembar Isian, sel E4: judul kolom seharusnya ‘Target’"),
    (lambda book: book[SHEET].insert_rows(2), "Lembar Isian, sel A4: judul kolom seharusnya ‘Kode baris’"),
    (
        put(META, "A2", '{"submission": 7, "unit": 4, "called": "Bidang 2"}'),
        "Tanda pengaman formulir ini tidak",
    ),
    (put(META, "A3", "palsu"), "Tanda pengaman formulir ini tidak cocok"),
    (put(META, "B5", "9.00000101"), "Tanda pengaman formulir ini tidak cocok"),
    (put(SHEET, "C6007", "jauh di bawah"), "Lembar melebihi 6000 baris"),
]


@pytest.mark.parametrize(("edit", "sentence"), BROKEN)
def test_a_form_that_lost_its_shape_is_refused(form, edit, sentence):
    with pytest.raises(UnreadableBook) as refusal:
        read_sheet_book("isian.xlsx", edited(form, edit), desk())
    assert sentence in refusal.value.sentence


def test_the_form_of_another_unit_or_period_says_whose_it_is():
    world = office()
    submission = begun(world)
    events = Event.objects.count()
    page = upload(world, submission, typed(download(world, submission, 1), {"value_1": 98}))
    assert page.status_code == 422
    assert "Formulir ini untuk Bidang 2, Triwulan III (Juli–September 2026), Dinas" in words(page)
    for content, name, sentence in [
        (b"", "isian.xlsx", "Berkas ini kosong."),
        (b"bukan zip", "isian.xlsx", "tidak dapat dibuka sebagai XLSX"),
        (b"%PDF-1.7", "isian.pdf", "Berkas ‘isian.pdf’ bukan XLSX."),
        (b"x" * (2 * 1024 * 1024 + 1), "isian.xlsx", "Berkas lebih besar dari 2 MB."),
        (saved(Workbook()), "isian.xlsx", "bukan formulir isian dari aplikasi"),
    ]:
        page = upload(world, submission, content, name=name)
        assert (page.status_code, sentence in words(page)) == (422, True), sentence
    assert Event.objects.count() == events


def repacked(content, name, change):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.namelist():
            data = source.read(part)
            target.writestr(part, change(data) if part == name else data)
    return out.getvalue()


LEAF = "xl/worksheets/sheet1.xml"
HURTFUL = [
    (lambda xml: xml.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "terlalu besar"),
    (lambda xml: xml.replace(b"</sheetData>", b"</sheetData><hyperlinks><hyperlink ref='A:XFD'/></hyperlinks>"), "terlalu besar"),
    (lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b"<row/>" * 600_001), "terlalu besar"),
    (lambda xml: b'<!DOCTYPE x [<!ENTITY a "aa">]>' + xml, "tidak wajar"),
    (lambda xml: xml.decode().encode("utf-16"), "tidak wajar"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), HURTFUL)
def test_what_would_grow_in_memory_is_refused_before_it_is_opened(form, change, sentence, monkeypatch):
    monkeypatch.setattr("kinerja.documents.packed.RATIO", 10_000)
    with pytest.raises(UnreadableBook, match=sentence):
        check_book(repacked(form, LEAF, change))


def test_a_directory_that_lies_about_a_size_is_refused(form):
    wrong = bytearray(form)
    at = wrong.rindex(b"PK\x01\x02")  # the last entry of the directory: bytes 24 to 27 are its size
    wrong[at + 24 : at + 28] = (1).to_bytes(4, "little")
    with pytest.raises(UnreadableBook):
        read_entry_book(bytes(wrong))


@pytest.fixture
def sheet_given():
    world = office()
    submission = begun(world)
    return world, submission, download(world, submission)


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.dates(),
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20),
    st.sampled_from(["=1/0", "#N/A", "1.250", "1,2,3", "Rp 5", "98 %", "WTP", "٣"]),
)  # fmt: skip
PLACES = st.tuples(st.integers(1, HEADER_ROW + 7), st.integers(1, len(COLUMNS) + 1))
FEW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def scribbled(content, changes):
    def scribble(book):
        for (row, column), value in changes.items():
            book[SHEET].cell(row, column).value = value

    return edited(content, scribble)


@FEW
@given(changes=st.dictionaries(PLACES, CELLS, max_size=6))
def test_whatever_is_written_into_cells_is_shown_or_refused_and_saved_whole_or_not_at_all(
    sheet_given, changes
):
    world, submission, content = sheet_given
    with transaction.atomic():
        page = upload(world, submission, scribbled(content, changes))
        assert page.status_code in {200, 422}
        events = Event.objects.count()
        answer = confirm(world, submission, page)
        grown = Event.objects.count() - events
        assert answer.status_code in {302, 422}
        assert grown <= 1
        assert answer.status_code == 302 or grown == ("baris tersimpan" in words(answer))
        transaction.set_rollback(True)


@FEW
@given(flips=st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), min_size=1, max_size=4))
def test_whatever_happens_to_its_bytes_a_file_is_read_or_refused_with_a_sentence(form, flips):
    content = bytearray(form)
    for at, byte in flips:
        content[at % len(content)] = byte
    with suppress(UnreadableBook):
        read_sheet_book("isian.xlsx", bytes(content), desk())
