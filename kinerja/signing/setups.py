"""By whom an office has its papers signed, and the NIK of those whose service knows them by it. Both are data."""

from django.db import models
from django.db.models import Q

from kinerja.signing.accounts import SHARED, name_for
from sop.offices.models import Office, User


class ProviderName(models.TextChoices):
    """Whose signature it is (DOCUMENTS §3.1)."""

    LOCAL = "local", "Sertifikat kantor (tidak tersertifikasi)"
    BSRE_V1 = "bsre_v1", "BSrE, Esign Client Service versi 1"
    BSRE_V2 = "bsre_v2", "BSrE, Esign Client Service versi 2"
    RECORD = "record", "Disetujui dalam sistem, lalu tanda tangan basah"


REMOTE = frozenset({ProviderName.BSRE_V1, ProviderName.BSRE_V2})


class SigningSetup(models.Model):
    """Of one office; an office without a row signs with its own certificates.

    `base_url` is where the agency's Esign Client Service answers; as whom it is asked, the environment says.
    """

    office = models.OneToOneField(
        Office, models.PROTECT, related_name="signing_setup", verbose_name="perangkat daerah"
    )
    head = models.CharField(
        "tanda tangan kepala", max_length=10, choices=ProviderName, default=ProviderName.LOCAL
    )
    paraf = models.CharField("paraf", max_length=10, choices=ProviderName, default=ProviderName.LOCAL)
    base_url = models.CharField("alamat layanan", max_length=200, blank=True)
    changed_by = models.CharField("diubah oleh", max_length=250, blank=True)
    changed_at = models.DateTimeField("diubah", null=True, blank=True)

    class Meta:
        verbose_name = "cara menandatangani"
        verbose_name_plural = "cara menandatangani"
        ordering = ["office"]
        constraints = [
            models.CheckConstraint(
                condition=Q(head__in=ProviderName.values, paraf__in=ProviderName.values),
                name="signing_by_a_known_provider",
            ),
            models.CheckConstraint(
                condition=~Q(base_url="") | ~(Q(head__in=sorted(REMOTE)) | Q(paraf__in=sorted(REMOTE))),
                name="a_service_has_an_address",
                violation_error_message="Isi alamat layanan tanda tangan elektronik.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.get_head_display()}"

    @property
    def plan(self) -> str:
        """Who signs and who initials, as a paper remembers it from its freeze on: "bsre_v2+local"."""
        return f"{self.head}+{self.paraf}"

    @property
    def account(self) -> str:
        """By which account the service is asked, see `accounts`. The office of the row should be at hand."""
        return name_for(self.office.code) if self.is_remote else SHARED

    @property
    def is_remote(self) -> bool:
        return bool({self.head, self.paraf} & REMOTE)

    def provider_for(self, *, final: bool) -> str:
        """The provider of the head's signature, or of a paraf."""
        return self.head if final else self.paraf


class SignerIdentity(models.Model):
    """NIK of an official, encrypted; kept only where the service knows its signers by it (UU 27/2022)."""

    user = models.OneToOneField(User, models.PROTECT, related_name="signer_identity", verbose_name="pejabat")
    sealed = models.BinaryField("NIK tersandi")
    last = models.CharField("empat angka terakhir", max_length=4)
    entered_by = models.CharField("dicatat oleh", max_length=250)
    entered_at = models.DateTimeField("dicatat")

    class Meta:
        verbose_name = "NIK penanda tangan"
        verbose_name_plural = "NIK penanda tangan"
        ordering = ["user"]

    def __str__(self) -> str:
        return f"{self.user}: …{self.last}"
