"""Signing in the file as a multiple of a page with one line: the last signature with its examination, and reading it."""

import dataclasses
from collections.abc import Iterator

from django.utils import timezone

from kinerja.documents.data import Official
from kinerja.documents.engine import write_pdf
from kinerja.management.benchmark.timing import Line, least_cpu
from kinerja.management.benchmark.world import World
from kinerja.management.demo.people import PHRASE
from kinerja.management.demo.walker import walk
from kinerja.signing.issuing import issue_certificate, unlock
from kinerja.signing.storage import content_of
from kinerja.signing.validation import marks_of
from kinerja.submissions.papers import chain

PARAF_STEP, SIGN_STEP = 8, 9
SIGNING, READING = 40, 30
ONE_LINE = "<html lang='id'><title>Satu baris</title><p>Satu baris.</p></html>"


def lines(world: World) -> Iterator[Line]:
    """A report of 30 indicators with one paraf in it, signed and examined as in the request of the head."""
    submission = walk(world.begin(), SIGN_STEP, guide=world.guide)
    user = world.people["kepala-dinas"]
    now = timezone.now()
    key = unlock(issue_certificate(user, PHRASE), PHRASE, at=now)
    hand = chain.Hand(Official("Sekretaris", user.name), PARAF_STEP, now, "", key)
    manuscript = chain.give_paraf(submission, hand)
    manuscript.save()
    submission.manuscript = manuscript
    submission.save(update_fields=["manuscript"])
    head = dataclasses.replace(hand, step=SIGN_STEP)
    one_line = least_cpu(lambda: write_pdf(ONE_LINE, paper="A4", landscape=False), rounds=5)
    signing = least_cpu(lambda: chain.give_signature(submission, head), rounds=3, warm_up=1)
    yield Line("last signature of 30 indicators, examined", signing / one_line, SIGNING, f"{signing:.2f} s")
    content = content_of(chain.give_signature(submission, head))
    reading = least_cpu(lambda: marks_of(content), rounds=3, warm_up=1)
    yield Line("examining all its signatures", reading / one_line, READING, f"{reading:.2f} s")
