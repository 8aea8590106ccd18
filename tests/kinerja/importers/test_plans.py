"""The workbook of indicators and targets: taken out, filled, checked cell by cell, and loaded back."""

import datetime as dt
import io
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from kinerja.indicators.models import Indicator, Objective, Target
from tests.kinerja.indicators.plans import YEAR, Plan, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(db: None) -> Plan:
    plan = make_plan()
    plan.target("98.5")
    plan.target("40", indicator=plan.count)
    return plan


def filled(plan: Plan, change: Callable[[Workbook], Any]) -> SimpleUploadedFile:
    """The downloaded workbook after somebody worked on it."""
    answer = plan.client().get(plan.url("target", YEAR) + "indikator-target.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("target.xlsx", out.getvalue())


def upload(plan: Plan, change: Callable[[Workbook], Any]) -> Any:
    return plan.client().post(plan.url("target", YEAR, "impor"), {"file": filled(plan, change)})


def keep(plan: Plan, answer: Any) -> Any:
    return plan.client().post(
        plan.url("target", YEAR, "impor", "simpan"), {"sealed": answer.context["sealed"]}, follow=True
    )


def put(book: Workbook, sheet: str, place: str, content: Any) -> None:
    book[sheet][place] = content


def append(book: Workbook, sheet: str, **cells: Any) -> None:
    """A row below the last, by the words of the headings ("Satuan")."""
    table = book[sheet]
    row = table.max_row + 1
    for cell in table[1]:
        if cell.value in cells:
            table.cell(row, cell.column, cells[cell.value])


def add_indicator(book: Workbook, **changes: Any) -> None:
    cells = {
        "Sasaran/program": "Program baru", "Indikator": "Opini BPK", "Unit pengisi": "Bidang 1; Bidang 2",
        "Satuan": "opini", "Angka desimal": 0, "Arah": "Semakin tinggi semakin baik",
        "Rumus capaian": "Nilai predikat ÷ nilai target × 100", "Skala predikat": "WTP = 4\nWDP = 3",
        "Penggabungan periode": "Nilai akhir", "Bila realisasi 0": "Tidak dapat dihitung", "Dipakai": "ya",
    }  # fmt: skip
    append(book, "Sasaran", Tingkat="Program", Uraian="Program baru", Induk="Sasaran satu")
    append(book, "Indikator", **cells | changes)
    append(book, "Target", Indikator="Opini BPK", Unit="u2", **{f"Tahun {YEAR}": "WTP"})


def test_an_untouched_workbook_changes_nothing(plan):
    answer = upload(plan, lambda book: None)
    assert answer.status_code == 200
    assert "Tidak ada yang berubah" in answer.content.decode()


def test_two_objectives_of_one_name_are_told_apart_by_their_code(plan):
    Objective.objects.create(office=plan.office, name="Sasaran satu", code="1.2", order=2)
    answer = upload(plan, lambda book: put(book, "Indikator", "C3", "Nama lain"))
    assert [change.after for change in answer.context["report"].changes] == ["Nama lain"]
    answer = upload(plan, lambda book: put(book, "Indikator", "B3", "1.2"))
    assert answer.context["report"].clean
    answer = upload(plan, add_indicator)
    assert "Tulis kodenya" in answer.context["report"].findings[0].sentence


def test_changes_are_shown_first_and_stored_as_shown(plan):
    def work(book: Workbook) -> None:
        put(book, "Target", "H2", 99.25)
        put(book, "Indikator", "C3", "Dokumen yang terbit")
        put(book, "Indikator", "C2", "Kepemilikan KTP elektronik")
        add_indicator(book)

    answer = upload(plan, work)
    shown = answer.content.decode()
    assert "Kepemilikan KTP elektronik, Bidang 1, Tahun 2026" in shown
    assert "Dokumen terbit: Indikator" in shown
    assert (plan.value(), Indicator.objects.count(), Objective.objects.count()) == (98.5, 2, 1)
    said = keep(plan, answer).content.decode()
    assert "6 perubahan dari ‘target.xlsx’ tersimpan." in said
    added = Indicator.objects.get(name="Opini BPK")
    assert (str(plan.value()), added.objective.parent) == ("99.250000", plan.share.objective)
    assert Target.objects.get(indicator=added).unit == plan.units[1]
    assert Target.objects.get(indicator=added).value == 4
    assert Indicator.objects.filter(name="Dokumen yang terbit", pk=plan.count.pk).exists()


@pytest.mark.parametrize(
    ("work", "place", "sentence"),
    [
        (lambda book: put(book, "Target", "F2", "banyak"), "Lembar Target, sel F2", "Tulis angka"),
        (lambda book: put(book, "Target", "H4", 1.5), "Lembar Target, sel H4", "bilangan bulat"),
        (lambda book: put(book, "Target", "C2", "Bidang 9"), "Lembar Target, sel C2", "bukan unit pengisi"),
        (lambda book: put(book, "Target", "D1", "TW I 2025"), "Lembar Target, sel D1", "tidak dikenal"),
        (lambda book: put(book, "Indikator", "A2", 999999), "Lembar Indikator, sel A2", "bukan milik"),
        (lambda book: put(book, "Indikator", "F2", ""), "Lembar Indikator, sel F2", "Isi satuan"),
        (lambda book: put(book, "Indikator", "H2", "naik"), "Lembar Indikator, sel H2", "Pilih salah satu"),
        (lambda book: put(book, "Sasaran", "B2", "Visi"), "Lembar Sasaran, sel B2", "bukan pilihan"),
        (lambda book: add_indicator(book, **{"Skala predikat": ""}), "Lembar Indikator, sel", "Isi skala"),
    ],
)
def test_every_finding_names_its_cell_and_nothing_is_stored(plan, work, place, sentence):
    answer = upload(plan, work)
    assert answer.status_code == 422
    finding = answer.context["report"].findings[0]
    assert finding.where.startswith(place)
    assert sentence in finding.sentence
    assert answer.context["sealed"] == ""
    assert (Indicator.objects.count(), Objective.objects.count(), Target.objects.count()) == (2, 1, 2)


def test_targets_of_a_signed_agreement_are_findings(plan):
    plan.sign()
    answer = upload(plan, lambda book: put(book, "Target", "H2", 50))
    assert "terkunci sejak Perjanjian Kinerja nomor 800/1/PK" in answer.context["report"].findings[0].sentence
    assert plan.value() == 98.5


def test_what_was_checked_is_refused_once_it_would_do_something_else(plan):
    answer = upload(plan, lambda book: put(book, "Target", "H2", 50))
    Target.objects.filter(indicator=plan.share).update(value=60)
    assert keep(plan, answer).status_code == 409
    assert plan.value() == 60


def test_a_checked_file_belongs_to_its_person_and_its_office(plan):
    answer = upload(plan, lambda book: put(book, "Target", "H2", 50))
    other = make_plan("lain")
    sealed = {"sealed": answer.context["sealed"]}
    assert other.client().post(other.url("target", YEAR, "impor", "simpan"), sealed).status_code == 422
    assert (
        plan.client(plan.colleague).post(plan.url("target", YEAR, "impor", "simpan"), sealed).status_code
        == 403
    )
    assert plan.value() == 98.5


def test_a_file_that_is_no_workbook_is_refused_in_words(plan):
    file = SimpleUploadedFile("target.xlsx", b"bukan berkas")
    answer = plan.client().post(plan.url("target", YEAR, "impor"), {"file": file})
    assert answer.status_code == 422
    assert "tidak dapat dibuka sebagai XLSX" in answer.content.decode()


GARBAGE = (
    *(None, "", "–", "1.234", "=1+1", "ya", "x" * 400, "a\nb", "12–", "ID", "98 %"),
    *(-1, 0, 10**25, 1e300, 1e-9, 0.1 + 0.2, True, dt.date(2026, 1, 2), dt.time(1, 2)),
)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_written_into_cells_is_answered_in_words(plan, seed):
    def work(book: Workbook) -> None:
        chance = random.Random(seed)  # noqa: S311 - no secret
        add_indicator(book)
        for sheet in ("Sasaran", "Indikator", "Target"):
            table = book[sheet]
            for _ in range(8):
                row = chance.randint(1 if seed % 2 else 2, table.max_row + 1)
                table.cell(row, chance.randint(1, table.max_column), chance.choice(GARBAGE))

    answer = upload(plan, work)
    assert answer.status_code in {200, 422}
    assert answer.context["report"].clean == (answer.status_code == 200)
    assert (Indicator.objects.count(), Target.objects.count()) == (2, 2)
