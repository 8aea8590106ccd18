"""What is wrong with arrows and statuses is named, with its step and what to do."""

import pytest

from sop.procedures import statuses
from sop.procedures.checks import examine
from sop.procedures.findings import Level
from sop.procedures.sheets import Sheet
from sop.procedures.walks import LIMIT
from tests.sop.procedures.papers import (
    END,
    errors,
    lacks,
    paper,
    performance,
    report,
    row,
    to,
    warnings,
)


def test_a_sheet_without_steps_is_refused():
    assert errors() == [": Naskah belum memuat langkah."]


def test_two_starts_in_one_table_are_refused():
    rows = [row(to(3), starts=True), row(to(3), starts=True), row(to(END))]
    assert "2: Tabel alur 1 mempunyai 2 langkah mulai: 1 dan 2." in errors(*rows)


def test_a_sheet_without_a_start_is_refused():
    sheet = paper(row(to(2)), row(to(END)))
    for step in sheet.steps:
        step["starts"] = False
    sentences = [finding.sentence for finding in examine(Sheet(sheet.data)).errors]
    assert sentences == ["Naskah tidak mempunyai langkah mulai."]


def test_an_unreachable_step_is_refused():
    assert errors(row(to(3)), row(to(3)), row(to(END))) == [
        "2: Langkah ini tidak pernah dicapai dari langkah mulai."
    ]


def test_a_step_without_an_arrow_out_is_refused():
    assert "2: Langkah ini tidak mempunyai alur keluar." in errors(row(to(2)), row())


def test_a_cycle_without_exit_is_refused():
    rows = [row(to(2), to(4)), row(to(3)), row(to(2, back=True)), row(to(END))]
    assert (
        "2: Dari langkah 2 dan 3 berkas tidak pernah selesai: alurnya berputar tanpa jalan keluar."
        in errors(*rows)
    )


def test_a_backward_arrow_must_be_a_return():
    rows = [row(to(2)), row(to(3)), row(to(END, label="Ya"), to(1, label="Tidak"), nature="decision")]
    assert "3: Alur mundur ke langkah 1 belum ditandai sebagai pengembalian." in errors(*rows)


def test_a_decision_with_one_way_out_is_refused():
    assert "1: Keputusan ini hanya mempunyai satu jalan keluar." in errors(
        row(to(2), nature="decision"), row(to(END))
    )


def test_a_decision_whose_ways_are_not_labelled_is_warned_of():
    rows = [row(to(2, label="Ya"), to(1, back=True), nature="decision"), row(to(END))]
    assert "1: Jalur keputusan ini belum berlabel." in warnings(*rows)


def test_an_arrow_to_a_step_that_does_not_exist_is_refused():
    assert errors(row(to(7))) == ["1: Alur menuju langkah 7 yang tidak ada pada naskah ini."]


@pytest.mark.parametrize(
    ("effects", "sentence"),
    [
        (["approve"], "1: Akibat ‘approve’ tidak dikenal."),
        ("verify", "1: Akibat harus berupa daftar kata."),
        ([1], "1: Akibat harus berupa daftar kata."),
    ],
)
def test_unknown_or_malformed_effects_are_refused(effects, sentence):
    assert errors(row({**to(END), "effects": effects})) == [sentence]


def test_the_same_arrow_twice_is_refused():
    assert "1: Alur ke 2 tertulis dua kali." in errors(row(to(2), to(2)), row(to(END)))


def test_revise_stands_only_on_returns():
    rows = performance(r4=row(to(5, "revise")))
    assert "4: Akibat pengembalian hanya boleh pada alur pengembalian." in errors(*rows)


def test_a_return_cannot_sign():
    rows = performance(r4=row(to(5, "paraf"), to(2, "sign", back=True)))
    assert "4: Alur pengembalian tidak dapat memverifikasi, memaraf, atau menandatangani." in errors(*rows)


def test_a_return_over_the_filling_without_revise_is_warned_of():
    rows = performance(
        r3=row(to(4, "verify", label="Ya"), to(2, label="Tidak", back=True), nature="decision")
    )
    assert [s for s in warnings(*rows) if s.startswith("3: Pengembalian ke langkah 2 membuka kembali isian")]


def test_a_return_that_goes_ahead_is_warned_of():
    rows = [row(to(2), to(3, back=True)), row(to(3)), row(to(END))]
    assert "1: Pengembalian menuju langkah 3, yang justru ada di depan." in warnings(*rows)


def test_a_process_with_labelled_branches_is_warned_that_all_are_taken():
    rows = [row(to(2, label="Ya"), to(3, label="Tidak")), row(to(3)), row(to(END))]
    assert [s for s in warnings(*rows) if "semua alurnya berjalan bersamaan" in s]


def test_archiving_before_the_end_is_refused():
    rows = performance(r5=row(to(6, "sign", "archive")), r6=row(to(END)))
    assert "5: Pengarsipan hanya boleh pada alur menuju selesai." in errors(*rows)


def test_an_effect_out_of_order_keeps_a_sheet_from_running():
    rows = performance(r4=row(to(5, "sign")), r5=row(to(6, "paraf")))
    assert lacks(*rows) == ["5: Akibat paraf tidak dapat terjadi pada status Ditandatangani."]


def test_a_return_after_the_signature_keeps_a_sheet_from_running():
    rows = performance(
        r6=row(to(END, "archive", label="Ya"), to(2, "revise", label="Tidak", back=True), nature="decision")
    )
    assert "6: Akibat pengembalian tidak dapat terjadi pada status Ditandatangani." in lacks(*rows)


def test_a_status_that_depends_on_the_path_keeps_a_sheet_from_running():
    rows = performance(
        r3=row(to(4, "verify", label="Ya"), to(4, label="Tanpa verifikasi"), nature="decision"),
        r4=row(to(5)),
    )
    sentence = "4: Status saat langkah ini terbuka bergantung pada jalannya: Draf atau Terverifikasi."
    assert sentence in lacks(*rows)


def test_an_effect_beside_a_branch_still_at_work_keeps_a_sheet_from_running():
    rows = [
        row(to(2)),
        row(to(3), to(4), actor=2, fills=True, per_unit=True),
        row(to(5, "verify")),
        row(to(5)),
        row(to(6, "sign")),
        row(to(END, "archive")),
    ]
    assert "3: Akibat verifikasi terjadi selagi bagian lain masih dikerjakan." in lacks(*rows)


def test_an_effect_on_a_step_done_per_unit_keeps_a_sheet_from_running():
    rows = performance(r2=row(to(3, "verify"), actor=2, fills=True, per_unit=True), r3=row(to(4)))
    assert "2: Akibat verifikasi terjadi selagi bagian lain masih dikerjakan." in lacks(*rows)


def test_filling_after_verification_keeps_a_sheet_from_running():
    rows = performance(r6=row(to(END, "archive"), fills=True))
    assert lacks(*rows) == ["6: Langkah pengisian ini terbuka pada status Ditandatangani."]


def test_a_return_handed_down_from_official_to_official_is_published_for_reading():
    """Real sheets draw it: the head sends back to the secretary, the secretary to the kasubag, he to the units."""
    rows = performance(
        r3=row(to(4, "verify", label="Ya"), to(2, "revise", label="Tidak", back=True), nature="decision"),
        r4=row(to(5, "paraf", label="Ya"), to(3, "revise", label="Tidak", back=True), nature="decision"),
        r5=row(to(6, "sign", label="Ya"), to(4, label="Tidak", back=True), nature="decision"),
    )
    found = report(*rows)
    assert found.publishable
    assert not found.runnable
    assert (
        "4: Status saat langkah ini terbuka bergantung pada jalannya: Terverifikasi atau Diparaf."
        in lacks(*rows)
    )


def test_a_signed_paper_that_goes_two_ways_at_once_is_published_for_reading():
    rows = [*performance(r5=row(to(6, "sign"), to(7))), row(to(END))]
    found = report(*rows)
    assert found.publishable
    assert not found.runnable


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"r2": row(to(3), actor=2, per_unit=True)}, ": Belum ada langkah yang ditandai mengisi angka."),
        ({"r6": row(to(END))}, ": Belum ada alur dengan akibat pengarsipan."),
        ({"r5": row(to(6)), "r6": row(to(END))}, ": Belum ada alur dengan akibat tanda tangan."),
        ({"r3": row(to(4)), "r4": row(to(5))}, ": Belum ada alur dengan akibat verifikasi."),
    ],
)
def test_a_performance_sop_that_is_not_complete_is_only_read_and_its_lack_is_named(changes, sentence):
    rows = performance(**changes)
    assert errors(*rows) == []
    assert sentence in lacks(*rows)
    assert report(*rows).publishable
    assert not report(*rows).runnable


def test_an_end_without_archive_on_one_path_is_a_lack():
    rows = performance(
        r3=row(to(4, "verify", label="Ya"), to(END, label="Dihentikan"), nature="decision"),
    )
    assert ": Berkas dapat berakhir pada langkah 3 tanpa pengarsipan." in lacks(*rows)


def test_a_way_to_the_archive_around_the_filling_is_a_lack():
    rows = performance(r1=row(to(2, label="Ya"), to(3, label="Sudah ada"), nature="decision"))
    assert ": Berkas dapat sampai ke langkah 6 tanpa melewati pengisian." in lacks(*rows)


def test_more_states_than_can_be_looked_at_are_named():
    branches = range(2, 14)
    rows = [row(*(to(place) for place in branches)), *(row(to(14)) for _ in branches), row(to(END))]
    (finding,) = statuses.check(paper(*rows), limit=1000)
    assert finding.sentence == "Alur terlalu bercabang untuk diperiksa: lebih dari 1.000 keadaan."
    assert finding.severity is Level.ERROR
    assert statuses.check(paper(*rows)) == []
    assert LIMIT == 20_000


def test_a_row_that_fills_and_checks_at_once_is_for_reading_only():
    rows = performance(r2=row(to(3, "verify"), actor=2, fills=True, per_unit=True), r3=row(to(4)))
    assert any("sekaligus memeriksa" in lack for lack in lacks(*rows))


def test_verification_and_signature_in_one_arrow_are_for_reading_only():
    rows = performance(r3=row(to(4, "verify", "sign")), r4=row(to(5)), r5=row(to(6)))
    assert any("pisahkan menjadi dua langkah" in lack for lack in lacks(*rows))
