"""Mail that waits or went out, and how each person wants to be told."""

from django.db import models
from django.db.models import Q

from sop.offices.models import Office, User


class Mode(models.TextChoices):
    AT_ONCE = "at_once", "Segera, satu surel per pemberitahuan"
    DIGEST = "digest", "Ringkasan harian"
    OFF = "off", "Tidak perlu surel"


class MailChoice(models.Model):
    """What a person chose; whoever never chose is told at once."""

    user = models.OneToOneField(User, models.PROTECT, related_name="mail_choice", verbose_name="pegawai")
    mode = models.CharField("surel", max_length=8, choices=Mode, default=Mode.AT_ONCE)

    class Meta:
        verbose_name = "pilihan surel"
        verbose_name_plural = "pilihan surel"
        constraints = [models.CheckConstraint(condition=Q(mode__in=Mode.values), name="mail_mode_is_known")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_mode_display()}"


class Posting(models.TextChoices):
    """Where something that leaves the house stands. A claim that outlives its lease belongs to a dead sender."""

    WAITING = "waiting", "Menunggu"
    CLAIMED = "claimed", "Sedang dikirim"
    SENT = "sent", "Terkirim"
    FAILED = "failed", "Gagal"


class Mail(models.Model):
    """One mail to one person. `key` makes it once, and fixes its Message-ID: a second delivery is recognisable.

    `address`: where it goes instead of the address the person has by then.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    user = models.ForeignKey(User, models.PROTECT, related_name="mails", verbose_name="kepada")
    key = models.CharField("kunci", max_length=120, unique=True)
    address = models.EmailField("alamat lain", blank=True)
    subject = models.CharField("perihal", max_length=500)
    text = models.TextField("isi")
    url = models.CharField("alamat", max_length=200, blank=True)
    state = models.CharField("keadaan", max_length=8, choices=Posting, default=Posting.WAITING)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    next_at = models.DateTimeField("dicoba lagi")
    claim = models.CharField("pengirim", max_length=32, blank=True)
    claimed_at = models.DateTimeField("mulai dikirim", null=True, blank=True)
    problem = models.CharField("masalah terakhir", max_length=200, blank=True)
    created_at = models.DateTimeField("dibuat")
    sent_at = models.DateTimeField("terkirim", null=True, blank=True)

    class Meta:
        verbose_name = "surel"
        verbose_name_plural = "surel"
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                condition=Q(state__in=["waiting", "claimed"]),
                name="mail_to_be_sent",
            ),
            models.Index(fields=["office", "-id"], condition=~Q(state="sent"), name="mail_not_yet_sent"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=Posting.values), name="mail_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(state="sent") ^ Q(sent_at=None), name="sent_mail_has_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def to(self) -> str:
        """Where it goes; "" where the person has no address."""
        return self.address or str(self.user.email)
