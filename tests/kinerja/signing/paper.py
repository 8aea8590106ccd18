"""A report signed by three officials with certificates of the embedded authority: made once per process, as bytes."""

import dataclasses
import datetime as dt
from functools import cache

from kinerja.documents.data import Official, StampData
from kinerja.documents.engine import Box
from kinerja.documents.pdf import render_sheets, render_stamp
from kinerja.signing.issuing import Unlocked, issue_certificate, unlock
from kinerja.signing.pades import Field, Order, sign, with_fields
from sop.offices.models import User
from tests.kinerja.documents import samples

PHRASE = "kopi tubruk setiap pagi"
FIELDS = ("paraf_7", "paraf_8", "ttd_9")


@dataclasses.dataclass(frozen=True)
class Signed:
    """The states of one paper: with empty fields, then after each signature; the certificate numbers."""

    states: tuple[bytes, ...]
    serials: tuple[str, ...]
    boxes: dict[str, Box]
    last: Unlocked

    @property
    def final(self) -> bytes:
        return self.states[-1]


@cache
def signed() -> Signed:
    """To be called where the database may be used; what it makes there is rolled back, the bytes stay."""
    sheets = render_sheets(_report())
    states, serials = [with_fields(sheets.content, [_field(name, sheets.boxes[name]) for name in FIELDS])], []
    for name in FIELDS:
        key = open_key(f"pejabat-{name}")
        order = Order(name, _stamp(sheets.boxes[name]), "Uji", name == "paraf_7", name == "ttd_9")
        states.append(sign(states[-1], order, key))
        serials.append(key.certificate.serial)
    return Signed(tuple(states), tuple(serials), sheets.boxes, key)


def open_key(username: str) -> Unlocked:
    """The open key of a new person."""
    user = User.objects.create_user(username, password="x", name=f"Rekaan {username}")
    return unlock(issue_certificate(user, PHRASE), PHRASE, at=dt.datetime.now(dt.UTC))


def stamp_for(box: Box) -> bytes:
    return _stamp(box)


def _report():
    data = samples.signed_report()
    parafs = tuple(
        dataclasses.replace(paraf, at=None, field=name)
        for paraf, name in zip(data.parafs, FIELDS, strict=False)
    )
    return dataclasses.replace(data, parafs=parafs, field="ttd_9", owner="Pemerintah Daerah", date=None)


def _field(name: str, box: Box) -> Field:
    return Field(name, name, box.page, (box.left, box.bottom, box.right, box.top), name == "ttd_9")


def _stamp(box: Box) -> bytes:
    by = Official("Kepala Dinas", "Drs. Contoh Pejabat, M.Si.", "196703031998091001")
    at = dt.datetime(2026, 10, 7, 7, 2, tzinfo=dt.UTC)
    return render_stamp(
        StampData(by, at, "Asia/Jakarta", "Kota", "https://contoh/v/7K3M9QXZ", "7K3M9QXZ"), box
    )
