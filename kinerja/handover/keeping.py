"""The uploaded pictures of receipts on the disk: read back, given to the archive, and destroyed with their case."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from kinerja.common import blobs
from kinerja.handover.errors import ReceiptDamaged
from kinerja.handover.receipts import Receipt
from kinerja.submissions.models import Submission

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_KEPT = Q(submission__document__destroyed="")


def content_of(receipt: Receipt) -> bytes:
    """The bytes as uploaded; ReceiptDamaged where they are missing or were changed."""
    try:
        return blobs.read(receipt.path, receipt.sha256)
    except blobs.BlobDamaged as error:
        raise ReceiptDamaged from error


def pictures_of(submission: Submission) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """In the order in which they were recorded, replaced ones too: the history speaks of them. One query."""
    rows = Receipt.objects.filter(submission=submission).exclude(sha256="").order_by("pk")
    for place, row in enumerate(rows, start=1):
        words = _UNSAFE.sub("-", f"{row.application} {row.number}".strip()).strip("-.")
        yield f"{place:02d}-{words}{Path(row.path).suffix}", partial(content_of, row)


def known_hashes(hashes: Sequence[str]) -> set[str]:
    """Those of these sha256 that a receipt of a case that is kept names. One query."""
    rows = Receipt.objects.filter(_KEPT, sha256__in=hashes)
    return set(rows.values_list("sha256", flat=True))


def bytes_of(submission: Submission) -> Iterator[Path]:
    """What goes with a destroyed case; young files stay for the daily sweep, for they may be on their way into another."""
    rows = Receipt.objects.filter(submission=submission).exclude(sha256="")
    found = dict(rows.order_by("pk").values_list("sha256", "path"))
    kept = known_hashes(list(found))
    for sha256, relative in found.items():
        path = Path(settings.MEDIA_ROOT) / relative
        if sha256 not in kept and path.is_file() and time.time() - path.stat().st_mtime > blobs.FRESH:
            yield path
