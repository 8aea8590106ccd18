"""Giving a bundle its timestamp: once for its content, however often the file is made."""

import hashlib

from django.utils import timezone

from kinerja.archive.bundle.bag import Seal as Sealing
from kinerja.archive.seals import Seal
from kinerja.signing.stamping import stamp
from sop.offices.models import Office


def sealing(name: str, office: Office, submission: int | None = None) -> Sealing:
    """What seals the bundle of this name: the stamp that its content has already, else a new one, which is kept."""

    def seal(manifest: bytes) -> bytes:
        row, _ = Seal.objects.get_or_create(
            manifest=hashlib.sha256(manifest).hexdigest(),
            defaults={
                "office": office, "submission_id": submission, "name": name, "stamp": lambda: stamp(manifest),
                "sealed_at": timezone.now(),
            },
        )  # fmt: skip
        return bytes(row.stamp)

    return seal
