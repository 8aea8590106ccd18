"""By the clock: the bundle of a case is written and sealed soon after it was filed, not when somebody first asks for it."""

import datetime as dt
import logging

from kinerja.archive.bundle.cases import case_bundle, whole_record
from kinerja.submissions.figures import ArchiveRecord
from sop.errors import RuleError

AT_ONCE, TRIED = 5, 20  # bundles of one tick: each takes half a second to two
logger = logging.getLogger(__name__)


def seal_filed(at: dt.datetime) -> str:
    """Write the bundles of filed cases that have none yet, oldest first. What cannot be made keeps no other one."""
    rows = ArchiveRecord.objects.filter(submission__seals=None, destroyed="", filed_at__lte=at)
    sealed = 0
    for pk in rows.order_by("filed_at", "pk").values_list("pk", flat=True)[:TRIED]:
        sealed += _sealed(pk)
        if sealed == AT_ONCE:
            break
    return f"{sealed} arsip disegel"


def _sealed(pk: int) -> bool:
    try:
        case_bundle(whole_record(pk))
    except (RuleError, OSError) as refused:
        logger.warning("the bundle of record %s could not be sealed: %s", pk, refused)
        return False
    return True
