"""Notices to people, written in the transaction of the act that causes them, so that none is lost and none tells of what never happened."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sop.offices.models import Office, User


class Kind(models.TextChoices):
    """What a notice is about; it chooses the icon and says so in words."""

    REMINDER = "reminder", "Pengingat"
    RETURN_ASKED = "return_asked", "Minta dikembalikan"
    RETURNED = "returned", "Dikembalikan"
    JOB = "job", "Pekerjaan"
    REACHED = "reached", "Giliran Anda"
    VACANT = "vacant", "Tanpa pelaksana"
    DUE = "due", "Menjelang tenggat"
    LATE = "late", "Terlambat"
    ESCALATED = "escalated", "Eskalasi"
    ACCOUNT = "account", "Akun Anda"


class MailState(models.TextChoices):
    """Whether a notice still has to become mail: the notice itself is the outbox row, written with what it tells of."""

    WAITING = "waiting", "Menunggu"
    QUEUED = "queued", "Masuk antrean surel"
    NONE = "none", "Tanpa surel"


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of(self, user: User) -> Self:
        """Notices are personal: nobody reads those of another, not even a superuser."""
        return self.filter(user=user)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def mark_read(self, at: dt.datetime) -> int:
        """Keep the first moment of reading where there is one."""
        return self.unread().update(read_at=at)


class Notification(models.Model):
    """One notice to one person. `key` names what it tells of, so that the same thing is told to a person once."""

    user = models.ForeignKey(User, models.PROTECT, related_name="notifications", verbose_name="untuk")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    key = models.CharField("kunci", max_length=120)
    kind = models.CharField("jenis", max_length=20, choices=Kind)
    title = models.CharField("judul", max_length=200)
    text = models.TextField("isi", blank=True)
    url = models.CharField("alamat", max_length=200)
    due_at = models.DateTimeField("tenggat", null=True, blank=True)
    mail = models.CharField("surel", max_length=8, choices=MailState, default=MailState.WAITING)
    created_at = models.DateTimeField("dibuat", default=timezone.now)
    read_at = models.DateTimeField("dibaca", null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["user", "-created_at", "-id"], name="notices_newest_first"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notices_still_unread"),
            models.Index(fields=["id"], condition=Q(mail="waiting"), name="notices_still_to_be_mailed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="a_person_is_told_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="notice_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(mail__in=MailState.values), name="mail_state_is_known"),
            models.CheckConstraint(
                condition=Q(url__startswith="/") & ~Q(url__startswith="//"), name="notice_leads_to_our_pages"
            ),
        ]

    def __str__(self) -> str:
        return self.title
