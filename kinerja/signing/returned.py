"""Whether what came back from a service may be believed (DOCUMENTS §3.4), whatever the service says of it."""

import hashlib
import re
from dataclasses import dataclass

from django.views.decorators.debug import sensitive_variables

from kinerja.signing.errors import SignatureBroken
from kinerja.signing.pades import Order
from kinerja.signing.sameness import same_paper
from kinerja.signing.validation import Mark, enclosed_in, marks_of
from sop.offices.models import User

# Before a name, in whatever spelling; what follows the first comma is a title too.
TITLES = frozenset(["prof", "dr", "drs", "dra", "ir", "h", "hj", "drg", "apt", "kh", "ust", "rd", "rr"])
# Points by which an edge may lie beside that of the box: services take whole numbers, some of them rounded upwards.
ROUNDED = 2.0


@dataclass(frozen=True)
class Returned:
    """The signature as it is in the file: its field, the number of its certificate; whether the file was written anew."""

    field: str
    serial: str
    rewritten: bool


@sensitive_variables()
def insist_returned(
    sent: bytes, returned: bytes, *, order: Order, person: User, nik: str, data_hash: str
) -> Returned:
    """SignatureBroken unless it is the same paper with exactly one more signature, by this person, in this box."""
    before, rewritten = _signatures(sent), not returned.startswith(sent)
    # Signatures before this one show what was changed after them, but for a further field laid over the page; where there
    # is none, an appended page would be signed as if it had been ours.
    if (before and rewritten) or not same_paper(sent, returned):
        raise SignatureBroken("berkas yang kembali bukan kelanjutan dari berkas yang dikirim")
    try:
        after, enclosed = _signatures(returned), enclosed_in(returned)
    except ValueError:
        raise SignatureBroken("berkas yang kembali tidak dapat dibaca") from None
    if len(after) != len(before) + 1:
        raise SignatureBroken("berkas kembali tanpa tanda tangan baru")
    if broken := _what_is_wrong(after, order, person, nik):
        raise SignatureBroken(broken)
    if hashlib.sha256(enclosed).hexdigest() != data_hash:
        raise SignatureBroken("data yang dilampirkan berbeda dari data yang diverifikasi")
    return Returned(after[-1].field, after[-1].serial, rewritten)


def _signatures(pdf: bytes) -> list[Mark]:
    return [mark for mark in marks_of(pdf) if mark.is_signature]


@sensitive_variables()
def _what_is_wrong(marks: list[Mark], order: Order, person: User, nik: str) -> str:
    new = marks[-1]
    if new.local or not is_of(new, person, nik):
        return "penanda tangan pada sertifikat bukan Anda"
    if not _inside(new, order):
        return "tanda tangan tidak berada pada kotaknya"
    if not new.sound:
        return "sertifikat penanda tangan tidak dikenali atau tidak berlaku"
    if not all(mark.sound for mark in marks):
        return "salah satu tanda tangan tidak sah"
    return ""


@sensitive_variables()
def is_of(mark: Mark, person: User, nik: str) -> bool:
    """By a NIK or NIP in the certificate where there is one, else by the name without titles."""
    known = {number for number in (nik, person.nip) if number}
    told = {digits for number in mark.numbers if len(digits := re.sub(r"\D", "", number)) in {16, 18}}
    if told:
        return bool(told & known)
    one, other = _words(mark.signer), _words(person.name)
    return bool(one) and (one <= other or other <= one)


def _words(name: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+", name.split(",", maxsplit=1)[0].casefold())
    return {word for word in words if word not in TITLES}


def _inside(mark: Mark, order: Order) -> bool:
    """Whether it shows on the page of its box and within it, but for what a service rounds."""
    if mark.place is None or mark.place[0] != order.page:
        return False
    left, bottom, right, top = mark.place[1]
    west, south, east, north = order.corners
    within = left >= west - ROUNDED and right <= east + ROUNDED
    return within and bottom >= south - ROUNDED and top <= north + ROUNDED and right > left and top > bottom
