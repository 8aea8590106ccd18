"""The pack itself: a ZIP with an index as PDF, or the index alone. Nothing here knows of HTTP.

The same records give the same bytes, also in another process; one file at a time is in memory.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping

from kinerja.akip.items import Item, Pack, Part
from kinerja.akip.trail import case_on_paper
from kinerja.archive.bundle.zipping import Member, Tally, plain, zipped
from kinerja.documents.akip import PackData, PackItem, PackPart
from kinerja.documents.engine import NoPdfEngine, engine_missing
from kinerja.documents.pdf import render_akip
from kinerja.signing.storage import DocumentDamaged
from kinerja.submissions.papers.report import stationery
from sop.offices.models import Office

INDEX, MANIFEST = "indeks.pdf", "sha256.txt"
REMARK = (
    "Susunan menurut komponen Pengukuran Kinerja pada evaluasi AKIP (PermenPANRB Nomor 88 Tahun 2021). "
    "Setiap berkas dapat dicocokkan dengan sidik SHA-256 di bawah ini; laporan bertanda tangan juga dengan "
    "kode periksanya. Yang belum ada disebut di bawah kriterianya."
)
DAMAGED = "berkas yang tersimpan tidak sama dengan yang ditandatangani."
Progress = Callable[[int, int], None]


def pack_name(office: Office, year: int) -> str:
    """What the ZIP and its folder are called."""
    return f"bukti-akip-{office.code}-{year}"


def pack_pieces(pack: Pack, progress: Progress = lambda _done, _total: None) -> Iterator[bytes]:
    """The ZIP piece by piece; `progress(done, total)` is told after each file in it, the index last.

    To be called outside a transaction. NoPdfEngine at once, not with the first piece. A signed report whose
    bytes are damaged is left out, and the index says so.
    """
    if missing := engine_missing():
        raise NoPdfEngine(missing)
    tallies: dict[str, Tally] = {}
    return zipped(_members(pack, tallies, progress), tallies)


def index_pdf(pack: Pack, progress: Progress = lambda _done, _total: None) -> bytes:
    """The index alone: every file is made and hashed, none is kept. NoPdfEngine."""
    hashes: dict[str, str] = {}
    for done, (path, item) in enumerate(pack.files, start=1):
        content = _made(item)
        if content is not None:
            hashes[path] = hashlib.sha256(content).hexdigest()
        progress(done, pack.count + 1)
    return render_akip(_data(pack, hashes))


def _made(item: Item) -> bytes | None:
    """None where the stored bytes are damaged: the rest of the pack is worth having."""
    try:
        return item.make()
    except DocumentDamaged:
        return None


def _members(pack: Pack, tallies: Mapping[str, Tally], progress: Progress) -> Iterator[Member]:
    folder = f"{pack_name(pack.records.office, pack.records.year)}/"
    for done, (path, item) in enumerate(pack.files, start=1):
        content = _made(item)
        if content is not None:
            yield plain(f"{folder}{path}", content)
        progress(done, pack.count + 1)
    hashes = {name.removeprefix(folder): tally.sha256 for name, tally in tallies.items()}
    index = render_akip(_data(pack, hashes))
    yield plain(f"{folder}{INDEX}", index)
    hashes[INDEX] = hashlib.sha256(index).hexdigest()
    lines = (f"{sha256}  {name}\n" for name, sha256 in sorted(hashes.items()))
    yield plain(f"{folder}{MANIFEST}", "".join(lines).encode())
    progress(pack.count + 1, pack.count + 1)


def _data(pack: Pack, hashes: Mapping[str, str]) -> PackData:
    records = pack.records
    return PackData(
        stationery=stationery(records.office),
        office=records.office.name,
        year=records.year,
        as_of=records.as_of,
        parts=tuple(_part(pack, part, hashes) for part in pack.parts),
        cases=tuple(case_on_paper(records, row) for row in records.submissions),
        remark=REMARK,
    )


def _part(pack: Pack, part: Part, hashes: Mapping[str, str]) -> PackPart:
    items, damaged = [], []
    for item in part.items:
        path = pack.path_of(item)
        if path in hashes:
            items.append(PackItem(item.title, item.note, path, item.code, hashes[path]))
        else:
            damaged.append(f"{item.title} tidak disertakan: {DAMAGED}")
    criterion = part.criterion
    return PackPart(
        criterion.code, criterion.text, tuple(criterion.point_list), criterion.expects, not criterion.checked, tuple(items), (*part.missing, *damaged)
    )  # fmt: skip
