"""After a reset an account gives no word of weight for some time: whoever took it over is found out before he signs."""

import datetime as dt

from django.conf import settings

from kinerja.accounts.resets.errors import Resting, resting_sentence
from sop.durations.calendar import working_day_after
from sop.offices.models import Office, User
from sop.offices.queries import calendar_of, zone_of


def let_rest(user: User, office: Office, at: dt.datetime) -> None:
    """No verification, paraf or signature before that many working days of the office have begun; none where it is 0."""
    days = settings.RESET_RESTS_WORKDAYS
    if not days:
        return
    calendar = calendar_of(office, at)
    day = working_day_after(calendar, at.astimezone(office.tz).date(), days)
    since = calendar.moment(calendar.spans_on(day)[0][0])
    user.signs_from = max(since, user.signs_from or since)  # a second reset ends no longer rest
    user.save(update_fields=["signs_from"])


def rests(user: User, at: dt.datetime) -> bool:
    return user.signs_from is not None and at < user.signs_from


def insist_rested(user: User, zone: str, at: dt.datetime) -> None:
    """Resting where the account was reset a moment ago."""
    if user.signs_from is not None and at < user.signs_from:
        raise Resting(user.signs_from, zone)


def rest_told(user: User, at: dt.datetime) -> str:
    """The sentence for a page of this person, in his zone; "" where he may give his word."""
    if user.signs_from is None or at >= user.signs_from:
        return ""
    return resting_sentence(user.signs_from, zone_of(user, at))
