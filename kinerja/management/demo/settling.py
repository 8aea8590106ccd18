"""What is set once the past has been told: windows that the past did not have, and bells that rang long ago."""

import datetime as dt

from django.db.models import F

from kinerja.management.demo.files import plans
from kinerja.notifications.models import MailState, Notification
from kinerja.periods.models import Obligation

AN_HOUR = dt.timedelta(hours=1)


def settle(settled: dt.datetime) -> None:
    """Safe to repeat. What was told before this moment was read, and nobody is mailed about it."""
    for code, plan in plans().items():
        if "window" in plan:
            opens, closes = plan["window"]
            Obligation.objects.filter(office__code=code).update(
                window_opens=opens, window_closes=closes, window_working=False
            )
    old = Notification.objects.filter(created_at__lt=settled, read_at=None)
    old.update(read_at=F("created_at") + AN_HOUR, mail=MailState.NONE)
