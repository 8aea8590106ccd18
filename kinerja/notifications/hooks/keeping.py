"""What the keepers of an office set and see of mail and webhook."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q

from kinerja.common.dates import format_moment_short
from kinerja.notifications.hooks.calling import call_of, make_call
from kinerja.notifications.hooks.models import HookCall, OfficeNotices
from kinerja.notifications.hooks.secrets import lock, new_secret
from kinerja.notifications.mail.models import Mail, Posting
from kinerja.notifications.posting import MOST_ATTEMPTS, mark_failed, mark_sent, send_again
from sop.offices.models import Office

SHOWN = 20
ENDED = Q(state=Posting.FAILED)
EVENTS = {"reached": "Langkah sampai", "late": "Terlambat", "test": "Uji"}


@dataclass(frozen=True)
class Line:
    """One posting as it is shown."""

    when: str
    what: str
    state: str
    problem: str


@dataclass(frozen=True)
class Page:
    """`stuck`: how much was tried in vain, `ended` of it for the last time; `mails`: the newest of them, `calls`: of all."""

    mail_configured: bool
    stuck: int
    ended: int
    mails: tuple[Line, ...]
    calls: tuple[Line, ...]
    hooked: bool


def choices_of(office: Office) -> OfficeNotices:
    """What the office chose, or the usual, not saved."""
    return OfficeNotices.objects.filter(office=office).first() or OfficeNotices(office=office)


def page_of(office: Office) -> Page:
    """What the page shows besides its form. Five queries."""
    mails = Mail.objects.filter(office=office).exclude(state=Posting.SENT).filter(attempts__gt=0)
    calls = HookCall.objects.filter(office=office)
    tried = calls.exclude(state=Posting.SENT).exclude(event="test").filter(attempts__gt=0)
    counted = [rows.aggregate(all=Count("pk"), ended=Count("pk", filter=ENDED)) for rows in (mails, tried)]
    return Page(
        settings.MAIL_CONFIGURED, sum(one["all"] for one in counted), sum(one["ended"] for one in counted),
        tuple(_line(mail, f"Surel kepada {mail.user.name}", office) for mail in mails.select_related("user")[:SHOWN]),
        tuple(_line(row, EVENTS.get(row.event, row.event), office) for row in calls[:SHOWN]),
        hooked=bool(choices_of(office).hook_url),
    )  # fmt: skip


@transaction.atomic
def keep_choices(choices: OfficeNotices) -> str:
    """Save; a first address gets its secret, which is returned to be shown once, "" otherwise."""
    secret = "" if choices.secret or not choices.hook_url else new_secret()
    if secret:
        choices.secret = lock(secret)
    choices.save()
    return secret


@transaction.atomic
def renew_secret(office: Office) -> str:
    """A new secret for the webhook, to be shown once."""
    choices, secret = choices_of(office), new_secret()
    choices.secret = lock(secret)
    choices.save()
    return secret


def probe(office: Office, *, by: str, at: dt.datetime) -> str:
    """Call the gateway now and keep what came of it; the problem in a sentence, "" where it was taken."""
    choices = choices_of(office)
    if not choices.hook_url:
        return "Isi dan simpan alamat webhook dahulu."
    said = {"title": f"Pesan uji dari {by}", "url": "/pemberitahuan/", "unit": "", "due": ""}
    row = call_of(office, f"test:{secrets.token_hex(8)}", "test", said, at)
    # Claimed by nobody and not due: only this probe may make it, and only once.
    row.state, row.next_at = Posting.CLAIMED, at
    row.claimed_at = at
    row.save()
    problem = make_call(row, choices, at)
    if problem:
        row.attempts = MOST_ATTEMPTS - 1  # a test is not repeated
        mark_failed(row, problem, at)
    else:
        mark_sent(row, at)
    return problem


def resend(office: Office, *, at: dt.datetime) -> int:
    """Try again what is stuck, mail and calls; tests stay what they were."""
    mails = send_again(Mail.objects.filter(office=office), at)
    return mails + send_again(HookCall.objects.filter(office=office).exclude(event="test"), at)


def _line(row: Mail | HookCall, what: str, office: Office) -> Line:
    return Line(format_moment_short(row.created_at, office.zone), what, row.get_state_display(), row.problem)
