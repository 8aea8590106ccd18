"""Two versions held against each other: rows found again, words marked, what only runs on left out."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.procedures.comparing import Chapter, Kind, Part, compare
from sop.procedures.likeness import Mark, Pair, Row, compare_words, pair_up
from tests.sop.procedures.papers import paper, performance, row, to

ACTIVITIES = (
    "Memerintahkan penyusunan laporan",
    "Mengisi realisasi bidang",
    "Memeriksa kebenaran angka",
    "Memaraf naskah dinas",
    "Menandatangani dokumen akhir",
    "Menyimpan arsip digital",
)


def data(*activities: str, **header: Any) -> dict[str, Any]:
    """A sheet whose steps follow each other; "A: B" is step B in the column A."""
    rows = []
    for place, activity in enumerate(activities, start=1):
        rows.append(row(to(place + 1 if place < len(activities) else None), activity=activity))
    return dict(paper(*rows, **header).data)


def chapter(old: dict[str, Any], new: dict[str, Any], title: str) -> Chapter:
    return next(found for found in compare(old, new).chapters if found.title == title)


def steps(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, list[Kind], list[str]]]:
    """The steps that differ: heading, what happened, and the cells concerned."""
    return [
        (part.heading, list(part.kinds), [change.label for change in part.changes])
        for part in chapter(old, new, "Langkah").parts
    ]


def marked(part: Part, label: str) -> list[tuple[str, str]]:
    change = next(change for change in part.changes if change.label == label)
    return [(piece.mark, piece.text) for piece in (*change.before, *change.after)]


@pytest.mark.django_db
def test_a_sheet_does_not_differ_from_itself(sheets):
    for sheet in sheets.values():
        found = compare(dict(sheet.data), copy.deepcopy(dict(sheet.data)))
        assert not found.differs
        (stretch,) = next(one.stretches for one in found.chapters if one.title == "Langkah")
        assert len(stretch.same) == len(sheet.steps)


def test_words_are_marked_one_by_one():
    before, after = compare_words(
        "Menyampaikan draf laporan kepada Camat", "Menyampaikan laporan akhir kepada Camat"
    )
    assert [(p.mark, p.text) for p in before] == [
        (Mark.SAME, "Menyampaikan"), (Mark.REMOVED, "draf"), (Mark.SAME, "laporan"), (Mark.SAME, "kepada Camat"),
    ]  # fmt: skip
    assert [(p.mark, p.text) for p in after] == [
        (Mark.SAME, "Menyampaikan"), (Mark.SAME, "laporan"), (Mark.ADDED, "akhir"), (Mark.SAME, "kepada Camat"),
    ]  # fmt: skip


def test_a_text_written_anew_is_marked_as_a_whole():
    before, after = compare_words("Rapat dengan seluruh bidang", "Mengunggah berkas ke aplikasi dengan sandi")
    assert [piece.mark for piece in (*before, *after)] == [Mark.REMOVED, Mark.ADDED]


def test_spaces_and_line_breaks_are_no_difference():
    assert steps(data("Mengisi  angka\nbidang"), data("Mengisi angka bidang")) == []


def test_a_step_put_in_is_new_and_the_later_ones_only_run_on():
    new = (*ACTIVITIES[:2], "Rapat pembahasan bersama seluruh bidang", *ACTIVITIES[2:])
    found = steps(data(*ACTIVITIES), data(*new))
    assert found == [
        ("Langkah 2", [Kind.CHANGED], ["Alur"]),
        (
            "Langkah 3",
            [Kind.ADDED],
            ["Kegiatan", "Sifat", "Pelaksana", "Kelengkapan", "Waktu", "Output", "Alur"],
        ),
    ]
    stretches = chapter(data(*ACTIVITIES), data(*new), "Langkah").stretches
    assert [len(stretch.same) for stretch in stretches] == [1, 0, 4]
    assert stretches[2].same[0] == "Langkah 3, kini langkah 4 Memeriksa kebenaran angka"


def test_a_step_taken_out_stands_where_it_stood():
    found = chapter(data(*ACTIVITIES), data(*ACTIVITIES[:3], *ACTIVITIES[4:]), "Langkah")
    assert [(part.heading, part.kinds) for part in found.parts] == [
        ("Langkah 3", (Kind.CHANGED,)),
        ("Langkah 4", (Kind.REMOVED,)),
    ]
    assert found.summary == "1 langkah diubah dan 1 langkah dihapus"


def test_a_step_that_stands_elsewhere_is_moved_not_new():
    new = (ACTIVITIES[0], *ACTIVITIES[2:5], ACTIVITIES[1], ACTIVITIES[5])
    kinds = {heading: kinds for heading, kinds, _ in steps(data(*ACTIVITIES), data(*new))}
    assert kinds["Langkah 2, kini langkah 5"] == [Kind.MOVED, Kind.CHANGED]
    assert {Kind.ADDED, Kind.REMOVED} & {kind for found in kinds.values() for kind in found} == set()


def test_rows_that_read_alike_stay_in_their_order():
    same = [Row("Menerima dokumen", "Menerima dokumen")] * 2
    new = [Row(text, text) for text in ("Rapat awal", "Notulen rapat", "Undangan dikirim")]
    assert pair_up(same, [*new, *same]) == [
        Pair(None, 0), Pair(None, 1), Pair(None, 2), Pair(0, 3), Pair(1, 4),
    ]  # fmt: skip


TEXTS = st.lists(st.sampled_from([*ACTIVITIES, "", "Memeriksa angka", "Mengisi realisasi"]), max_size=7)


@given(TEXTS, TEXTS, st.booleans())
def test_every_row_of_both_lists_is_told_once(old, new, fill):
    pairs = pair_up([Row(text, text) for text in old], [Row(text, text) for text in new], fill=fill)
    assert sorted(pair.old for pair in pairs if pair.old is not None) == list(range(len(old)))
    assert [pair.new for pair in pairs if pair.new is not None] == list(range(len(new)))
    straight = [
        pair.old for pair in pairs if pair.old is not None and pair.new is not None and not pair.moved
    ]
    assert straight == sorted(straight)


@given(st.lists(st.sampled_from("abcdefg"), max_size=9), st.lists(st.sampled_from("abcdefg"), max_size=9))
def test_the_pieces_of_a_text_make_the_whole_text(old, new):
    before, after = compare_words(" ".join(old), " ".join(new))
    assert "".join(piece.text + piece.space for piece in before) == " ".join(old)
    assert "".join(piece.text + piece.space for piece in after) == " ".join(new)
    kept = [[piece.text for piece in side if piece.mark is Mark.SAME] for side in (before, after)]
    assert kept[0] == kept[1]


@pytest.mark.parametrize(
    ("cell", "text", "label"),
    [
        ("requirements", "Lembar disposisi", "Kelengkapan"),
        ("time", "3 jam", "Waktu"),
        ("output", "Nota dinas", "Output"),
        ("note", "Paling lambat tanggal 5", "Keterangan"),
        ("nature", "decision", "Sifat"),
        ("is_meeting", True, "Sifat"),
        ("record", "numbering", "Sifat"),
        ("number", "3a", "Nomor"),
        ("table_heading", "B. Penandatanganan", "Tabel"),
    ],
)
def test_every_cell_of_a_step_is_compared(cell, text, label):
    old, new = data(*ACTIVITIES), data(*ACTIVITIES)
    new["steps"][2][cell] = text
    assert steps(old, new) == [
        ("Langkah 3" if cell != "number" else "Langkah 3, kini langkah 3a", [Kind.CHANGED], [label])
    ]


def test_another_performer_is_a_change_and_a_renamed_column_is_one_change_only():
    old, other, renamed = (data(*ACTIVITIES) for _ in range(3))
    other["steps"][3]["actors"][0]["actor"] = 2
    assert steps(old, other) == [("Langkah 4", [Kind.CHANGED], ["Pelaksana"])]
    renamed["actors"][0]["label"] = "Camat"
    assert steps(old, renamed) == []
    (part,) = chapter(old, renamed, "Pelaksana").parts
    assert (part.heading, part.kinds) == ("Kolom 1", (Kind.CHANGED,))
    assert marked(part, "Nama") == [("del", "Kepala"), ("ins", "Camat")]


def test_a_column_put_in_front_changes_no_step():
    old, new = data(*ACTIVITIES), data(*ACTIVITIES, actors=("Bupati", "Kepala", "Bidang"))
    for step in new["steps"]:
        step["actors"][0]["actor"] += 1
    assert steps(old, new) == []
    assert [part.kinds for part in chapter(old, new, "Pelaksana").parts] == [(Kind.ADDED,)]


def test_arrows_are_compared_by_the_step_they_lead_to():
    rows = performance()
    old, new = dict(paper(*rows).data), dict(paper(*performance(
        r3=row(to(4, "verify", label="Sesuai"), to(1, "revise", label="Tidak", back=True), nature="decision")
    )).data)  # fmt: skip
    for sheet in (old, new):
        for step, activity in zip(sheet["steps"], ACTIVITIES, strict=True):
            step["activity"] = activity
    assert steps(old, new) == [("Langkah 3", [Kind.CHANGED], ["Alur"])]
    (part,) = chapter(old, new, "Langkah").parts
    assert ("del", "Ya:") in marked(part, "Alur")
    assert ("ins", "Sesuai:") in marked(part, "Alur")


def test_the_identity_page_is_compared_field_by_field():
    old = data(*ACTIVITIES, number="SOP/1", labels={}, effective_on="2025-01-02")
    new = data(*ACTIVITIES, number="SOP/1/2026", labels={"time": "Waktu"}, effective_on=None)
    new["rhythm"] = "month"
    parts = chapter(old, new, "Identitas").parts
    assert [part.heading for part in parts] == ["Nomor SOP", "Periode", "Berlaku sejak"]
    assert [len(stretch.same) for stretch in chapter(old, new, "Identitas").stretches] == [0, 35]


def test_points_of_a_box_are_found_again_and_moved():
    def points(*texts: str) -> list[dict[str, Any]]:
        return [
            {"section": "legal_basis", "order": n, "marker": f"{n}.", "text": text}
            for n, text in enumerate(texts, start=1)
        ]

    laws = (
        "UU 23 Tahun 2014 Pemerintahan Daerah",
        "PP 8 Tahun 2006 Pelaporan Keuangan",
        "Perpres 29 Tahun 2014 SAKIP",
    )
    old = data(*ACTIVITIES, items=points(*laws))
    new = data(*ACTIVITIES, items=points(laws[2], laws[0], "PP 8 Tahun 2008 Pelaporan Keuangan"))
    found = chapter(old, new, "Kotak identitas")
    kinds = {part.heading: part.kinds for part in found.parts}
    assert kinds == {
        "Dasar hukum, butir 3, kini dasar hukum, butir 1": (Kind.MOVED,),
        "Dasar hukum, butir 2, kini dasar hukum, butir 3": (Kind.CHANGED,),
    }


def test_remarks_are_compared_with_their_weight():
    old = data(*ACTIVITIES, remarks=[{"order": 1, "severity": "warning", "text": "Tanggal tidak tertulis"}])
    new = data(*ACTIVITIES, remarks=[{"order": 1, "severity": "info", "text": "Tanggal tidak tertulis"}])
    (part,) = chapter(old, new, "Catatan naskah").parts
    assert [change.label for change in part.changes] == ["Tingkat"]


def test_a_draft_without_steps_can_be_compared():
    empty = data()
    assert [kinds for _, kinds, _ in steps(data(*ACTIVITIES), empty)] == [[Kind.REMOVED]] * 6
    assert [kinds for _, kinds, _ in steps(empty, data(*ACTIVITIES))] == [[Kind.ADDED]] * 6
