"""One form saves all rows: what can be read is kept, what cannot comes back as it was typed."""

from decimal import Decimal

import pytest

from kinerja.submissions.figures import Figure
from sop.ledger.models import Event
from tests.kinerja.submissions.sheets import address, begun, browser_of, office, posted, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office(units=1)


@pytest.fixture
def submission(world):
    return begun(world)


@pytest.fixture
def unit(world):
    return world.units[0].pk


@pytest.fixture
def clerk(world, unit):
    return browser_of(world.clerks[unit])


@pytest.fixture
def post(submission, unit, clerk):
    """Post the sheet as it stands, with these inputs typed over, by field and row order."""

    def send(**typed: str):
        page = {name: typed.pop(name) for name in ("confirm", "use_alternative", "go") if name in typed}
        return clerk.post(address(submission, unit), posted(sheet(submission, unit), **typed) | page)

    return send


def value(submission, order):
    return Figure.objects.get(submission=submission, order=order).value


@pytest.mark.parametrize(
    ("order", "typed", "kept"),
    [
        (1, "98,75", "98.75"),
        (1, "98.75", "98.75"),
        (1, "98,7%", "98.7"),
        (1, "0", "0"),
        (1, "0,00", "0"),
        (1, " −5 ", "-5"),
        (1, "1.234,5", "1234.5"),
        (3, "1.250", "1250"),
        (5, "WDP", "3"),
        (6, "Rp 1.250.000,50", "1250000.5"),
    ],
)
def test_a_figure_is_kept_exactly_as_it_was_meant(post, submission, order, typed, kept):
    assert post(**{f"value_{order}": typed}).status_code == 302
    assert value(submission, order) == Decimal(kept)


def test_zero_is_a_value_and_empty_is_not(post, submission, clerk, unit):
    post(value_1="0", value_2="")
    assert (value(submission, 1), value(submission, 2)) == (0, None)
    page = clerk.get(address(submission, unit)).content.decode()
    first, second = sheet(submission, unit)[:2]
    assert f'name="value-{first.pk}" value="0' in page
    assert f'name="value-{second.pk}" value=""' in page
    assert "1</b> dari 6 terisi" in page


def test_a_cleared_cell_becomes_empty_again(post, submission):
    post(value_1="98,75")
    post(value_1="")
    assert value(submission, 1) is None


def test_readable_rows_are_saved_beside_one_that_is_not(post, submission):
    answer = post(value_1="98,75", value_2="97", value_3="n/a", value_6="5.000.000")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "3 baris tersimpan, 1 isian perlu diperbaiki" in page
    assert [value(submission, order) for order in (1, 2, 3, 6)] == [Decimal("98.75"), 97, None, 5000000]
    assert 'value="n/a"' in page
    assert "<title>Kesalahan: " in page


def test_the_summary_links_to_the_cell_and_says_the_same_words(post, submission, unit):
    page = post(value_3="12,5").content.decode()
    row = sheet(submission, unit)[2]
    sentence = "‘Layanan keliling’: Satuan kali memakai bilangan bulat."
    assert f'<a href="#value-{row.pk}">{sentence}</a>' in page
    assert page.count(sentence) == 2
    assert 'aria-invalid="true"' in page


def test_what_was_typed_beside_an_unreadable_figure_is_not_lost(post, submission):
    page = post(value_3="banyak", explanation_3="Menunggu rekap kecamatan").content.decode()
    assert "Menunggu rekap kecamatan</textarea>" in page
    assert Figure.objects.get(submission=submission, order=3).explanation == ""


def test_a_sheet_posted_back_untouched_writes_nothing(post, submission):
    post(value_1="98,75", value_3="1.250", explanation_1="Baris satu\r\nbaris dua")
    before = Event.objects.filter(run=submission.run).count()
    versions = list(Figure.objects.values_list("version", flat=True))
    answer = post()
    assert answer.status_code == 302
    assert Event.objects.filter(run=submission.run).count() == before
    assert list(Figure.objects.values_list("version", flat=True)) == versions


def test_all_rows_of_a_post_are_one_event(post, submission):
    before = Event.objects.filter(run=submission.run).count()
    post(value_1="98,75", value_2="97", explanation_3="Catatan")
    assert Event.objects.filter(run=submission.run).count() == before + 1


def test_the_four_texts_of_a_row_are_saved(post, submission):
    post(explanation_1="A", helped_1="B", hindered_1="C", follow_up_1="D\r\nE")
    row = Figure.objects.get(submission=submission, order=1)
    assert (row.explanation, row.helped, row.hindered, row.follow_up) == ("A", "B", "C", "D\nE")


def test_no_data_is_a_third_state_and_owes_its_reason(post, submission):
    answer = post(no_data_1="1")
    assert answer.status_code == 422
    assert "Tulis alasan mengapa tidak ada data untuk ‘Kepemilikan KTP-el’." in answer.content.decode()
    assert post(no_data_1="1", no_data_reason_1="Sistem pusat padam").status_code == 302
    row = Figure.objects.get(submission=submission, order=1)
    assert (row.no_data, row.value, row.filled) == (True, None, True)


def test_a_figure_and_no_data_contradict_each_other(post, submission):
    answer = post(value_1="5", no_data_1="1", no_data_reason_1="Padam")
    assert answer.status_code == 422
    assert "hapus centang" in answer.content.decode()
    assert value(submission, 1) is None


def test_a_reason_without_its_tick_is_asked_about(post, submission):
    answer = post(no_data_reason_1="Padam")
    assert answer.status_code == 422
    assert "Centang ‘Tidak ada data’" in answer.content.decode()


def test_a_figure_takes_the_place_of_no_data_and_of_its_reason(post, submission):
    post(no_data_1="1", no_data_reason_1="Padam")
    assert post(no_data_1="", value_1="7").status_code == 302
    row = Figure.objects.get(submission=submission, order=1)
    assert (row.value, row.no_data, row.no_data_reason) == (7, False, "")


def test_a_text_is_kept_without_nul(post, submission):
    assert post(explanation_1="Sesuai\0 rekap").status_code == 302
    assert Figure.objects.get(submission=submission, order=1).explanation == "Sesuai rekap"


def test_a_predicate_outside_the_scale_is_refused(post, submission):
    answer = post(value_5="ABC")
    assert answer.status_code == 422
    assert "Pilih salah satu: WTP, WDP, TW." in answer.content.decode()


def test_a_slip_of_the_keyboard_is_given_back_where_its_percentage_cannot_be_stored(post, submission):
    Figure.objects.filter(submission=submission, order=4).update(target="0.0001")
    answer = post(value_4="999999999999999", value_1="98,75")
    assert answer.status_code == 422
    assert "Periksa banyaknya angka" in answer.content.decode()
    assert (value(submission, 4), value(submission, 1)) == (None, Decimal("98.75"))


def test_a_value_outside_its_scale_stays_until_somebody_changes_it(post, submission, clerk, unit):
    Figure.objects.filter(submission=submission, order=5).update(value=9)
    page = clerk.get(address(submission, unit)).content.decode()
    assert "<option selected>9</option>" in page
    assert post(value_1="98,75").status_code == 302
    assert value(submission, 5) == 9


def test_a_doubtful_reading_is_saved_and_asked_about(post, submission, clerk, unit):
    post(value_4="1.250")
    assert value(submission, 4) == 1250
    for _visit in range(2):
        page = clerk.get(address(submission, unit)).content.decode()
        assert "Terbaca: 1.250 (seribu dua ratus lima puluh). Maksud Anda 1,25?" in page


def test_the_other_reading_takes_its_place_and_the_question_ends(post, submission, clerk, unit):
    post(value_4="1.250")
    row = sheet(submission, unit)[3]
    post(use_alternative=str(row.pk), value_1="98,75")
    assert (value(submission, 4), value(submission, 1)) == (Decimal("1.25"), Decimal("98.75"))
    assert "Maksud Anda" not in clerk.get(address(submission, unit)).content.decode()


def test_a_confirmed_reading_stays_and_the_question_ends(post, submission, clerk, unit):
    post(value_4="1.250")
    post(confirm=str(sheet(submission, unit)[3].pk))
    assert value(submission, 4) == 1250
    assert "Maksud Anda" not in clerk.get(address(submission, unit)).content.decode()


def test_the_reading_is_echoed_once_after_saving(post, submission, clerk, unit):
    post(value_6="Rp 12500000")
    assert "Terbaca: Rp 12.500.000" in clerk.get(address(submission, unit)).content.decode()
    assert "Terbaca: Rp 12.500.000" not in clerk.get(address(submission, unit)).content.decode()


def test_rows_that_were_not_on_the_page_are_left_alone(submission, unit, clerk):
    rows = sheet(submission, unit)
    clerk.post(address(submission, unit), posted(rows, value_1="98,75"))
    clerk.post(address(submission, unit), posted(sheet(submission, unit)[1:2], value_2="97"))
    assert (value(submission, 1), value(submission, 2)) == (Decimal("98.75"), 97)
