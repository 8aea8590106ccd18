"""Two years of files: every number of the compliance page leads to a list of as many rows, counted by hand."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from kinerja.compliance.refreshing import refresh
from sop.runs.models import Run, StepRun
from tests.browser import press
from tests.makers import END, Detour, submission_at
from tests.worlds import load_world, person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
LINKS = ".compliance-head a[href*='/langkah/'], table.compliance a[href*='/langkah/']"
SHARE = re.compile(r"(\d+)%")


def two_years() -> int:
    """A file that was really walked, once sent back outside the flow, told again for eight quarters; returns the SOP's pk."""
    world = load_world("musi-rawas")
    back = Detour(step=5, reason="Lampirkan sumbernya.")
    first = submission_at(END, world=world, detours=(back,)).run
    rows = list(StepRun.objects.filter(run=first))
    for quarter in range(1, 8):
        shift = dt.timedelta(days=91 * quarter)
        run = Run.objects.get(pk=first.pk)
        run.pk, run.opened_at = None, first.opened_at - shift
        run.save(force_insert=True)
        StepRun.objects.bulk_create(_moved(row, run, shift) for row in rows)
    refresh(timezone.now())
    return int(world.obligation.sop_id)


def _moved(row: StepRun, run: Run, shift: dt.timedelta) -> StepRun:
    values = {field.attname: getattr(row, field.attname) for field in StepRun._meta.concrete_fields}
    values |= {"id": None, "run_id": run.pk}
    values |= {
        name: values[name] and values[name] - shift
        for name in ("opened_at", "seen_at", "closed_at", "due_at")
    }
    return StepRun(**values)


def test_each_number_of_two_years_is_traced_to_its_list(page: Page, live_server, sign_in):
    sop = two_years()
    sign_in(page, person("musirawas.kasubag"))
    page.goto(f"{live_server.url}/kepatuhan/{sop}/")
    assert "langkah selesai dalam mutu baku" in page.locator("#temuan").inner_text()
    found = page.locator(LINKS).evaluate_all(
        "links => links.map(one => [one.getAttribute('href'), one.innerText])"
    )
    plain = [(url, int(words.split("×")[0])) for url, words in found if re.match(r"\d+(×|$)", words.strip())]
    assert len(plain) > 15
    for url, number in plain:
        page.goto(f"{live_server.url}{url}")
        assert counted(page) == number, url
    shares = [(url, int(SHARE.match(words)[1])) for url, words in found if SHARE.match(words)]
    for url, share in shares[:3]:
        page.goto(f"{live_server.url}{url}")
        on_time = counted(page)
        page.goto(f"{live_server.url}{url.replace('hasil=tepat', 'hasil=dinilai')}")
        assert on_time * 100 // counted(page) == share


def counted(page: Page) -> int:
    """The rows of all pages of a list, one by one; its heading says the same."""
    told = re.search(r": (\d+) pelaksanaan", page.locator("main h2").first.inner_text())
    rows = page.locator("main tbody tr").count()
    while page.locator("a[rel=next]").count():
        press(page, page.locator("a[rel=next]").first)
        rows += page.locator("main tbody tr").count()
    assert told
    assert int(told[1]) == rows
    return rows
