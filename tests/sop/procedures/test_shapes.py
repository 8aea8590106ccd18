"""Shapes that real SOP sheets have: all of them are publishable, and those for performance data can run."""

from sop.procedures.walks import walk
from tests.sop.procedures.papers import END, errors, infos, lacks, paper, performance, report, row, to


def test_the_plain_sheet_is_runnable():
    found = report(*performance())
    assert found.findings == ()
    assert found.runnable


def test_a_fork_and_a_join_are_runnable():
    rows = [
        row(to(2)),
        row(to(3), actor=2, fills=True, per_unit=True),
        row(to(4), to(5)),
        row(to(6)),
        row(to(6)),
        row(to(7, "verify")),
        row(to(8, "sign")),
        row(to(END, "archive")),
    ]
    assert report(*rows).runnable


def test_a_branch_that_ends_by_itself_must_not_run_beside_the_verification():
    rows = [
        row(to(2), to(3)),
        row(to(4), actor=2, fills=True, per_unit=True),
        row(to(END), note="Tembusan disimpan"),
        row(to(5, "verify")),
        row(to(6, "sign")),
        row(to(END, "archive")),
    ]
    # The branch that ends by itself may still be open when the other one verifies.
    assert any("selagi bagian lain masih dikerjakan" in sentence for sentence in lacks(*rows))


def test_a_fork_to_two_ends_without_performance_data_is_publishable():
    rows = [row(to(2), to(3)), row(to(END)), row(to(END))]
    found = report(*rows)
    assert found.publishable
    assert not found.runnable
    assert found.lacks == ()


def test_a_decision_with_two_yes_arrows_takes_both():
    rows = performance(
        r3=row(
            to(4, label="Ya"),
            to(5, label="Ya"),
            to(2, "revise", label="Tidak", back=True),
            nature="decision",
        ),
        r4=row(to(6)),
        r5=row(to(6)),
        r6=row(to(7, "verify")),
        r7=row(to(8, "sign")),
        r8=row(to(END, "archive")),
    )
    sheet = paper(*rows)
    assert sheet.definition.moves(3)[0].targets == (4, 5)
    assert report(*rows).runnable


def test_a_no_may_lead_to_a_later_step():
    rows = [
        row(to(2)),
        row(to(3), actor=2, fills=True, per_unit=True),
        row(to(4, label="Ya"), to(5, label="Tidak, butuh perbaikan"), nature="decision"),
        row(to(6)),
        row(to(6), note="Memperbaiki redaksi"),
        row(to(7, "verify")),
        row(to(8, "sign")),
        row(to(END, "archive")),
    ]
    assert report(*rows).runnable


def test_three_decisions_may_all_return_to_step_1():
    rows = performance(
        r3=row(to(4, "verify", label="Ya"), to(1, "revise", label="Tidak", back=True), nature="decision"),
        r4=row(to(5, "paraf", label="Ya"), to(1, "revise", label="Tidak", back=True), nature="decision"),
        r5=row(to(6, "sign", label="Ya"), to(1, "revise", label="Tidak", back=True), nature="decision"),
    )
    assert report(*rows).runnable


def test_a_cascaded_return_from_head_to_secretary_to_drafter_is_runnable():
    rows = performance(
        r3=row(to(4, label="Ya"), to(2, "revise", label="Tidak", back=True), nature="decision"),
        r4=row(to(5, "verify", label="Ya"), to(3, "revise", label="Tidak", back=True), nature="decision"),
        r5=row(to(6, "sign")),
    )
    assert report(*rows).runnable


def test_several_flow_tables_that_follow_each_other_are_one_flow():
    rows = performance(
        r4=row(to(5, "paraf"), table=2, table_heading="Lanjutan"), r5=row(to(6, "sign"), table=2)
    )
    assert report(*rows).runnable


def test_two_flow_tables_with_their_own_start_are_only_read():
    rows = [*performance(r1=row(to(2), starts=True)), row(to(END), starts=True, table=2)]
    assert errors(*rows) == []
    assert any("hanya dapat berjalan dengan satu mulai" in sentence for sentence in lacks(*rows))


def test_an_sop_of_another_kind_lacks_nothing():
    """Destroying archives: no figures, no status, no staffing needed; one sentence says why it does not run."""
    rows = [
        row(to(2)),
        row(to(3, label="Ya"), to(1, label="Tidak", back=True), nature="decision"),
        row(to(END)),
    ]
    found = report(*rows, posts={})
    assert found.publishable
    assert not found.runnable
    assert found.lacks == ()
    assert [s for s in infos(*rows, posts={}) if "tidak ada berkas yang dijalankan" in s]


def test_a_meeting_step_and_a_milestone_are_ordinary_steps():
    assert report(*performance(r1=row(to(2), is_meeting=True), r4=row(to(5), activity="Data final"))).runnable


def test_blank_cells_repeated_numbers_and_a_nameless_column_never_block():
    rows = performance(
        r1=row(to(2), number="1", activity="", requirements="", time="", output=""),
        r4=row(to(5, "paraf"), number="1"),
    )
    found = report(*rows, actors=("", "Bidang"), items=[], number="")
    assert found.runnable


def test_the_walk_of_a_per_unit_step_joins_before_the_next():
    found = walk(paper(*performance()).definition)
    together = [state for state in found.following if len(state.marking) > 1]
    assert together
    assert all({place.step for place in state.marking} == {2} for state in together)
