"""The five sheets of the seeds, from the database to paper."""

import pytest
from django.core.management import call_command

from kinerja.documents.canonical import sheet_data
from kinerja.documents.pdf import render_sheet
from kinerja.documents.sheet import SheetData
from sop.procedures.canonical import canonical_data
from sop.procedures.models import SopVersion
from tests.kinerja.documents.reading import words

SEEDS = {
    "sumenep": (4, 9),
    "musi-rawas": (5, 11),
    "tasikmalaya": (4, 8),
    "iv-jurai": (4, 14),
    "mojokerto": (5, 8),
}

pytestmark = [pytest.mark.pdf, pytest.mark.django_db]


def seed(name: str) -> SheetData:
    call_command("loaddata", f"sop/{name}.yaml", verbosity=0)
    return sheet_data(canonical_data(SopVersion.objects.get()), paper="F4", footer=name)


@pytest.mark.parametrize("name", SEEDS)
def test_every_column_and_step_of_a_seed_reaches_the_sheet(name):
    sheet = seed(name)
    actors, steps = SEEDS[name]
    assert len(sheet.actors) == actors
    rows = [step for table in sheet.tables for step in table.steps]
    assert len(rows) == steps
    assert all(len(step.marks) == actors for step in rows)
    assert all(any(mark.role for mark in step.marks) for step in rows)
    assert [step.starts for step in rows].count(True) == 1
    assert [step.ends for step in rows] == [False] * (steps - 1) + [True]
    assert sheet.has_inferred_marks


@pytest.mark.parametrize("name", SEEDS)
def test_every_word_of_a_seed_is_printed(name):
    sheet = seed(name)
    text = squeezed(words(render_sheet(sheet)))
    printed = [line.value for line in sheet.header] + [
        sheet.approval.name,
        sheet.approval.nip,
        sheet.title_line.value,
    ]
    printed += [item.text for box in sheet.boxes for item in box.items] + [
        remark.text for remark in sheet.remarks
    ]
    for table in sheet.tables:
        for step in table.steps:
            printed += [step.activity, step.requirements, step.time, step.output, step.note]
    assert [part for part in printed if squeezed(part) not in text] == []


def test_labels_of_the_header_are_as_printed_colon_included():
    sheet = seed("mojokerto")
    assert [line.label for line in sheet.header] == [
        "NOMOR SOP :",
        "TGL. PEMBUATAN :",
        "TGL. REVISI :",
        "TGL. EFEKTIF :",
    ]
    assert sheet.approval.rank == "Pembina Utama Muda"
    assert sheet.boxes[3].label == "PERALATAN PERLENGKAPAN :"


def test_cover_and_decree_of_the_seeds_are_kept():
    assert seed("iv-jurai").cover[0].startswith("STANDAR OPERASIONAL PROSEDUR")


def test_the_decree_of_tasikmalaya_stands_before_its_sheet():
    assert any("470 / Kep. 240 / Sekre" in line for line in seed("tasikmalaya").attachment_of)


def test_an_undrawn_return_is_told_apart():
    sheet = seed("musi-rawas")
    undrawn = [(flow.source, flow.target) for flow in sheet.flows if not flow.drawn]
    assert undrawn == [("5", "4")]
    assert sheet.flows[-1].target == ""


def squeezed(text: str) -> str:
    """Without any white space: a cell breaks lines where it must."""
    return "".join(text.split())


def test_arrows_in_words_tell_apart_rows_with_the_same_number():
    call_command("loaddata", "sop/mojokerto.yaml", verbosity=0)
    data = canonical_data(SopVersion.objects.get())
    for row in data["steps"]:
        row["number"], row["table"] = ("1.", 1) if row["position"] < 3 else (row["number"], 2)
    data["steps"][-1]["number"] = "1"
    sources = list(dict.fromkeys(flow.source for flow in sheet_data(data, paper="F4").flows))
    assert sources == ["baris 1", "baris 2", "3", "4", "5", "6", "7", "1 tabel 2"]
