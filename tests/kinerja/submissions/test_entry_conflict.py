"""Two people on one sheet: the same cell asks, different cells do not."""

from decimal import Decimal

import pytest

from kinerja.submissions.figures import Figure
from tests.kinerja.submissions.sheets import address, begun, browser_of, office, posted, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return office(units=1)


@pytest.fixture
def submission(world):
    return begun(world)


@pytest.fixture
def unit(world):
    return world.units[0]


@pytest.fixture
def clerk(world, unit):
    return browser_of(world.clerks[unit.pk])


@pytest.fixture
def meanwhile(world, submission, unit):
    """A page opened now, and a colleague who saves these inputs before it is posted."""
    first = world.clerks[unit.pk]
    colleague = type(first).objects.create(username="rekan", name="Rekan Rekaan", password="!")
    position = first.appointments.get().position
    position.shared = True
    position.save()
    colleague.appointments.create(position=position, since="2020-01-01")

    def save(**typed: str):
        rows = sheet(submission, unit.pk)
        answer = browser_of(colleague).post(address(submission, unit.pk), posted(rows, **typed))
        assert answer.status_code == 302
        return rows

    return save


def row(submission, order=1):
    return Figure.objects.get(submission=submission, order=order)


def test_both_values_are_offered_and_nothing_is_overwritten(meanwhile, submission, unit, clerk):
    seen = meanwhile(value_1="88,20")
    answer = clerk.post(address(submission, unit.pk), posted(seen, value_1="87,50", value_2="97"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Rekan Rekaan mengubah baris ini" in page
    assert "<b>87,50</b>" in page
    assert "<b>88,20</b>" in page
    assert (row(submission).value, row(submission, 2).value) == (Decimal("88.2"), 97)


@pytest.mark.parametrize(("choice", "kept"), [("mine", "87.5"), ("theirs", "88.2")])
def test_the_chosen_value_is_kept(meanwhile, submission, unit, clerk, choice, kept):
    seen = meanwhile(value_1="88,20")
    typed = posted(seen, value_1="87,50")
    clash = clerk.post(address(submission, unit.pk), typed).context["sections"][0].lines[0].clash
    typed[f"choice-{seen[0].pk}"] = f"{choice}.{clash.mark}"
    assert clerk.post(address(submission, unit.pk), typed).status_code == 302
    assert row(submission).value == Decimal(kept)


def test_a_choice_made_before_the_value_changed_once_more_asks_again(meanwhile, submission, unit, clerk):
    seen = meanwhile(value_1="88,20")
    typed = posted(seen, value_1="87,50")
    clash = clerk.post(address(submission, unit.pk), typed).context["sections"][0].lines[0].clash
    meanwhile(value_1="89")
    typed[f"choice-{seen[0].pk}"] = f"mine.{clash.mark}"
    answer = clerk.post(address(submission, unit.pk), typed)
    assert answer.status_code == 409
    assert row(submission).value == 89


def test_different_cells_of_one_row_do_not_collide(meanwhile, submission, unit, clerk):
    seen = meanwhile(explanation_1="Dari rekan")
    answer = clerk.post(address(submission, unit.pk), posted(seen, value_1="87,50"))
    assert answer.status_code == 302
    assert (row(submission).value, row(submission).explanation) == (Decimal("87.5"), "Dari rekan")


def test_a_stale_page_that_changed_nothing_does_not_take_the_new_value_back(
    meanwhile, submission, unit, clerk
):
    seen = meanwhile(value_1="88,20")
    assert clerk.post(address(submission, unit.pk), posted(seen, value_2="97")).status_code == 302
    assert row(submission).value == Decimal("88.2")


def test_both_typing_the_same_is_no_collision(meanwhile, submission, unit, clerk):
    seen = meanwhile(value_1="88,20")
    assert clerk.post(address(submission, unit.pk), posted(seen, value_1="88,20")).status_code == 302


def test_a_page_whose_version_was_tampered_with_asks_instead_of_overwriting(
    meanwhile, submission, unit, clerk
):
    seen = meanwhile(value_1="88,20")
    typed = posted(seen, value_1="87,50") | {f"version-{seen[0].pk}": "x"}
    assert clerk.post(address(submission, unit.pk), typed).status_code == 409
    assert row(submission).value == Decimal("88.2")
