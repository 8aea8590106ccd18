"""Notices become mail: at once or as the summary of the day, as each person chose. Never with figures."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from kinerja.common.dates import format_date, format_date_short, format_moment
from kinerja.notifications.mail.models import Mail, Mode
from kinerja.notifications.models import Kind, MailState, Notification

BATCH = 200
LISTED = 40  # notices named in a summary; the rest is counted
DIGEST_HOUR = 7  # on the clock of the office
OLD = dt.timedelta(days=14)
_ALARM = Q(kind=Kind.ACCOUNT)  # of one's own account: whoever took it over may have chosen "no mail" in it
_NO_ADDRESS = Q(user__email="") | Q(user__is_active=False) | Q(user__mail_choice__mode=Mode.OFF) & ~_ALARM
_DIGEST = Q(user__mail_choice__mode=Mode.DIGEST)


def queue_mail(at: dt.datetime) -> int:
    """Write the mail of those who are told at once, and what concerns an account at all; returns how many. Three queries for each batch."""
    _pass_over(at)
    queued = 0
    while batch := _batch(~_DIGEST | _ALARM):
        with transaction.atomic():
            _write([_single(notice, at) for notice in batch])
            _done(batch)
        queued += len(batch)
    return queued


def send_digests(at: dt.datetime) -> int:
    """Write the summary of the day, from seven o'clock of the office on: one for each person, office and day."""
    _pass_over(at)
    written, after = 0, (0, 0)
    while batch := _people(after):
        for user, office in batch:
            written += _summarise(user, office, at)
        after = batch[-1]
    return written


def _pass_over(at: dt.datetime) -> None:
    """Notices nobody is to be mailed about: no address, no wish for it, no mail server, or too old to be news."""
    waiting = Notification.objects.filter(mail=MailState.WAITING).order_by()
    if settings.MAIL_CONFIGURED:
        waiting = waiting.filter(_NO_ADDRESS | Q(created_at__lt=at - OLD))
    waiting_pks = waiting.values("pk")
    Notification.objects.filter(pk__in=waiting_pks).update(mail=MailState.NONE)


def _batch(which: Q) -> list[Notification]:
    rows = Notification.objects.filter(which, mail=MailState.WAITING).select_related("office", "user")
    return list(rows.order_by("pk")[:BATCH])


def _people(after: tuple[int, int]) -> list[tuple[int, int]]:
    """The next people and offices with something to summarise."""
    user, office = after
    rows = Notification.objects.filter(_DIGEST & ~_ALARM, mail=MailState.WAITING)
    rows = rows.filter(Q(user__gt=user) | Q(user=user, office__gt=office))
    return list(rows.order_by("user", "office").values_list("user", "office").distinct()[:BATCH])


def _summarise(user: int, office: int, at: dt.datetime) -> int:
    rows = Notification.objects.filter(user=user, office=office, mail=MailState.WAITING)
    notices = list(rows.select_related("office", "user").order_by("pk")[: 10 * LISTED])
    if not notices or at.astimezone(notices[0].office.tz).hour < DIGEST_HOUR:
        return 0
    mail = _summary(notices, at)
    if Mail.objects.filter(key=mail.key).exists():
        return 0  # today's went out already; what came since waits for tomorrow's
    with transaction.atomic():
        _write([mail])
        _done(notices)
    return 1


def _write(mails: Sequence[Mail]) -> None:
    # Another queue may write the same at this moment: the key decides, and nothing of the first is changed.
    Mail.objects.bulk_create(mails, update_conflicts=True, unique_fields=["key"], update_fields=["key"])


def _done(notices: Iterable[Notification]) -> None:
    pks = [notice.pk for notice in notices]
    Notification.objects.filter(pk__in=pks).update(mail=MailState.QUEUED)


def _single(notice: Notification, at: dt.datetime) -> Mail:
    lines = [notice.title, f"Perangkat daerah: {notice.office.name}"]
    if notice.due_at:
        lines.append(f"Tenggat: {format_moment(notice.due_at, notice.office.zone)}")
    return _mail(notice, f"notice:{notice.pk}", _titled(notice), lines, at)


def _titled(notice: Notification) -> str:
    """Write "Perlu paraf: Laporan Triwulan III (tenggat 7 Okt)"."""
    if notice.due_at is None:
        return notice.title
    return f"{notice.title} (tenggat {format_date_short(notice.due_at.astimezone(notice.office.tz).date())})"


def _summary(notices: Sequence[Notification], at: dt.datetime) -> Mail:
    first = notices[0]
    day = at.astimezone(first.office.tz).date()
    lines = [f"Ringkasan {format_date(day)}, {first.office.name}", ""]
    by_kind = sorted(notices[:LISTED], key=lambda notice: notice.kind)
    for kind, same in groupby(by_kind, key=lambda notice: str(notice.get_kind_display())):
        lines += [f"{kind}:", *(f"- {_titled(notice)}" for notice in same), ""]
    if len(notices) > LISTED:
        lines.append(f"Ada {len(notices) - LISTED} pemberitahuan lain.")
    subject = f"Ringkasan {format_date_short(day)}: {len(notices)} pemberitahuan"
    return _mail(
        first,
        f"digest:{first.user_id}:{first.office_id}:{day:%Y%m%d}",
        subject,
        lines,
        at,
        url="/pemberitahuan/",
    )


def _mail(
    notice: Notification, key: str, subject: str, lines: Sequence[str], at: dt.datetime, *, url: str = ""
) -> Mail:
    return Mail(
        office=notice.office, user=notice.user, key=key, subject=f"[Kinerja {notice.office.name}] {subject}",
        text="\n".join(lines), url=url or notice.url, next_at=at, created_at=at,
    )  # fmt: skip
