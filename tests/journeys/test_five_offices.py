"""Each of the five SOPs, as written, from its first step to the archive, in a real browser by the people of its columns."""

import io
from typing import Any

import pypdf
import pytest
from django.utils import timezone

from kinerja.management.demo.walker import Detour, Guide, fresh, plan
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.papers.report import prepare
from sop.ledger.models import Event
from sop.procedures.queries import definition_of
from tests.browser import press
from tests.journeys.browser import REASON, Desk, do
from tests.journeys.office import JourneyOffice, open_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The step from which the file is once sent back, how many steps the sheet has, how many parafs it asks for.
RETURN_AT = {"sumenep": 6, "musi-rawas": 5, "tasikmalaya": 7, "iv-jurai": 9, "mojokerto": 3}
PARAFS = {"sumenep": 1, "musi-rawas": 2, "tasikmalaya": 1, "iv-jurai": 1, "mojokerto": 1}
LONGEST = 80


@pytest.fixture
def desk(live_server, new_context) -> Desk:
    return Desk(live_server.url, new_context)


@pytest.mark.parametrize("seed", RETURN_AT)
def test_an_office_walks_its_sop_from_the_order_to_the_archive(seed, desk):
    place = open_office(seed)
    submission = begin(desk, place)
    submission = walk_in_browser(desk, place, submission, RETURN_AT[seed])
    assert submission.status == Status.ARCHIVED
    assert list(findings()) == []
    every_step_was_done(submission)
    the_report_is_whole(desk, submission, PARAFS[seed])
    PARTICULARS[seed](submission)


def begin(desk: Desk, place: JourneyOffice) -> Submission:
    """Start the newest period that has ended, as whoever does the first step."""
    definition = definition_of(place.publication)
    first = definition.steps[definition.starts[0]]
    starter = place.staff.who(first, None, timezone.localdate())
    page = desk.of(starter)
    page.goto(f"{desk.url}/pengisian/")
    press(page, page.locator(".openings .btn-primary, .openings .btn").first)
    page.wait_for_url("**/berkas/*/")
    return Submission.objects.get()


def walk_in_browser(desk: Desk, place: JourneyOffice, submission: Submission, return_at: int) -> Submission:
    guide = Guide(place.staff, prepare=prepare)
    detour: Detour | None = Detour(return_at, reason=REASON)
    for _ in range(LONGEST):
        submission = fresh(submission)
        if not submission.run.places():
            return submission
        here = submission.run.places()[0]
        now, detour = (detour, None) if detour and detour.step == here["step"] else (None, detour)
        do(desk, plan(submission, here, guide=guide, detour=now))
        after = fresh(submission).run
        assert here["id"] not in {row["id"] for row in after.places()}, f"step {here['step']} is still open"
    raise AssertionError("the walk does not end")


def every_step_was_done(submission: Submission) -> None:
    definition = definition_of(submission.run.publication)
    done = set(submission.run.step_runs.exclude(closed_at=None).values_list("step__position", flat=True))
    assert done == set(definition.steps)
    assert Event.objects.filter(run=submission.run, kind="return").exists()


def the_report_is_whole(desk: Desk, submission: Submission, parafs: int) -> None:
    """The PDF as downloaded by a colleague names the office, the figures, the parafs and the signer; /v/ knows it."""
    document = submission.document
    assert document is not None
    page = next(iter(desk.pages.values()))
    answer = page.request.get(f"{desk.url}/berkas/{submission.pk}/laporan.pdf")
    reader = pypdf.PdfReader(io.BytesIO(answer.body()))
    text = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
    assert document.code in text.replace("-", "").replace(" ", "") or document.code in text
    for word in (submission.office.name, "95,5", document.signers[0]["name"]):
        assert word.casefold() in text.casefold(), word
    assert document.signers[-1]["serial"]
    assert [row["act"] for row in document.signers].count("paraf") == parafs
    assert "data.json" in reader.attachments
    page.goto(f"{desk.url}/v/{document.code}/")
    assert "Dokumen asli" in page.content()
    # Each signature in the file, and the timestamp over all of it, was examined and holds.
    assert page.content().count("<span>Sah") == 1 + sum(bool(row["serial"]) for row in document.signers)


def kinds(submission: Submission) -> list[str]:
    return list(Event.objects.filter(run=submission.run).order_by("seq").values_list("kind", flat=True))


def record_of(submission: Submission, step: int) -> dict[str, Any]:
    return submission.run.step_runs.filter(step__position=step).latest("closed_at").record


def sumenep(submission: Submission) -> None:
    """Step 9 signs and archives in one act: two events of the same moment."""
    assert kinds(submission)[-2:] == ["sign", "archive"]
    signed, archived = Event.objects.filter(run=submission.run).order_by("seq").reverse()[:2][::-1]
    assert signed.at == archived.at


def musi_rawas(submission: Submission) -> None:
    """Two parafs, and the receipt of SILAKIP with the last step."""
    assert kinds(submission).count("paraf") == 2
    assert record_of(submission, 11)["application"] == "SILAKIP"
    assert record_of(submission, 11)["receipt"]


def tasikmalaya(submission: Submission) -> None:
    """The meeting is attended, the document distributed."""
    assert record_of(submission, 4)["attendees"]
    assert record_of(submission, 8)["recipients"]


def iv_jurai(submission: Submission) -> None:
    """The letter is numbered after the signature."""
    order = kinds(submission)
    assert record_of(submission, 12)["number"]
    assert order.index("sign") < len(order) - 1 - order[::-1].index("step")


def mojokerto(submission: Submission) -> None:
    """Monthly, filled by the fifth of the month after the period."""
    assert submission.period.kind == "month"
    due = submission.run.step_runs.filter(step__position=1, round=1).earliest("pk").due_at
    assert due is not None
    assert due.astimezone(submission.run.office.tz).day == 5


PARTICULARS = {
    "sumenep": sumenep,
    "musi-rawas": musi_rawas,
    "tasikmalaya": tasikmalaya,
    "iv-jurai": iv_jurai,
    "mojokerto": mojokerto,
}
