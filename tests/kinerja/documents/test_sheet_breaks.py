"""Where pages end: as late as rows and connectors allow, and never without a row."""

from hypothesis import given
from hypothesis import strategies as st

from kinerja.documents.sheet_breaks import Room, page_ends


def connectors(_):
    return 9


def test_a_table_that_fits_stays_on_its_page():
    assert page_ends([14] * 10, Room(140, 150), connectors) == [0] * 10


def test_a_foot_needs_room_on_the_page_it_ends():
    assert page_ends([14] * 11, Room(140, 150), connectors) == [0] * 9 + [1] * 2


def test_a_head_needs_room_on_the_page_it_begins():
    assert page_ends([14] * 30, Room(142, 150), connectors) == [0] * 9 + [1] * 9 + [2] * 9 + [3] * 3


def test_a_break_over_which_no_line_runs_needs_no_room():
    assert page_ends([14] * 12, Room(140, 150), lambda _: 0) == [0] * 10 + [1] * 2


def test_a_break_with_little_room_may_move_up_to_one_that_needs_none():
    assert page_ends([10, 10, 10], Room(20, 20), lambda row: 0 if row == 0 else 18) == [0, 1, 1]


def test_a_row_higher_than_its_page_stands_alone():
    assert page_ends([14, 300, 14], Room(140, 150), connectors) == [0, 1, 2]


@given(
    st.lists(st.integers(5, 40), min_size=1, max_size=40), st.integers(80, 160), st.sampled_from([0, 9, 18])
)
def test_every_page_holds_what_is_put_on_it(heights, space, height):
    pages = page_ends(heights, Room(space, space), lambda _: height)
    assert sorted(pages) == pages
    assert set(pages) == set(range(pages[-1] + 1))
    for page in set(pages):
        rows = [index for index, at in enumerate(pages) if at == page]
        used = sum(heights[index] for index in rows)
        used += height * (rows[0] > 0) + height * (rows[-1] < len(heights) - 1)
        assert used <= space
