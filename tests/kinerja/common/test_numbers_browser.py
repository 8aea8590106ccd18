"""numbers.js reads and writes as numbers.py does: both run the table in numbers.json."""

from decimal import Decimal

import pytest

from tests.house.files import ROOT
from tests.kinerja.common.test_numbers import TABLE

pytestmark = pytest.mark.browser


@pytest.fixture
def run(page):
    page.goto("about:blank")
    page.add_script_tag(content=(ROOT / "static/numbers.js").read_text("utf-8"))
    return lambda job, cases: page.evaluate(f"cases => cases.map({job})", cases)


def plain(text):
    """A value of the table as the script holds it: digits without an exponent."""
    return None if text is None else f"{Decimal(text):f}"


def test_typed_texts_are_read_alike(run):
    read = run("c => kinerja.numbers.parse(c.text, {unit: c.unit, decimals: c.decimals})", TABLE["parse"])
    wrong = [
        (case["text"], case["unit"], name, found[name], case[name])
        for case, found in zip(TABLE["parse"], read, strict=True)
        for name in found
        if name in case and found[name] != case[name]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("part", "job", "wanted"),
    [
        ("format", "c => kinerja.numbers.format(c.value, c.decimals)", "text"),
        ("figure", "c => kinerja.numbers.figure(c.value, c.decimals)", "text"),
        ("words", "c => kinerja.numbers.inWords(c.value)", "text"),
        ("unchanged", "c => kinerja.numbers.unchanged(c.text, c.rendered)", "same"),
    ],
)
def test_values_are_written_alike(run, part, job, wanted):
    cases = [case | {"value": plain(case.get("value"))} for case in TABLE[part]]
    assert run(job, cases) == [case[wanted] for case in cases]
