"""A form filled outside comes back: what it would change is shown first, and saved by the writer of the sheet."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kinerja.documents.entry_columns import HEADER_ROW, PLACES, SHEET
from kinerja.submissions.figures import Figure
from sop.ledger.models import Event
from tests.engine.walking import walk_to_step
from tests.kinerja.importers.filled import address, clerk_of, confirm, download, typed, upload, words
from tests.kinerja.submissions.sheets import address as sheet_address
from tests.kinerja.submissions.sheets import begun, browser_of, office, posted, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office()


@pytest.fixture
def submission(world):
    return begun(world, i1="98.10")


def figures(submission, world):
    rows = Figure.objects.filter(submission=submission, unit=world.units[0]).order_by("order")
    return [None if row.value is None else f"{row.value.normalize():f}" for row in rows]


def type_on_screen(world, submission, **values):
    unit, clerk = clerk_of(world)
    browser_of(clerk).post(sheet_address(submission, unit), posted(sheet(submission, unit), **values))


def test_the_differences_are_shown_and_nothing_is_stored_before_the_button(world, submission):
    type_on_screen(world, submission, value_2="96,40", explanation_2="Lancar")
    events = Event.objects.count()
    content = typed(download(world, submission), {"value_1": 98.75, "value_2": 97, "helped_2": "Jemput bola"})
    page = upload(world, submission, content)
    text = words(page)
    assert page.status_code == 200
    assert "Simpan 3 perubahan" in text
    assert "Kepemilikan KTP-el Realisasi kosong 98,75 Capaian 99,75%." in text
    assert "Akta kelahiran Realisasi 96,40 97,00" in text
    assert "Faktor pendorong kosong Jemput bola" in text
    assert "Lancar" not in text
    assert Event.objects.count() == events

    answer = confirm(world, submission, page)
    assert answer.status_code == 302
    assert figures(submission, world)[:2] == ["98.75", "97"]
    assert Event.objects.count() == events + 1


def test_the_same_click_twice_counts_once(world, submission):
    page = upload(world, submission, typed(download(world, submission), {"value_1": 98.75}))
    confirm(world, submission, page)
    events = Event.objects.count()
    assert confirm(world, submission, page).status_code == 302
    assert Event.objects.count() == events


def test_an_untouched_form_changes_nothing(world, submission):
    type_on_screen(
        world, submission, value_1="1.250,5", value_3="0", value_5="WTP", explanation_1="=1+1\nDua baris",
        no_data_2="1", no_data_reason_2="Survei tertunda",
    )  # fmt: skip
    page = upload(world, submission, typed(download(world, submission)))
    assert "Tidak ada perubahan" in words(page)
    events = Event.objects.count()
    assert confirm(world, submission, page).status_code == 302
    assert Event.objects.count() == events


TAKEN = [
    ({"value_1": 1.234}, 0, "1.234"),  # a number is never read as "1,234", which could be 1234
    ({"value_1": 1250}, 0, "1250"),
    ({"value_1": "98,75"}, 0, "98.75"),
    ({"value_1": "1.234,56"}, 0, "1234.56"),
    ({"value_1": "98,7 %"}, 0, "98.7"),
    ({"value_3": 0}, 2, "0"),
    ({"value_5": "WDP"}, 4, "3"),
    ({"value_6": "Rp 1.250.000"}, 5, "1250000"),
    ({"value_1": 0.1 + 0.2}, 0, "0.3"),
]


def test_numbers_are_taken_as_they_are_and_texts_as_on_the_sheet(world, submission):
    for cells, row, stored in TAKEN:
        page = upload(world, submission, typed(download(world, submission), cells))
        assert page.status_code == 200
        confirm(world, submission, page)
        assert figures(submission, world)[row] == stored


def test_a_reason_means_that_there_is_no_data_and_a_value_takes_its_place(world, submission):
    page = upload(
        world, submission, typed(download(world, submission), {"no_data_reason_1": "Survei tertunda"})
    )
    confirm(world, submission, page)
    row = sheet(submission, world.units[0].pk)[0].figure
    assert (row.no_data, row.no_data_reason) == (True, "Survei tertunda")
    content = typed(download(world, submission), {"no_data_reason_1": None, "value_1": 98})
    confirm(world, submission, upload(world, submission, content))
    row.refresh_from_db()
    assert (row.no_data, row.no_data_reason, row.value) == (False, "", 98)


def test_a_text_with_two_readings_is_asked_back(world, submission):
    page = upload(world, submission, typed(download(world, submission), {"value_1": "1.250"}))
    row = sheet(submission, world.units[0].pk)[0]
    assert "‘1.250’ pada Lembar Isian, sel I5 dapat dibaca dua cara." in words(page)
    confirm(world, submission, page, **{f"reading-{row.pk}": "other"})
    assert figures(submission, world)[0] == "1.25"


WRONG = [
    ({"value_1": "=1+1"}, "Sel berisi rumus."),
    ({"value_1": dt.date(2026, 9, 30)}, "Terbaca sebagai tanggal (30 September 2026)."),
    ({"value_1": "#REF!"}, "Sel berisi kesalahan rumus (#REF!)."),
    ({"value_1": True}, "Terbaca ‘TRUE’."),
    ({"value_1": "kira-kira 90"}, "Bila datanya tidak ada, isi kolom ‘Alasan bila tidak ada data’."),
    ({"value_1": 1 / 3}, "Tulis paling banyak 6 angka di belakang koma."),
    ({"value_1": 98, "no_data_reason_1": "Survei"}, "Isi salah satu saja"),
    ({"explanation_1": "=A1"}, "Sel berisi rumus."),
]


def test_a_cell_that_cannot_be_read_is_named_and_the_other_rows_can_be_saved(world, submission):
    for number, (cells, sentence) in enumerate(WRONG, start=10):
        page = upload(world, submission, typed(download(world, submission), {**cells, "value_3": number}))
        text = words(page)
        assert page.status_code == 422
        assert f"Lembar Isian, sel {'N' if 'explanation_1' in cells else 'I'}5" in text
        assert sentence in text
        assert "Simpan yang dapat dibaca (1 baris)" in text
        answer = confirm(world, submission, page)
        assert answer.status_code == 422
        assert "1 baris tersimpan" in words(answer)
        assert figures(submission, world) == [None, None, str(number), None, None, None]


def test_a_whole_number_and_a_predicate_keep_their_own_rules(world, submission):
    content = typed(download(world, submission), {"value_3": 1.5, "value_5": 4})
    text = words(upload(world, submission, content))
    assert "Lembar Isian, sel I7" in text
    assert "Satuan kali memakai bilangan bulat." in text
    assert "Pilih salah satu: WTP, WDP, TW." in text


def test_a_percent_format_is_no_guess(world, submission):
    def percent(sheet_):
        sheet_["I5"].value, sheet_["I5"].number_format = 0.9875, "0.00%"

    text = words(upload(world, submission, typed(download(world, submission), edit=percent)))
    assert "Sel berformat persen, sehingga terbaca 0,9875." in text


def test_a_changed_locked_cell_keeps_its_row_out(world, submission):
    content = typed(download(world, submission), {"target_1": 50, "value_1": 98, "value_2": 97})
    page = upload(world, submission, content)
    assert "Lembar Isian, sel E5 · Kepemilikan KTP-el, Target: Sel terkunci ini berubah" in words(page)
    confirm(world, submission, page)
    assert figures(submission, world)[:2] == [None, "97"]


def test_every_finding_of_a_row_is_told_at_once(world, submission):
    content = typed(
        download(world, submission), {"target_1": 50, "value_1": "kira-kira 90", "explanation_1": "=A1"}
    )
    text = words(upload(world, submission, content))
    places = [text.index(f"Lembar Isian, sel {place}") for place in ("E5", "I5", "N5")]
    assert places == sorted(places)
    assert "Sel terkunci ini berubah" in text
    assert "Bila datanya tidak ada, isi kolom ‘Alasan bila tidak ada data’." in text
    assert "Sel berisi rumus." in text


def test_rows_may_be_sorted_or_missing_but_not_doubled_or_new(world, submission):
    def shuffle(sheet_):
        rows = [[cell.value for cell in row] for row in sheet_.iter_rows(min_row=5, max_row=10)]
        rows = [rows[1], rows[0], rows[2], rows[2], [None] * 8 + [55] + [None] * 9]
        for number, row in enumerate([*rows, [None] * 18], start=5):
            for place, value in enumerate(row, start=1):
                sheet_.cell(number, place).value = value

    page = upload(world, submission, typed(download(world, submission), {"value_2": 97}, shuffle))
    text = words(page)
    assert "Urutan baris berubah" in text
    assert "3 baris formulir tidak ada lagi" in text
    assert "Indikator ini tertulis lebih dari sekali (baris 7 dan 8)." in text
    assert "Lembar Isian, sel I9 : Baris ini bukan bagian formulir" in text
    confirm(world, submission, page)
    assert figures(submission, world)[:3] == [None, "97", None]


def test_merged_cells_do_not_empty_what_they_cover(world, submission):
    type_on_screen(world, submission, value_1="98", value_2="97")
    content = typed(download(world, submission), edit=lambda sheet_: sheet_.merge_cells("I5:I6"))
    page = upload(world, submission, content)
    assert words(page).count("Sel digabung dengan sel lain.") == 2
    confirm(world, submission, page)
    assert figures(submission, world)[:2] == ["98", "97"]


def test_what_somebody_else_changed_meanwhile_is_shown_beside_it_and_one_chooses(world, submission):
    content = typed(download(world, submission), {"value_1": 98.75, "value_2": 97})
    type_on_screen(world, submission, value_1="96,00", helped_2="Jemput bola")
    row = sheet(submission, world.units[0].pk)[0]
    page = upload(world, submission, content)
    text = words(page)
    assert "Pakai isian saya: Realisasi 98,75" in text
    assert "Realisasi 96,00" in text
    answer = confirm(world, submission, page)  # without a choice the other row is saved
    assert answer.status_code == 409
    assert figures(submission, world)[:2] == ["96", "97"]
    mark = page.content.decode().split('value="mine.')[1].split('"')[0]
    assert confirm(world, submission, page, **{f"choice-{row.pk}": f"mine.{mark}"}).status_code == 302
    assert figures(submission, world)[:2] == ["98.75", "97"]
    assert sheet(submission, world.units[0].pk)[1].figure.helped == "Jemput bola"


def test_a_change_between_page_and_button_is_a_conflict_and_nothing_is_lost(world, submission):
    page = upload(world, submission, typed(download(world, submission), {"value_1": 98.75}))
    type_on_screen(world, submission, value_1="96,00")
    answer = confirm(world, submission, page)
    assert answer.status_code == 409
    assert "Pakai isian saya: Realisasi 98,75" in words(answer)
    assert figures(submission, world)[0] == "96"


def test_the_copy_has_the_wrong_cells_marked_and_can_be_corrected_and_uploaded(world, submission):
    page = upload(world, submission, typed(download(world, submission), {"value_1": "=1+1", "value_2": 97}))
    answer = confirm(world, submission, page, "copy")
    book = load_workbook(io.BytesIO(answer.content))
    isian = book[SHEET]
    marked = [cell.coordinate for row in isian.iter_rows() for cell in row if cell.comment]
    assert marked == ["I5"]
    assert isian["I5"].value == "=1+1"
    assert "Sel berisi rumus" in isian.cell(HEADER_ROW + 1, len(PLACES) + 1).value
    assert book["Galat"]["A2"].value == "Lembar Isian, sel I5"
    page = upload(world, submission, typed(answer.content, {"value_1": 98}))
    assert "Simpan 2 perubahan" in words(page)
    confirm(world, submission, page)
    assert figures(submission, world)[:2] == ["98", "97"]


def test_the_wrong_moment_and_the_wrong_person_are_refused(world, submission):
    unit, clerk = clerk_of(world)
    content = typed(download(world, submission), {"value_1": 98})
    page = upload(world, submission, content)
    verifier = world.people[2]
    assert upload(world, submission, content, by=verifier).status_code == 403
    assert upload(world, submission, content, by=world.stranger).status_code == 404
    assert browser_of(verifier).get(address(submission, unit)).status_code == 302
    walk_to_step(world, submission, 2)
    assert upload(world, submission, content).status_code == 409
    before = figures(submission, world)
    assert confirm(world, submission, page).status_code == 409
    assert figures(submission, world) == before
    assert "Unggah formulir XLSX" not in words(browser_of(clerk).get(sheet_address(submission, unit)))


def test_the_queries_of_the_differences_do_not_grow_with_the_rows(world, submission):
    form, counted = download(world, submission), []
    for rows in (1, 4):
        content = typed(form, {f"explanation_{number}": "Lancar" for number in range(1, rows + 1)})
        with CaptureQueriesContext(connection) as captured:
            assert f"Simpan {rows} perubahan" in words(upload(world, submission, content))
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_a_sealed_page_is_for_one_person_and_one_sheet(world, submission):
    page = upload(world, submission, typed(download(world, submission), {"value_1": 98}))
    sealed = page.content.decode().split('name="sealed" value="')[1].split('"')[0]
    unit, other = clerk_of(world, 1)
    for data in ({"sealed": sealed}, {"sealed": sealed[:-3] + "abc"}):
        answer = browser_of(other).post(address(submission, unit), data)
        assert answer.status_code == 422
        assert "Unggah formulirnya sekali lagi." in words(answer)
