"""The issued papers of a file, as the bundle of its archive takes them."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from kinerja.letters.models import Letter
from kinerja.letters.storage import content_of
from kinerja.submissions.models import Submission

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def papers_of(submission: Submission) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """In the order in which they were issued, cancelled ones too. One query; LetterDamaged when one is read."""
    rows = Letter.objects.filter(submission=submission).exclude(sha256="").order_by("pk")
    for place, letter in enumerate(rows, start=1):
        words = _UNSAFE.sub("-", f"{letter.kind} {letter.number}".strip()).strip("-")
        yield f"{place:02d}-{words}.pdf", partial(content_of, letter)
