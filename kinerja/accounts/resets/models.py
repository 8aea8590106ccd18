"""A reset that was asked for: of whose second factors or password, why, by whom, and who consented."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

from sop.offices.models import Office, User


class Part(models.TextChoices):
    """What is reset; both of a person who lost everything are two requests."""

    FACTORS = "factors", "Faktor kedua"
    PASSWORD = "password", "Kata sandi"


class Outcome(models.TextChoices):
    OPEN = "open", "Menunggu persetujuan"
    GRANTED = "granted", "Disetujui"
    REFUSED = "refused", "Ditolak"
    WITHDRAWN = "withdrawn", "Ditarik pengusul"
    LAPSED = "lapsed", "Lewat waktu"


class ResetQuerySet(models.QuerySet["ResetRequest"]):
    def waiting(self, at: dt.datetime) -> Self:
        """Those that somebody can still decide."""
        return self.filter(outcome=Outcome.OPEN, until__gt=at)


class ResetRequest(models.Model):
    """One request. Whoever asked is never the person himself, and whoever consents is neither of the two.

    `until`: how long it waits for consent; once a new password was consented to, how long it may be made. `done_at`:
    when it was carried out. Names are texts of that day. Nothing here is deleted.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    user = models.ForeignKey(User, models.PROTECT, related_name="resets", verbose_name="pegawai")
    part = models.CharField("yang direset", max_length=8, choices=Part)
    reason = models.TextField("alasan")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="pengusul")
    asked_name = models.CharField("nama dan jabatan pengusul", max_length=350)
    asked_at = models.DateTimeField("diusulkan")
    until = models.DateTimeField("berlaku sampai")
    outcome = models.CharField("keadaan", max_length=9, choices=Outcome, default=Outcome.OPEN)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="pemutus"
    )
    decided_name = models.CharField("nama dan jabatan pemutus", max_length=350, blank=True)
    decided_at = models.DateTimeField("diputuskan", null=True, blank=True)
    note = models.TextField("catatan pemutus", blank=True)
    done_at = models.DateTimeField("dijalankan", null=True, blank=True)

    objects = ResetQuerySet.as_manager()

    class Meta:
        verbose_name = "permintaan reset akun"
        verbose_name_plural = "permintaan reset akun"
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["office", "-asked_at", "-id"], name="resets_of_an_office")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "part"], condition=Q(outcome="open"), name="one_open_reset_of_a_part"
            ),
            models.CheckConstraint(
                condition=Q(part__in=Part.values) & Q(outcome__in=Outcome.values), name="reset_is_of_known_words"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="reset_has_a_reason"),
            models.CheckConstraint(condition=~Q(asked_by=F("user")), name="nobody_asks_for_his_own_reset"),
            models.CheckConstraint(
                condition=~Q(outcome="granted")
                | Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(decided_by=F("asked_by"))
                & ~Q(decided_by=F("user")),
                name="a_reset_takes_two_others",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(outcome="granted"), name="only_a_granted_reset_is_done"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.user}"
