"""Oddities of wording are shown with their place, and silenced where a remark already says the same."""

from typing import Any

import pytest

from tests.sop.procedures.papers import END, infos, paper, performance, report, row, to, warnings


def one(**cells) -> list[dict[str, Any]]:
    return [row(to(END), **cells)]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            {"time": "secukupnya"},
            "1: Waktu ‘secukupnya’ tidak terbaca, maka ketepatan waktunya tidak dinilai.",
        ),
        ({"activity": " "}, "1: Uraian kegiatan kosong."),
        (
            {"note": "Proses pengajuan 2 bulan"},
            "1: Kolom ini menyebut lama waktu, yang tidak dibaca sebagai mutu baku.",
        ),
        (
            {"output": "Surat dalam 3 hari"},
            "1: Kolom ini menyebut lama waktu, yang tidak dibaca sebagai mutu baku.",
        ),
    ],
)
def test_cells_that_are_warned_of(cells, sentence):
    assert sentence in warnings(*one(**cells))
    assert sentence not in warnings(*one())


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"time": ""}, "1: Waktu kosong; ketepatannya tidak dinilai."),
        ({"number": ""}, "baris 1: Nomor langkah tidak tercetak."),
        ({"requirements": "• Data", "output": "data"}, "1: Kelengkapan dan keluaran sama."),
        (
            {"activity": "Kepala memerintahkan Bidang"},
            "1: Kegiatan memuat subjek; SOP-AP memakai kata kerja tanpa subjek.",
        ),
    ],
)
def test_cells_that_are_mentioned(cells, sentence):
    assert sentence in infos(*one(**cells))
    assert sentence not in infos(*one())


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ({"number": " "}, ": Nomor SOP kosong."),
        ({"effective_printed": "Januari 2022"}, ": ‘Januari 2022’ tanpa tanggal."),
        (
            {"created_printed": "3 Mei 2020", "revised_printed": "3 Mei 2020"},
            ": Tanggal revisi sama dengan tanggal pembuatan.",
        ),
        ({"labels": {"time": "Waktu"}}, ": Label tercetak tidak dikenal: time."),
        ({"actors": ("Kepala", " ")}, ": Kolom pelaksana ke-2 tidak bernama."),
    ],
)
def test_identity_and_columns_that_are_warned_of(header, sentence):
    assert sentence in warnings(*one(), **header)
    assert sentence not in warnings(*one())


@pytest.mark.parametrize("printed", ["", "-", "1", "15 Januari 2025", "2022"])
def test_other_dates_are_left_alone(printed):
    assert warnings(*one(), effective_printed=printed, revised_printed=printed) == []


def test_a_revision_that_is_not_stated_is_not_equal_to_the_making():
    assert warnings(*one(), created_printed="-", revised_printed="-") == []


def test_empty_keterkaitan_is_mentioned():
    assert ": Keterkaitan kosong." in infos(*one(), items=[])


def test_a_unit_that_stands_only_in_the_heading_is_mentioned():
    found = infos(*one(time="15"), labels={"col_time": "Waktu (menit)"})
    assert ": Satuan waktu hanya tertulis pada kepala kolom." in found


def test_repeated_numbers_are_warned_of_and_the_rows_are_named_by_their_place():
    rows = [row(to(2), number="1"), row(to(END), number="1", time="entah")]
    assert ": Nomor langkah ‘1’ tercetak 2 kali." in warnings(*rows)
    assert [s for s in warnings(*rows) if s.startswith("baris 2: Waktu ‘entah’")]


def test_inferred_actors_are_one_warning_for_all_rows():
    rows = performance()
    for cells in rows:
        cells["actors"] = [{**mark, "source": "inferred", "confidence": 60} for mark in cells["actors"]]
    assert warnings(*rows) == ["1–6: Pelaksana adalah dugaan; mohon dikonfirmasi."]


def test_a_remark_silences_the_finding_that_says_the_same():
    text = "Tanggal efektif ‘Januari 2022’ tanpa tanggal."
    remarks = [{"order": 1, "severity": "warning", "text": text}]
    assert warnings(*one(), effective_printed="Januari 2022", remarks=remarks) == [f": {text}"]


def test_a_remark_carries_its_step_and_its_severity():
    remarks = [{"order": 1, "severity": "info", "text": "Pada langkah 7 ada yang janggal."}]
    assert infos(*performance(), remarks=remarks) == ["7: Pada langkah 7 ada yang janggal."]


def test_findings_name_the_column_as_printed_on_this_sheet():
    found = report(*one(time="entah"), labels={"col_time": "Waktu baku"})
    assert str(found.findings[0]).startswith("Langkah 1, kolom Waktu baku: Waktu ‘entah’ tidak terbaca")


def test_a_blank_heading_does_not_hide_where_a_finding_is():
    assert paper(*one(), labels={"col_time": ""}).heading("col_time") == "Waktu"


def test_findings_come_with_the_gravest_first():
    rows = performance(r1=row(to(2), time="entah", output="Formulir"), r6=row(to(END)))
    order = [finding.severity.value for finding in report(*rows).findings]
    assert order == sorted(order, key=["error", "lack", "warning", "info"].index)
    assert {"lack", "warning", "info"} <= set(order)
