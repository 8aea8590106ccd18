"""The person who logs in. Posts and duties stand in `models`; a person without an appointment may do nothing."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q


class Employment(models.TextChoices):
    PNS = "pns", "PNS"
    PPPK = "pppk", "PPPK"
    OTHER = "other", "Non-ASN"


class Theme(models.TextChoices):
    LIGHT = "light", "Terang"
    DARK = "dark", "Gelap"
    SYSTEM = "system", "Ikuti perangkat"


class User(AbstractUser):
    """A member of staff. Officials named on printed SOP sheets are text there, never accounts."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("nama lengkap dan gelar", max_length=150)
    nip = models.CharField(
        "NIP", max_length=18, blank=True, help_text="18 angka; boleh kosong untuk non-ASN."
    )
    employment = models.CharField(
        "status kepegawaian", max_length=8, choices=Employment, default=Employment.PNS
    )
    rank = models.CharField("pangkat/golongan", max_length=80, blank=True)
    # While it is set, the password was made for this person by somebody else, and serves for one thing: choosing his own.
    first_secret_until = models.DateTimeField("kata sandi sekali pakai berlaku sampai", null=True, blank=True)

    # After a reset by others this account gives no word of weight before then.
    signs_from = models.DateTimeField("dapat menandatangani lagi sejak", null=True, blank=True)
    theme = models.CharField("tema", max_length=6, choices=Theme, default=Theme.LIGHT)
    large_text = models.BooleanField("huruf besar (18 px)", default=False)
    shortcuts = models.BooleanField("pintasan satu huruf", default=True)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "pegawai"
        verbose_name_plural = "pegawai"
        constraints = [
            models.UniqueConstraint(
                fields=["nip"],
                condition=~Q(nip=""),
                name="nip_belongs_to_one_person",
                violation_error_message="NIP ini sudah dipakai pegawai lain.",
            ),
            models.CheckConstraint(condition=Q(theme__in=Theme.values), name="theme_is_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def natural_key(self) -> tuple[str]:
        return (self.username,)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name
