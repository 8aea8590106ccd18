"""What a tick does once for an object and a day, whoever runs it and however often."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from kinerja.jobs.models import TickMark


def once(kind: str, object_: object, day: dt.date, do: Callable[[], object]) -> bool:
    """Do it unless it was done; what it did and the mark are one transaction. False where it was done before.

    Nothing slow in `do` (RELIABILITY §2): enqueue, notify, write rows. A second tick waits for the first, and a killed one leaves
    neither mark nor deed.
    """
    with transaction.atomic():
        _, fresh = TickMark.objects.get_or_create(kind=kind, object=str(object_), date=day)
        if fresh:
            do()
        return fresh


def once_a_day(kind: str, at: dt.datetime, do: Callable[[], object]) -> bool:
    """For slow work that may be repeated (files): outside any transaction, marked when it is through.

    The day is that of the installation: it is the work of no office. What is an office's own goes by its own clock.
    """
    day = timezone.localdate(at)
    if TickMark.objects.filter(kind=kind, object="", date=day).exists():
        return False
    do()
    TickMark.objects.get_or_create(kind=kind, object="", date=day)
    return True
