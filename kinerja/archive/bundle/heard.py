"""The history inside a bundle, heard from its beginning: what it says must lie beside it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kinerja.archive.bundle.bag import INFO
from kinerja.archive.bundle.opened import Bag, Broken
from sop.ledger.chain import link

EVENTS = "data/events.jsonl"


@dataclass
class Heard:
    """What the events say: the last hash of each thing, of every file of evidence, letter, copy and receipt, and the labels."""

    publication: str = ""
    data_hash: str = ""
    document: str = ""
    files: set[str] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)
    copies: set[str] = field(default_factory=set)
    receipts: set[str] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)

    def hear(self, data: dict[str, Any]) -> None:
        self.publication = data.get("publication", self.publication)
        self.document = data.get("document", self.document)
        revised = "revise" in data.get("effects", ())
        self.data_hash = "" if revised else data.get("data_hash", self.data_hash)
        self.files |= {file["sha256"] for file in data.get("files", ())}
        self._hear_papers(data)

    def _hear_papers(self, data: dict[str, Any]) -> None:
        if data.get("kind") == "letter" and data.get("sha256"):
            self.letters.add(data["sha256"])
        if data.get("kind") == "handover" and data.get("sha256"):
            self.receipts.add(data["sha256"])
        if "copy" in data:
            self.copies.add(data["copy"]["sha256"])
        if "document" in data:
            self.labels["External-Identifier"] = data.get("code", "")
        if "filing" in data:
            filing = data["filing"]
            self.labels |= {
                "Kode-Klasifikasi": filing["classification"], "Nomor-Arsip": filing["number"],
                "Lokasi-Simpan": filing["location"], "Nasib-Akhir": filing["disposition"],
            }  # fmt: skip


def replay(bag: Bag) -> tuple[Heard, int]:
    """The chain from its beginning: each event in its place, the last hash as the bag says."""
    heard, previous, seq = Heard(), "", 0
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
