"""The shipped sheets say what their sources say, word for word."""

import html
import re
from typing import Any

import pytest
import yaml

from sop.durations.standard import Standard
from sop.durations.totals import total
from sop.procedures.pages import BOXES
from tests.sop.procedures.catalog import FIXTURES, NAMES, SEEDS, SOURCES

SECTIONS = ("legal_basis", "qualification", "related", "equipment", "recording", "warning")
HEADER = (
    "agency",
    "cover",
    "attachment_of",
    "number",
    "title",
    "table_title",
    "created_printed",
    "revised_printed",
    "effective_printed",
    "approver_post",
    "approver_name",
    "approver_rank",
    "approver_nip",
)
by_name = pytest.mark.parametrize("name", NAMES)
by_seed = pytest.mark.parametrize("expected", SEEDS, ids=NAMES)


def words(text: str) -> str:
    """The text without tags, entities and the asterisks of bold, its white space collapsed."""
    plain = html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("**", " ")
    return " ".join(plain.split())


def source(name: str) -> str:
    return words((SOURCES / f"{name}.txt").read_text(encoding="utf-8"))


def rows(name: str, model: str) -> list[dict[str, Any]]:
    entries = yaml.safe_load((FIXTURES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [entry["fields"] for entry in entries if entry["model"] == f"sop.{model}"]


def printed(name: str) -> list[str]:
    """Everything the fixture claims to be printed on the sheet."""
    (version,) = rows(name, "sopversion")
    header = [version.get(key, "") for key in HEADER]
    labels = [*version["labels"].values()]
    items = [f"{item.get('marker', '')} {item['text']}" for item in rows(name, "headeritem")]
    actors = [actor["label"] for actor in rows(name, "actor")]
    steps = [
        step[key] for step in rows(name, "step") for key in ("number", "activity", "note") if key in step
    ]
    cells = [row[key] for row in rows(name, "qualitystandard") for key in ("requirements", "time", "output")]
    return [*header, *labels, *items, *actors, *steps, *cells]


@by_name
def test_every_printed_text_occurs_word_for_word_in_the_source(name):
    text = source(name)
    missing = [said for said in printed(name) if words(said) not in text]
    # An ordered list of the source glues its marker to the text, and a colon stands in a cell of its own.
    assert [said for said in missing if words(said).replace(" ", "") not in text.replace(" ", "")] == []


def test_the_comparison_would_notice_a_changed_word():
    assert words("Menandatangani dan mengarsipkan") not in source("sumenep")
    assert words("Mengandatangani dan mengarsipkan") in source("sumenep")


@by_seed
def test_nothing_of_the_table_of_steps_is_left_out(expected):
    """Every word of the source's table of steps stands in some cell of the fixture."""
    table = (SOURCES / f"{expected.name}.txt").read_text(encoding="utf-8")
    cells = [cell for line in table.splitlines() if re.match(r"\d+\.?\t", line) for cell in line.split("\t")]
    said = {words(text) for text in printed(expected.name)}
    labels = {flow["label"] for flow in rows(expected.name, "flow") if "label" in flow}
    numbers_of_columns = {str(number) for number in range(1, 11)}
    assert {words(cell) for cell in cells if words(cell)} <= said | labels | numbers_of_columns


@by_seed
def test_counts_of_steps_items_columns_and_remarks(expected, sheets):
    data = sheets[expected.name].data
    counted = [sum(item["section"] == section for item in data["items"]) for section in SECTIONS]
    assert (data["number"], data["rhythm"]) == (expected.number, expected.rhythm)
    assert len(data["steps"]) == expected.steps
    assert tuple(counted) == expected.items
    assert tuple(actor["label"] for actor in data["actors"]) == expected.columns
    assert len(data["remarks"]) == expected.remarks
    assert set(BOXES) == set(SECTIONS)


@by_seed
def test_total_waktu_is_added_per_unit(expected, sheets):
    steps = sheets[expected.name].steps
    assert total(Standard.from_json(step["standard"]) for step in steps) == expected.total


def test_mojokerto_without_the_return_takes_2_hari_60_menit(sheets):
    steps = sheets["mojokerto"].steps
    straight = [Standard.from_json(step["standard"]) for step in steps if step["position"] not in {1, 4}]
    assert total(straight) == "2 hari 60 menit"


@by_name
def test_every_sheet_begins_with_the_remark_on_the_lost_symbols(name):
    first = rows(name, "remark")[0]
    assert first["text"].startswith("Simbol alur tidak terbaca pada naskah sumber.")
    assert [row["order"] for row in rows(name, "remark")] == list(range(1, len(rows(name, "remark")) + 1))


@by_name
def test_every_placement_of_an_actor_is_marked_as_inferred_with_its_confidence(name):
    marks = rows(name, "stepactor")
    assert marks
    assert [mark for mark in marks if mark["source"] != "inferred" or not 0 < mark["confidence"] <= 100] == []


@by_name
def test_no_account_is_made_from_the_names_on_the_sheet(name):
    text = (FIXTURES / f"{name}.yaml").read_text(encoding="utf-8")
    assert "sop.user" not in text.casefold()
    assert "sop.appointment" not in text.casefold()
