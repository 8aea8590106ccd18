"""Checking a bundle by its own content: manifests, the chain of events, frozen data, papers, signatures. No database."""

import csv
import datetime as dt
import hashlib
import io
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kinerja.archive.bundle.bag import DATA, INFO, SEAL, TAGS
from kinerja.archive.bundle.contents import WORKBOOK, told
from kinerja.archive.bundle.heard import Heard, replay
from kinerja.archive.bundle.opened import Bag, Broken, open_bag
from kinerja.signing.models import Kind
from kinerja.signing.stamping import stamped_at
from kinerja.signing.trust import Anchors
from kinerja.signing.validation import enclosed_in, marks_of

PAPER, FIGURES, SHEET = "data/laporan.pdf", "data/data.json", "data/sop.json"
LIST = "data/daftar.csv"
MARKS, EVIDENCE, ROOT, REVOKED = (
    "data/tanda-tangan.json",
    "data/bukti.json",
    "data/otoritas.crt",
    "data/otoritas.crl",
)
BOOK = f"{DATA}{WORKBOOK}"
KNOWN = {
    "BACA-SAYA.txt", "laporan.pdf", "tanda-tangan.json", WORKBOOK, "data.json", "sop.json", "sop.pdf", "bukti.json",
    "events.jsonl", "otoritas.crt", "otoritas.crl",
}  # fmt: skip
FOLDERS = ("bukti/", "surat/", "salinan/", "tanda-terima/")


@dataclass(frozen=True)
class Checked:
    """A sound bundle: what it is called, how many cases, events and signatures were checked, whose authority vouches.

    `sealed_at`: when the clock of that authority saw every byte of it.
    """

    title: str
    cases: int
    events: int
    signatures: int
    authority: str
    sealed_at: dt.datetime


def check_bundle(path: Path, *, root: bytes | None = None) -> Checked:
    """Check the bundle of a case or of a year; Broken names the first thing that is wrong.

    `root`: the certificate of the authority as it was got from elsewhere (DER); without it the enclosed one is taken,
    and `authority` of the answer is its sha256, to be compared with the one that is made public.
    """
    bag = open_bag(path)
    try:
        return _check_year(bag, root) if bag.info.get("Jenis") == "tahun" else _check_case(bag, root)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, csv.Error) as error:
        raise Broken(path.name, f"isi yang tidak dapat dibaca ({error})") from error
    finally:
        bag.close()


def _check_year(bag: Bag, root: bytes | None) -> Checked:
    names = [name for name in bag.payload() if name.endswith(".zip")]
    _check_list(bag, names)
    found = [_inner(bag, name, root) for name in names]
    sealed_at = _check_seal(bag, root)
    authorities = ", ".join(sorted({_authority(bag), *(case.authority for case in found)}))
    events, signatures = sum(case.events for case in found), sum(case.signatures for case in found)
    return Checked(_title(bag), len(found), events, signatures, authorities, sealed_at)


def _title(bag: Bag) -> str:
    return bag.info.get("External-Description", "")


def _authority(bag: Bag) -> str:
    return hashlib.sha256(bag.read(ROOT)).hexdigest()


def _check_seal(bag: Bag, root: bytes | None) -> dt.datetime:
    """When the clock of the authority saw the manifest of the manifests: whatever is in the bag was there by then."""
    if root is not None and root != bag.read(ROOT):
        raise Broken(ROOT, "bukan sertifikat otoritas yang Anda berikan")
    try:
        return stamped_at(bag.read(SEAL), bag.read(TAGS), bag.read(ROOT))
    except ValueError as error:
        raise Broken(
            SEAL, "stempel waktunya bukan untuk isi ini: arsip ditulis ulang setelah disegel"
        ) from error


def _check_list(bag: Bag, names: list[str]) -> None:
    """Exactly the cases of its list, and nothing else beside them."""
    rows = csv.reader(io.StringIO(bag.read(LIST).decode("utf-8-sig")))
    listed = {row[7] for row in rows if row} - {"Berkas", ""}
    if odd := sorted(
        (listed ^ set(names))
        | (set(bag.payload()) - set(names) - {"BACA-SAYA.txt", "daftar.csv", "otoritas.crt"})
    ):
        raise Broken(f"{DATA}{odd[0]}", "isi arsip tahun ini tidak sama dengan daftar.csv")


def _inner(bag: Bag, name: str, root: bytes | None) -> Checked:
    """A case inside a year, put beside for as long as it is read."""
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        for piece in bag.pieces(f"{DATA}{name}"):
            file.write(piece)
        file.flush()
        try:
            return _case_of(name, Path(file.name), root)
        except Broken as broken:
            inside = "" if broken.member == Path(file.name).name else f" › {broken.member}"
            raise Broken(f"{DATA}{name}{inside}", broken.sentence) from broken


def _case_of(name: str, path: Path, root: bytes | None) -> Checked:
    """The case that should lie under this name, and no other."""
    bag = open_bag(path)
    try:
        if bag.info.get("Jenis") != "berkas" or bag.folder != f"{name.removesuffix('.zip')}/":
            raise Broken(path.name, "bukan berkas yang disebut namanya")
    finally:
        bag.close()
    return check_bundle(path, root=root)


def _check_case(bag: Bag, root: bytes | None) -> Checked:
    heard, count = replay(bag)
    _same(bag, FIGURES, heard.data_hash, "data beku tidak sama dengan yang dicatat saat verifikasi")
    _same(bag, SHEET, heard.publication, "naskah SOP tidak sama dengan yang dipakai berkas ini")
    _same(bag, PAPER, heard.document, "laporan tidak sama dengan yang dicatat saat ditandatangani")
    _check_labels(bag, heard)
    _check_known(bag)
    _check_evidence(bag, heard)
    _check_told(bag, "surat/", heard.letters, "naskah")
    _check_told(bag, "salinan/", heard.copies, "salinan bertanda tangan")
    _check_told(bag, "tanda-terima/", heard.receipts, "tanda terima")
    signatures = _check_signatures(bag)
    return Checked(_title(bag), 1, count, signatures, _authority(bag), _check_seal(bag, root))


def _same(bag: Bag, name: str, told_hash: str, sentence: str) -> None:
    if bag.sums.get(name, "") != told_hash:
        raise Broken(name, sentence)


def _check_labels(bag: Bag, heard: Heard) -> None:
    """What `bag-info.txt` says of the paper and of its retention is what was written down when it was filed."""
    for label, value in heard.labels.items():
        if bag.info.get(label, "") != " ".join(value.split()):
            raise Broken(INFO, f"{label} tidak sama dengan yang tercatat pada riwayat")


def _check_known(bag: Bag) -> None:
    """No file that a bundle does not have: whatever else lies there, nobody vouches for it."""
    for name in sorted(bag.payload()):
        if name not in KNOWN and not name.startswith(FOLDERS):
            raise Broken(f"{DATA}{name}", "tidak termasuk isi sebuah berkas arsip")


def _check_told(bag: Bag, folder: str, told: set[str], what: str) -> None:
    """Exactly the files of this folder that the history tells of."""
    there = {name: sha256 for name, sha256 in bag.sums.items() if name.startswith(f"{DATA}{folder}")}
    for name, sha256 in sorted(there.items()):
        if sha256 not in told:
            raise Broken(name, f"{what} ini tidak pernah tercatat pada riwayat")
    if missing := told - set(there.values()):
        raise Broken(
            f"{DATA}{folder}",
            f"{what} dengan sidik {min(missing)[:12]} tercatat pada riwayat, tetapi tidak ada",
        )


def _check_evidence(bag: Bag, heard: Heard) -> None:
    listed = {f"{DATA}{row['berkas']}": row["sha256"] for row in json.loads(bag.read(EVIDENCE))}
    there = {name for name in bag.sums if name.startswith("data/bukti/")}
    for name in sorted(there ^ set(listed)):
        raise Broken(name, "bukti dukung ini tidak sesuai dengan daftarnya")
    for name, sha256 in listed.items():
        if bag.sums[name] != sha256 or sha256 not in heard.files:
            raise Broken(name, "bukti dukung ini tidak pernah tercatat pada riwayat")
    if missing := heard.files - set(listed.values()):
        raise Broken(
            EVIDENCE, f"bukti dukung dengan sidik {min(missing)[:12]} tercatat pada riwayat, tetapi tidak ada"
        )


def _check_signatures(bag: Bag) -> int:
    """Each signature in the paper, whatever the bag calls its kind, and the same figures inside. How many are sound."""
    if PAPER not in bag.sums:
        return 0
    paper = bag.read(PAPER)
    marks = _understood(lambda: marks_of(paper, Anchors(bag.read(ROOT), bag.read(REVOKED))))
    ours = [mark for mark in marks if mark.local]
    owed = bag.info.get("Jenis-Tanda-Tangan") == Kind.LOCAL
    if (owed and not ours) or not all(mark.sound for mark in ours):
        raise Broken(PAPER, "salah satu tanda tangan tidak sah menurut otoritas yang disertakan")
    if _comparable(json.loads(bag.read(MARKS))) != _comparable([told(mark) for mark in marks]):
        raise Broken(MARKS, "hasil pemeriksaan tanda tangan tidak sama")
    _check_enclosed(bag, paper)
    return sum(mark.is_signature and mark.sound for mark in marks)


def _comparable(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Whether BSrE vouches can be judged only where its certificates are trusted; all else is the same everywhere."""
    return [row if row["lokal"] else row | {"sah": None} for row in rows]


def _check_enclosed(bag: Bag, paper: bytes) -> None:
    """The paper holds the same figures, and the same workbook, as lie beside it."""
    if _understood(lambda: enclosed_in(paper)) != bag.read(FIGURES):
        raise Broken(PAPER, "data di dalam laporan tidak sama dengan data.json")
    if BOOK in bag.sums and _understood(lambda: enclosed_in(paper, WORKBOOK)) != bag.read(BOOK):
        raise Broken(BOOK, "tidak sama dengan buku kerja di dalam laporan")


def _understood(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except ValueError as error:
        raise Broken(PAPER, "tidak dapat dibaca sebagai laporan bertanda tangan") from error
