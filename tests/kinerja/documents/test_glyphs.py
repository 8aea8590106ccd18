"""What the vendored fonts can draw."""

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from kinerja.documents.glyphs import FONTS, printable

OURS = "ÁÉéñ“”‘’–—…•·×÷−≥≤→●○□½√♦"


@pytest.mark.parametrize("text", ["Dinas Kependudukan", "Rp 1.000,50", OURS, "baris\nbaru\tdan tab"])
def test_what_the_fonts_have_is_left_alone(text):
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("😀", "□"), ("漢", "□"), ("a\x00b\x0c", "ab"), ("✓", "√"), ("1\u202f000", "1\u00a0000")],
)
def test_what_they_lack_is_shown_as_a_square_or_its_nearest(text, shown):
    assert printable(text) == shown


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic"])
def test_all_faces_draw_what_our_templates_use(face):
    with TTFont(settings.BASE_DIR / FONTS / f"LiberationSans-{face}.ttf") as font:
        assert set(map(ord, OURS)) <= set(font.getBestCmap())


def test_bold_and_italic_draw_all_that_regular_draws():
    def coverage(face: str) -> set[int]:
        with TTFont(settings.BASE_DIR / FONTS / f"LiberationSans-{face}.ttf") as font:
            return set(font.getBestCmap() or {})

    assert coverage("Regular") <= coverage("Bold")
    assert coverage("Regular") <= coverage("Italic")
