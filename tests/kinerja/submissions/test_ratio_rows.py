"""Rows whose figure is computed: what is typed, what is worked out, what is refused, what stands on paper."""

import json
from decimal import Decimal

import pytest

from kinerja.indicators.models import Indicator
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.entry.filling import RowInput, record_figures
from kinerja.submissions.entry.sheet_paper import form_of
from kinerja.submissions.errors import NotOfThisRow, NotToBeDivided
from kinerja.submissions.figures import Figure
from kinerja.submissions.papers import rows as paper_rows
from kinerja.submissions.papers import snapshots
from sop.ledger.models import Event
from tests.kinerja.submissions.sheets import address, begun, browser_of, office, posted, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = office(indicators=2)
    Indicator.objects.filter(name="Indikator 1").update(
        numerator_name="Anak berakta", denominator_name="anak seluruhnya"
    )
    return world


@pytest.fixture
def submission(world):
    return begun(world)


def first(world, submission):
    return sheet(submission, world.units[0].pk)[0]


def post(world, submission, **typed):
    unit = world.units[0].pk
    rows = sheet(submission, unit)
    return browser_of(world.clerks[unit]).post(address(submission, unit), posted(rows, **typed))


def record(world, submission, **changes):
    unit, row = world.units[0].pk, first(world, submission)
    inputs = [RowInput(row.pk, row.figure.version, changes)]
    return record_figures(submission, inputs, unit=unit, by=world.clerks[unit])


def test_what_a_figure_is_computed_from_is_frozen_when_the_period_opens(world, submission):
    Indicator.objects.filter(name="Indikator 1").update(numerator_name="", denominator_name="")
    ratio = first(world, submission).ratio
    assert (ratio.numerator, ratio.denominator, ratio.factor) == ("Anak berakta", "anak seluruhnya", 100)
    assert sheet(submission, world.units[0].pk)[1].ratio is None


def test_the_server_computes_the_value_and_the_event_tells_all_three(world, submission):
    assert post(world, submission, numerator_1="1.425", denominator_1="1500").status_code == 302
    figure = first(world, submission).figure
    assert (figure.numerator, figure.denominator, figure.value, figure.achievement) == (1425, 1500, 95, 95)
    text = Event.objects.filter(run=submission.run_id, kind="figures").values_list("text", flat=True).get()
    assert json.loads(text)["changes"][0]["new"] == {
        "denominator": "1500",
        "numerator": "1425",
        "value": "95",
    }
    assert list(findings()) == []


def test_the_parts_may_come_one_after_the_other_and_may_be_taken_back(world, submission):
    record(world, submission, numerator=Decimal(3))
    assert not first(world, submission).figure.filled
    record(world, submission, denominator=Decimal(7))
    assert first(world, submission).figure.value == Decimal("42.857143")
    assert first(world, submission).text == "42,86"
    record(world, submission, numerator=None)
    figure = first(world, submission).figure
    assert (figure.value, figure.achievement) == (None, None)


def test_a_denominator_of_zero_is_refused_by_the_form_and_by_the_act(world, submission):
    page = post(world, submission, numerator_1="0", denominator_1="0")
    assert page.status_code == 422
    assert "anak seluruhnya harus lebih besar daripada 0" in page.content.decode()
    assert 'value="0"' in page.content.decode()
    with pytest.raises(NotToBeDivided, match="tidak dapat dihitung"):
        record(world, submission, numerator=Decimal(1), denominator=Decimal(0))
    assert first(world, submission).figure.version == 0


def test_the_value_itself_cannot_be_entered(world, submission):
    post(world, submission, value_1="99")
    assert first(world, submission).figure.value is None
    with pytest.raises(NotOfThisRow, match="dihitung dari pembilang dan penyebut"):
        record(world, submission, value=Decimal(99))


def test_a_row_that_is_entered_as_it_is_has_no_parts_and_no_money(world, submission):
    row = sheet(submission, world.units[0].pk)[1]
    post(world, submission, numerator_2="5", spent_2="5")
    assert Figure.objects.get(pk=row.pk).version == 0
    with pytest.raises(NotOfThisRow, match="tidak memakai"):
        record_figures(
            submission, [RowInput(row.pk, 0, {"spent": Decimal(5)})],
            unit=world.units[0].pk, by=world.clerks[world.units[0].pk],
        )  # fmt: skip


def test_no_data_excludes_both_parts(world, submission):
    page = post(
        world, submission, numerator_1="4", no_data_1="1", no_data_reason_1="Belum ada pendataan"
    ).content.decode()
    assert "Kosongkan pembilang dan penyebut ‘Indikator 1’" in page
    done = post(world, submission, no_data_1="1", no_data_reason_1="Belum ada pendataan")
    assert done.status_code == 302
    assert first(world, submission).figure.no_data


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("banyak", "Tulis angka"),
        ("5%", "Tulis angka saja, tanpa satuan."),
        ("1,250", "Tulis 1,25 atau 1250."),
        ("1,255", "Tulis 1,2550 atau 1255."),
    ],
)
def test_a_part_that_cannot_be_read_names_itself(world, submission, text, sentence):
    page = post(world, submission, numerator_1=text)
    assert page.status_code == 422
    assert "‘Indikator 1’, Anak berakta: " in page.content.decode()
    assert sentence in page.content.decode()


def test_more_than_the_whole_is_a_warning_to_both_sides_and_no_refusal(world, submission):
    assert post(world, submission, numerator_1="510", denominator_1="500").status_code == 302
    row = first(world, submission)
    assert [flag.code for flag in row.warnings] == ["larger_part"]
    assert "larger_part" in [flag.code for flag in row.flags]


def test_both_figures_stand_in_the_snapshot_on_the_form_and_in_the_report(world, submission):
    record(world, submission, numerator=Decimal(475), denominator=Decimal(600))
    rows = list(
        Figure.objects.filter(submission=submission).select_related("unit", "entered_by").order_by("order")
    )
    content = snapshots.content(submission, rows, {})
    frozen = next(row for row in content["rows"] if row["numerator"])
    assert (frozen["numerator"], frozen["denominator"], frozen["value"]) == ("475", "600", "79.166667")
    printed = paper_rows.groups_of(paper_rows.Basis({"rows": [frozen]}, None))[0].rows[0]
    assert printed.workings == "Anak berakta (475) ÷ anak seluruhnya (600) × 100"
    assert printed.realised.number == Decimal("79.17")
    unit = world.units[0].pk
    answer = browser_of(world.clerks[unit]).get(address(submission, unit))
    form = form_of(answer.context["desk"], blank=False)
    assert form.groups[0].rows[0].workings == printed.workings
    assert "= 79,17 %" in answer.content.decode()
