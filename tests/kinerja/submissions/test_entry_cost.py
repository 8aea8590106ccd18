"""The number of queries does not grow with the rows."""

import pytest
from django.urls import reverse

from tests.engine.walking import counted, fill, walk_to_step
from tests.kinerja.submissions.sheets import address, begun, browser_of, office, posted, sheet

pytestmark = pytest.mark.django_db
SIZES = [5, 30]


def cost(call):
    with counted() as queries:
        answer = call()
    return len(queries), answer


def entry_costs(size):
    world = office(indicators=size)
    submission = begun(world, **{f"i{n}": "90" for n in range(1, size + 1)})
    unit = world.units[0].pk
    clerk, url = browser_of(world.clerks[unit]), address(submission, unit)
    clerk.get(url)
    look, _ = cost(lambda: clerk.get(url))
    rows = sheet(submission, unit)
    typed = posted(rows, **{f"value_{n}": "91" for n in range(1, size + 1)})
    save, answer = cost(lambda: clerk.post(url, typed))
    assert answer.status_code == 302
    typed = posted(sheet(submission, unit), **{f"value_{n}": "n/a" for n in range(1, size + 1)})
    refuse, answer = cost(lambda: clerk.post(url, typed))
    assert answer.status_code == 422
    check, _ = cost(lambda: clerk.get(reverse("submissions:check", args=[submission.pk, unit])))
    return {"look": look, "save": save, "refuse": refuse, "check": check}


def test_the_sheet_costs_the_same_for_5_and_30_rows():
    small, large = (entry_costs(size) for size in SIZES)
    assert small == large
    assert large["look"] <= 18, large
    assert large["save"] <= 25, large
    assert large["refuse"] <= 32, large
    assert large["check"] <= 18, large


def verification_costs(size):
    world = office(indicators=size)
    submission = begun(world)
    for unit in world.units:
        fill(submission, unit.pk, world.clerks[unit.pk])
    submission = walk_to_step(world, submission, 2)
    verifier = browser_of(world.people[2])
    url = reverse("submissions:verify", args=[submission.pk, submission.run.places()[0]["id"]])
    answer = verifier.get(url)
    look, answer = cost(lambda: verifier.get(url))
    lines = [line for bundle in answer.context["bundles"] for line in bundle.lines]
    typed = {f"version-{line.checked.row.pk}": line.checked.row.mark for line in lines}
    save, answer = cost(lambda: verifier.post(url, typed | {"agree_rest": "1"}))
    assert answer.status_code == 302
    return {"look": look, "save": save, "rows": len(lines) // len(world.units) == size}


def test_verification_costs_the_same_for_5_and_30_rows():
    small, large = (verification_costs(size) for size in SIZES)
    assert small == large
    assert large["look"] <= 20, large
    assert large["save"] <= 25, large
