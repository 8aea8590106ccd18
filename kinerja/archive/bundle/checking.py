"""Checking a bundle by its own content: manifests, the chain of events, frozen data, papers, signatures. No database."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kinerja.archive.bundle.bag import DATA, INFO
from kinerja.archive.bundle.contents import WORKBOOK, told
from kinerja.archive.bundle.opened import Bag, Broken, open_bag
from kinerja.signing.trust import Anchors
from kinerja.signing.validation import enclosed_in, marks_of
from sop.ledger.chain import link

PAPER, FIGURES, SHEET, EVENTS = "data/laporan.pdf", "data/data.json", "data/sop.json", "data/events.jsonl"
MARKS, EVIDENCE, ROOT, REVOKED = (
    "data/tanda-tangan.json",
    "data/bukti.json",
    "data/otoritas.crt",
    "data/otoritas.crl",
)
BOOK = f"{DATA}{WORKBOOK}"


@dataclass(frozen=True)
class Checked:
    """A sound bundle: what it is called, how many cases, events and signatures were checked, whose authority vouches."""

    title: str
    cases: int
    events: int
    signatures: int
    authority: str = ""


@dataclass
class _Told:
    """What the events say: the last hash of each thing, and of every file of evidence."""

    publication: str = ""
    data_hash: str = ""
    document: str = ""
    files: set[str] = field(default_factory=set)

    def hear(self, data: dict[str, Any]) -> None:
        self.publication = data.get("publication", self.publication)
        self.document = data.get("document", self.document)
        revised = "revise" in data.get("effects", ())
        self.data_hash = "" if revised else data.get("data_hash", self.data_hash)
        self.files |= {file["sha256"] for file in data.get("files", ())}


def check_bundle(path: Path, *, root: bytes | None = None) -> Checked:
    """Check the bundle of a case or of a year; Broken names the first thing that is wrong.

    `root`: the certificate of the authority as it was got from elsewhere (DER); without it the enclosed one is taken,
    and `authority` of the answer is its sha256, to be compared with the one that is made public.
    """
    bag = open_bag(path)
    try:
        return _check_year(bag, root) if bag.info.get("Jenis") == "tahun" else _check_case(bag, root)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Broken(path.name, f"isi yang tidak dapat dibaca ({error})") from error
    finally:
        bag.close()


def _check_year(bag: Bag, root: bytes | None) -> Checked:
    found = [_inner(bag, name, root) for name in bag.payload() if name.endswith(".zip")]
    title = bag.info.get("External-Description", "")
    authorities = ", ".join(sorted({case.authority for case in found} - {""}))
    events, signatures = sum(case.events for case in found), sum(case.signatures for case in found)
    return Checked(title, len(found), events, signatures, authorities)


def _inner(bag: Bag, name: str, root: bytes | None) -> Checked:
    """A case inside a year, put beside for as long as it is read."""
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        for piece in bag.pieces(f"{DATA}{name}"):
            file.write(piece)
        file.flush()
        try:
            return check_bundle(Path(file.name), root=root)
        except Broken as broken:
            inside = "" if broken.member == Path(file.name).name else f" › {broken.member}"
            raise Broken(f"{DATA}{name}{inside}", broken.sentence) from broken


def _check_case(bag: Bag, root: bytes | None) -> Checked:
    heard, count = _replay(bag)
    _same(bag, FIGURES, heard.data_hash, "data beku tidak sama dengan yang dicatat saat verifikasi")
    _same(bag, SHEET, heard.publication, "naskah SOP tidak sama dengan yang dipakai berkas ini")
    _same(bag, PAPER, heard.document, "laporan tidak sama dengan yang dicatat saat ditandatangani")
    _check_evidence(bag, heard)
    signatures = _check_signatures(bag, root)
    digest = hashlib.sha256(bag.read(ROOT)).hexdigest()
    return Checked(bag.info.get("External-Description", ""), 1, count, signatures, digest)


def _replay(bag: Bag) -> tuple[_Told, int]:
    """The chain from its beginning: each event in its place, the last hash as the bag says."""
    heard, previous, seq = _Told(), "", 0
    for seq, line in enumerate(_lines(bag), start=1):
        try:
            data = json.loads(line)
            if data["seq"] != seq:
                raise Broken(EVENTS, f"peristiwa nomor {seq} hilang atau tidak pada tempatnya")
            heard.hear(data)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Broken(EVENTS, f"peristiwa nomor {seq} tidak dapat dibaca") from error
        previous = link(previous, line)
    if previous != bag.info.get("Riwayat-Sidik-Akhir") or str(seq) != bag.info.get("Riwayat-Jumlah"):
        raise Broken(EVENTS, f"rantai riwayat tidak berakhir pada sidik yang tertulis pada {INFO}")
    return heard, seq


def _lines(bag: Bag) -> Iterator[str]:
    """The lines of the history, one at a time."""
    rest = b""
    for piece in bag.pieces(EVENTS):
        *whole, rest = (rest + piece).split(b"\n")
        yield from (line.decode() for line in whole)
    if rest:
        raise Broken(EVENTS, "baris terakhirnya terpotong")


def _same(bag: Bag, name: str, told_hash: str, sentence: str) -> None:
    if bag.sums.get(name, "") != told_hash:
        raise Broken(name, sentence)


def _check_evidence(bag: Bag, heard: _Told) -> None:
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


def _check_signatures(bag: Bag, root: bytes | None) -> int:
    """Each signature by the enclosed authority, and the same figures inside the paper. How many there are."""
    if root is not None and root != bag.read(ROOT):
        raise Broken(ROOT, "bukan sertifikat otoritas yang Anda berikan")
    if bag.info.get("Jenis-Tanda-Tangan") != "local":
        return 0
    paper = bag.read(PAPER)
    marks = _understood(lambda: marks_of(paper, Anchors(bag.read(ROOT), bag.read(REVOKED))))
    if not marks or not all(mark.sound for mark in marks):
        raise Broken(PAPER, "salah satu tanda tangan tidak sah menurut otoritas yang disertakan")
    if json.loads(bag.read(MARKS)) != [told(mark) for mark in marks]:
        raise Broken(MARKS, "hasil pemeriksaan tanda tangan tidak sama")
    _check_enclosed(bag, paper)
    return sum(mark.is_signature for mark in marks)


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
