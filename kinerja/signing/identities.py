"""NIK of officials: encrypted at rest, read only on the way to the service, shown as its last four digits."""

import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from kinerja.signing.authority import FOLDER, authority
from kinerja.signing.errors import NikOwed
from kinerja.signing.setups import SignerIdentity
from sop.offices.models import User

KEY_FILE = "nik.key"


@sensitive_variables("nik")
def keep_nik(person: User, nik: str, *, by: str) -> SignerIdentity:
    """Put the NIK of this person on record, or correct it."""
    sealed = _box().encrypt(nik.encode())
    row, _ = SignerIdentity.objects.update_or_create(
        user=person,
        defaults={"sealed": sealed, "last": nik[-4:], "entered_by": by, "entered_at": timezone.now()},
    )
    return row


def forget_nik(person: User) -> None:
    """Take the NIK of this person off the record."""
    SignerIdentity.objects.filter(user=person).delete()


def has_nik(person: User) -> bool:
    return SignerIdentity.objects.filter(user=person).exists()


@sensitive_variables()
def nik_of(person: User) -> str:
    """The NIK, for the length of one request to the service. NikOwed where there is none, or its key was lost."""
    row = SignerIdentity.objects.filter(user=person).first()
    nik = ""
    if row is not None:
        try:
            nik = _box().decrypt(bytes(row.sealed)).decode()
        except InvalidToken:
            nik = ""
    if not nik:
        raise NikOwed
    return nik


def _box() -> Fernet:
    return Fernet(settings.NIK_KEY or _key_in(Path(settings.DATA_DIR) / FOLDER))


def _key_in(folder: Path) -> bytes:
    """The key beside those of the authority, made on first use; two processes at once end with one key."""
    path = folder / KEY_FILE
    if not path.is_file():
        authority()  # the folder is the authority's
        part = folder / f".{KEY_FILE}.{os.getpid()}"
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(Fernet.generate_key())
        try:
            os.link(part, path)
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return path.read_bytes()
