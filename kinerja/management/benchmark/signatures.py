"""Signing in the file as a multiple of a page with one line: the last signature with its examination, reading, handing out."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kinerja.documents.data import Official
from kinerja.documents.engine import write_pdf
from kinerja.management.benchmark.pages import client_of
from kinerja.management.benchmark.timing import Line, least_cpu
from kinerja.management.benchmark.world import World
from kinerja.management.demo.people import PHRASE
from kinerja.management.demo.walker import fresh, plan, request_for, walk
from kinerja.signing.issuing import issue_certificate, unlock
from kinerja.signing.storage import content_of
from kinerja.signing.validation import marks_of
from kinerja.submissions.actions import Papers, act
from kinerja.submissions.models import Submission
from kinerja.submissions.papers import chain
from sop.offices.models import User

PARAF_STEPS, SIGN_STEP = (7, 8), 9
SIGNING, READING, DOWNLOAD = 40, 30, 15
ONE_LINE = "<html lang='id'><title>Satu baris</title><p>Satu baris.</p></html>"


def lines(world: World) -> Iterator[Line]:
    """A report of 30 indicators with two parafs in it, signed and examined as in the request of the head."""
    submission = walk(world.begin(), PARAF_STEPS[0], guide=world.guide)
    for _ in PARAF_STEPS:
        submission = _initialled(submission, world)
    head = _hand(world.people["kepala-dinas"], SIGN_STEP)
    one_line = least_cpu(lambda: write_pdf(ONE_LINE, paper="A4", landscape=False), rounds=5)
    signing = least_cpu(lambda: chain.give_signature(submission, head), rounds=3, warm_up=1)
    note = f"{signing:.2f} s"
    yield Line(
        "last signature of 30 indicators after two parafs, examined", signing / one_line, SIGNING, note
    )
    document = chain.give_signature(submission, head)
    content = content_of(document)
    reading = least_cpu(lambda: marks_of(content), rounds=3, warm_up=1)
    yield Line("examining all its signatures anew", reading / one_line, READING, f"{reading:.2f} s")
    yield _handed_out(_gone_on(submission, world, document=document), world)


def _initialled(submission: Submission, world: World) -> Submission:
    """One paraf further, its signature in the file, by whoever the step belongs to."""
    turn = plan(submission, submission.run.places()[0], guide=world.guide)
    manuscript = chain.give_paraf(submission, _hand(turn.by, turn.place["step"]))
    return _gone_on(submission, world, manuscript=manuscript)


def _gone_on(submission: Submission, world: World, **signed: Any) -> Submission:
    turn = plan(submission, submission.run.places()[0], guide=world.guide)
    papers = Papers(submission.data_hash, follows=submission.manuscript_sha256, **signed)
    return fresh(act(submission, request_for(turn), by=turn.by, papers=papers).submission)


def _hand(user: User, step: int) -> chain.Hand:
    now = timezone.now()
    key = unlock(issue_certificate(user, PHRASE), PHRASE, at=now)
    return chain.Hand(Official("Pejabat", user.name), step, now, "", key)


def _handed_out(submission: Submission, world: World) -> Line:
    """The stored file through the whole stack; its hash is checked on the way."""
    client = client_of(world.people["kepala-dinas"])
    address = reverse("submissions:report", args=[submission.pk])
    trivial = least_cpu(lambda: client.get("/ok/"))
    cost = least_cpu(lambda: client.get(address).content)
    return Line("the stored file again (× a trivial page)", cost / trivial, DOWNLOAD, f"{1e3 * cost:.1f} ms")
