"""The small line of a row: what it draws, what it says, where it stays away."""

from decimal import Decimal

from kinerja.common.sparkline import Point, sparkline


def points(*values):
    return [
        Point(f"TW {number} 2026", None if text is None else Decimal(text), text or "", number == 2)
        for number, text in enumerate(values, start=1)
    ]


def test_a_single_figure_is_no_history():
    assert sparkline("a", "Riwayat", points("90", None, None)) == ""


def test_the_picture_says_every_figure_in_words_and_escapes_them():
    drawn = sparkline("a", "Riwayat <b>", points("90", "95"), [Decimal(97)])
    assert '<desc id="a-d">TW 1 2026 90; TW 2 2026 95 (sementara)</desc>' in drawn
    assert "Riwayat &lt;b&gt;" in drawn
    assert 'role="img" aria-labelledby="a-t a-d"' in drawn
    assert "style" not in drawn


def test_a_missing_period_interrupts_the_line():
    whole = sparkline("a", "", points("1", "2", "3", "4"))
    broken = sparkline("a", "", points("1", "2", None, "3", "4"))
    assert broken.count(" L") == whole.count(" L") - 1


def test_equal_figures_lie_in_the_middle_and_the_target_widens_the_scale():
    assert "M6.0 24.0 L170.0 24.0" in sparkline("a", "", points("5", "5"))
    assert "M6 6.0H170" in sparkline("a", "", points("5", "5"), [Decimal(9)])
