"""Approved in the system, printed, signed by pen; the scan (or a file signed elsewhere) comes back and is kept."""

import datetime as dt
from typing import ClassVar

from kinerja.signing.models import Kind
from kinerja.signing.providers.interface import Standing
from sop.offices.models import User


class Record:
    """Anybody who holds the post can: what counts is the pen."""

    kind: ClassVar[Kind] = Kind.RECORD
    remote: ClassVar[bool] = False
    asks_for: ClassVar[str] = "Kata sandi"

    def status(self, person: User, *, at: dt.datetime) -> Standing:
        del person, at
        return Standing("Menyetujui dalam sistem dengan kata sandi, lalu membubuhkan tanda tangan basah.")

    def open(self, person: User, secret: str, *, at: dt.datetime) -> None:
        """Nothing is signed in the file."""
        del person, secret, at
