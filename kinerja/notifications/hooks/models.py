"""When an office is reminded, and the chat gateway that it lets be told, with every call to it."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from kinerja.notifications.mail.models import Posting
from sop.offices.models import Office

MOST_DAYS = 30


class OfficeNotices(models.Model):
    """The choices of an office. `secret` is encrypted with the key of the installation; it signs what is sent."""

    office = models.OneToOneField(
        Office, models.PROTECT, related_name="notices", verbose_name="perangkat daerah"
    )
    remind_days = models.PositiveSmallIntegerField(
        "diingatkan sebelum tenggat (hari kerja)", default=2,
        validators=[MaxValueValidator(MOST_DAYS, "Isi paling banyak 30 hari.")],
    )  # fmt: skip
    escalate_days = models.PositiveSmallIntegerField(
        "atasan diberi tahu setelah terlambat (hari kerja)", default=1,
        validators=[MaxValueValidator(MOST_DAYS, "Isi paling banyak 30 hari.")],
    )  # fmt: skip
    hook_url = models.CharField("alamat webhook", max_length=500, blank=True)
    secret = models.TextField("kunci tanda tangan webhook", blank=True, editable=False)

    class Meta:
        verbose_name = "aturan pemberitahuan"
        verbose_name_plural = "aturan pemberitahuan"
        constraints = [
            models.CheckConstraint(
                condition=Q(remind_days__lte=MOST_DAYS, escalate_days__lte=MOST_DAYS),
                name="notices_come_within_a_month",
            ),
            models.CheckConstraint(condition=Q(hook_url="") | ~Q(secret=""), name="a_webhook_is_signed"),
        ]

    def __str__(self) -> str:
        return f"{self.office}"


class HookCall(models.Model):
    """One call to the gateway of an office; `key` makes it once and is told with it, so that a repeat is recognisable."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="hook_calls", verbose_name="perangkat daerah"
    )
    key = models.CharField("kunci", max_length=120)
    event = models.CharField("peristiwa", max_length=20)
    body = models.TextField("isi")
    state = models.CharField("keadaan", max_length=8, choices=Posting, default=Posting.WAITING)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    next_at = models.DateTimeField("dicoba lagi")
    claim = models.CharField("pengirim", max_length=32, blank=True)
    claimed_at = models.DateTimeField("mulai dikirim", null=True, blank=True)
    problem = models.CharField("masalah terakhir", max_length=200, blank=True)
    created_at = models.DateTimeField("dibuat")
    sent_at = models.DateTimeField("terkirim", null=True, blank=True)

    class Meta:
        verbose_name = "panggilan webhook"
        verbose_name_plural = "panggilan webhook"
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                condition=Q(state__in=["waiting", "claimed"]),
                name="calls_to_be_made",
            ),
            models.Index(fields=["office", "-id"], name="calls_of_an_office"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "key"], name="a_gateway_is_told_once"),
            models.CheckConstraint(condition=Q(state__in=Posting.values), name="call_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(state="sent") ^ Q(sent_at=None), name="made_call_has_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.key}"
