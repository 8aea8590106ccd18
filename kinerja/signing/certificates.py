"""Certificates of officials. The key lies here encrypted under a passphrase that only its owner knows."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q

from kinerja.signing.errors import CertificateExpired, CertificateRevoked
from sop.offices.models import User


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def newest_of(self, user_id: int) -> "Certificate | None":
        """The certificate this person signs with, or could not sign with any more; None where there never was one."""
        return self.filter(user=user_id).order_by("-issued_at", "-pk").first()

    def standing(self, at: dt.datetime) -> Self:
        """Those that may be signed with at this moment."""
        return self.filter(revoked_at=None, not_before__lte=at, not_after__gt=at)


class Certificate(models.Model):
    """Issued by the office's own authority: tanda tangan elektronik tidak tersertifikasi.

    `serial` is the certificate's number in hexadecimal; `pem` is public, `key` a PKCS#12 file.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="certificates", verbose_name="pemilik")
    serial = models.CharField("nomor seri", max_length=40, unique=True)
    subject = models.CharField("nama dalam sertifikat", max_length=300)
    issued_at = models.DateTimeField("diterbitkan")
    not_before = models.DateTimeField("berlaku sejak")
    not_after = models.DateTimeField("berlaku sampai")
    revoked_at = models.DateTimeField("dicabut", null=True, blank=True)
    reason = models.CharField("alasan pencabutan", max_length=200, blank=True)
    pem = models.TextField("sertifikat")
    key = models.BinaryField("kunci bersandi")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "sertifikat"
        verbose_name_plural = "sertifikat"
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at=None),
                name="one_certificate_per_person",
                violation_error_message="Cabut sertifikat yang lama sebelum menerbitkan yang baru.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} [{self.serial[:12]}]"

    def insist_usable(self, at: dt.datetime) -> None:
        """CertificateRevoked or CertificateExpired where nothing may be signed with it any more.

        Their sentences tell the day in the zone of `at`.
        """
        if self.revoked_at is not None:
            raise CertificateRevoked(self.revoked_at.astimezone(at.tzinfo).date())
        if not self.not_before <= at < self.not_after:
            raise CertificateExpired(self.not_after.astimezone(at.tzinfo).date())
