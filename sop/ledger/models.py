"""The ledger: append-only, one hash chain per run. The database refuses UPDATE and DELETE."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from sop.offices.models import Office, User

if TYPE_CHECKING:
    from sop.runs.models import Run


class Event(models.Model):
    """What happened. `text` is the stored canonical JSON; `hash` = sha256(previous hash ‖ text), never of a re-serialisation.

    The other columns repeat parts of the text so that lists can be read without parsing it.
    """

    run: models.ForeignKey["Run", "Run"] = models.ForeignKey(
        "sop.Run", models.PROTECT, related_name="events", verbose_name="berkas"
    )
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    year = models.PositiveSmallIntegerField("tahun")
    seq = models.PositiveIntegerField("nomor urut")
    at = models.DateTimeField("waktu")
    kind = models.CharField("jenis", max_length=20)
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="oleh"
    )
    key = models.CharField("kunci kirim", max_length=64, blank=True)
    content = models.CharField("sidik isi kiriman", max_length=64, blank=True)
    text = models.TextField("naskah")
    hash = models.CharField("hash", max_length=64)

    class Meta:
        verbose_name = "peristiwa"
        verbose_name_plural = "peristiwa"
        ordering = ["run", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["run", "seq"], name="seq_once_per_run"),
            models.UniqueConstraint(
                fields=["user", "key"], condition=~Q(key=""), name="a_key_counts_once_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.seq} {self.kind}"
