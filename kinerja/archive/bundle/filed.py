"""By the clock: the bundle of a case is written and sealed soon after it was filed, not when somebody first asks for it."""

import datetime as dt
import logging

from django.core.cache import cache

from kinerja.archive.bundle.cases import case_bundle, whole_record
from kinerja.submissions.figures import ArchiveRecord
from sop.errors import RuleError

AT_ONCE, LOOKED_AT = 5, 500  # bundles of one tick: each takes half a second to two
A_DAY = 24 * 60 * 60
logger = logging.getLogger(__name__)


def seal_filed(at: dt.datetime) -> str:
    """Write the bundles of filed cases that have none yet, oldest first.

    What cannot be made is tried again a day later, and keeps no other one. One query where none waits.
    """
    rows = ArchiveRecord.objects.filter(submission__seals=None, destroyed="", filed_at__lte=at)
    waiting = rows.order_by("filed_at", "pk").values_list("pk", flat=True)[:LOOKED_AT]
    keys = {f"unsealed:{pk}": pk for pk in waiting}
    failed, sealed = cache.get_many(keys), 0
    for key in [key for key in keys if key not in failed][:AT_ONCE]:
        if _sealed(keys[key]):
            sealed += 1
        else:
            cache.set(key, at, A_DAY)
    return f"{sealed} arsip disegel"


def _sealed(pk: int) -> bool:
    try:
        case_bundle(whole_record(pk))
    except (RuleError, OSError) as refused:
        logger.warning("the bundle of record %s could not be sealed: %s", pk, refused)
        return False
    return True
