"""Who came in, from where, and with what; and who tried to."""

from django.db import models
from django.utils import timezone

from sop.offices.people import User

LONGEST_DEVICE = 300


class Outcome(models.TextChoices):
    SIGNED_IN = "signed_in", "Berhasil masuk"
    WRONG_PASSWORD = "wrong_password", "Kata sandi salah"
    WRONG_FACTOR = "wrong_factor", "Faktor kedua salah"


class SignIn(models.Model):
    """One try to sign in as a known person; names that nobody bears are only logged.

    While the session lives, `session_key` names it, so that it can be ended from elsewhere; empty: it was ended so.
    `device` is what the browser says of itself, `seen_at` is kept at most every five minutes.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="sign_ins", verbose_name="pegawai")
    at = models.DateTimeField("waktu", default=timezone.now)
    outcome = models.CharField("hasil", max_length=16, choices=Outcome)
    way = models.CharField("cara", max_length=60, blank=True)
    address = models.GenericIPAddressField("alamat jaringan", null=True, blank=True)
    device = models.CharField("perangkat", max_length=LONGEST_DEVICE, blank=True)
    session_key = models.CharField("sesi", max_length=40, blank=True)
    seen_at = models.DateTimeField("terakhir terlihat", default=timezone.now)

    class Meta:
        verbose_name = "riwayat masuk"
        verbose_name_plural = "riwayat masuk"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["user", "-at", "-id"], name="sign_ins_of_a_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="sign_in_has_an_outcome"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} – {self.at:%d-%m-%Y %H.%M}"
