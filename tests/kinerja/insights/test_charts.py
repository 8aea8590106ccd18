from decimal import Decimal

import pytest
from defusedxml.ElementTree import fromstring

from kinerja.insights.charts import LETTERS, Bar, bullet_chart, scale_for

SVG = "{http://www.w3.org/2000/svg}"
BARS = [
    Bar("Meningkatnya kualitas layanan administrasi kependudukan dan pencatatan sipil", Decimal("98.2"), "98,20%", "success"),
    Bar("Tertib <arsip> & 'data'", Decimal(40), "40,00%", "danger"),
    Bar("Tanpa angka", None, "–"),
]  # fmt: skip


def drawn(bars=BARS):
    return fromstring(bullet_chart("capaian", "Capaian per sasaran", "Sasaran 1: 98,20%", bars))


def test_the_picture_has_a_title_and_a_description_that_are_announced():
    svg = drawn()
    ids = svg.get("aria-labelledby").split()
    named = {node.get("id"): node.text for node in svg if node.get("id")}
    assert [named[one] for one in ids] == ["Capaian per sasaran", "Sasaran 1: 98,20%"]
    assert svg.get("role") == "img"


def test_a_bar_is_as_long_as_its_value_on_the_scale():
    filled = [rect for rect in drawn().iter(f"{SVG}rect") if rect.get("width") != "100%"]
    assert [rect.get("width") for rect in filled] == ["81.83%", "33.33%"]  # 98,2/120 and 40/120


def test_every_row_carries_the_mark_of_the_target():
    marks = [line.get("x1") for line in drawn().iter(f"{SVG}line")]
    assert marks == ["83.33%"] * 3  # 100/120


def test_long_names_are_broken_into_lines_and_nothing_is_lost():
    texts = [text.text for text in drawn().iter(f"{SVG}text")]
    assert all(len(text) <= LETTERS for text in texts)
    assert BARS[0].label in " ".join(texts)


def test_markup_in_a_name_stays_text():
    texts = [text.text for text in drawn().iter(f"{SVG}text")]
    assert "Tertib <arsip> & 'data'" in texts


def test_no_inline_style_is_needed():
    assert all(node.get("style") is None for node in drawn().iter())


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ([], 120),
        (["40", "98.2"], 120),
        (["120"], 120),
        (["120.01"], 140),
        (["133.3"], 140),
        (["900"], 200),
        (["-30"], 120),
    ],
)
def test_the_scale_reaches_past_the_target_but_never_runs_away(values, scale):
    assert scale_for([Decimal(value) for value in values]) == scale


def test_values_beyond_the_scale_fill_it_and_negative_ones_leave_it_empty():
    bars = [Bar("Jauh", Decimal(900), "900%"), Bar("Minus", Decimal(-20), "-20%")]
    widths = [rect.get("width") for rect in drawn(bars).iter(f"{SVG}rect")]
    assert widths == ["100%", "100.00%", "100%", "0.00%"]
