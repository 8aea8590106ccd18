"""Whether there is somebody for every step; it blocks an SOP that would run, and only informs about one that is read."""

from sop.procedures.sheets import Post
from tests.sop.procedures.papers import (
    END,
    STAFFED,
    errors,
    lacks,
    performance,
    report,
    row,
    to,
    warnings,
)

UNBOUND = "2: Pelaksana ‘Bidang’ belum dipasangkan dengan jabatan."
NOBODY = "4: Langkah ini belum mempunyai pelaksana."


def test_a_column_without_a_post_blocks_an_sop_that_would_run():
    assert errors(*performance(), posts={1: STAFFED[1]}) == [UNBOUND]


def test_a_column_without_a_post_is_a_lack_where_the_sop_is_only_read():
    rows = performance(r6=row(to(END)))
    assert errors(*rows, posts={1: STAFFED[1]}) == []
    assert UNBOUND in lacks(*rows, posts={1: STAFFED[1]})


def test_an_unknown_actor_is_named_by_its_place():
    rows = performance(r4=row(to(5, "paraf"), actor=9))
    assert "4: Pelaksana ‘ke-9 (tanpa nama)’ belum dipasangkan dengan jabatan." in errors(*rows)


def test_a_column_nobody_uses_needs_no_post():
    assert report(*performance(), actors=("Kepala", "Bidang", "Arsiparis")).runnable


def test_a_step_without_performer_blocks_an_sop_that_would_run():
    assert errors(*performance(r4=row(to(5, "paraf"), actor=0))) == [NOBODY]


def test_a_step_without_performer_is_a_warning_elsewhere():
    rows = performance(r4=row(to(5), actor=0), r6=row(to(END)))
    assert errors(*rows) == []
    assert NOBODY in warnings(*rows)
    assert "1: Langkah ini belum mempunyai pelaksana." in warnings(row(to(END), actor=0))


def test_a_per_unit_step_needs_a_post_with_a_unit():
    posts = {**STAFFED, 2: (Post("Tim", None),)}
    assert errors(*performance(), posts=posts) == [
        "2: Langkah per unit ini dipasangkan dengan jabatan yang tidak mempunyai unit."
    ]


def test_one_post_with_a_unit_is_enough():
    assert report(*performance(), posts={**STAFFED, 2: (Post("Tim", None), Post("Staf", 1))}).runnable


def test_a_post_that_fills_and_checks_is_warned_of():
    posts = {1: (Post("Kasubag", 1),), 2: (Post("Kasubag", 1), Post("Staf", 2))}
    found = report(*performance(), posts=posts)
    assert found.runnable
    assert ": Kasubag dapat mengisi dan juga memeriksa angka." in warnings(*performance(), posts=posts)


def test_that_warning_is_not_repeated_where_a_remark_gives_it():
    posts = {1: (Post("Kasubag", 1),), 2: (Post("Kasubag", 1), Post("Staf", 2))}
    text = "Kasubag juga memeriksa; isiannya dimasukkan pegawai lain."
    remarks = [{"order": 1, "severity": "warning", "text": text}]
    assert warnings(*performance(), posts=posts, remarks=remarks) == [f": {text}"]
