"""The bundle of a case proves itself: by any BagIt tool, by our command without a database, byte by byte."""

import datetime as dt
import hashlib
import io
import json
import subprocess
import zipfile
from pathlib import Path

import bagit
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from kinerja.archive.bundle import cases as bundles
from kinerja.archive.bundle.checking import check_bundle
from kinerja.archive.bundle.opened import Broken
from kinerja.archive.bundle.years import year_pieces
from kinerja.documents.pdf import engine_missing
from sop.ledger.chain import link
from tests.kinerja.archive.cases import sealed_anew, signed_case
from tests.kinerja.submissions import office

pytestmark = [pytest.mark.pdf, pytest.mark.skipif(bool(engine_missing()), reason="needs Pango")]


@pytest.fixture
def record(db, shelf):
    return signed_case(office.found("musi-rawas", indicators=1), timezone.now())


def made(record) -> Path:
    return bundles.case_bundle(bundles.whole_record(record.pk))


def entries(path: Path) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(path) as archive:
        return archive.infolist()


def refused(path: Path) -> Broken:
    with pytest.raises(Broken) as caught:
        check_bundle(path)
    return caught.value


def flipped(path: Path, target: Path, at: int) -> Path:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    target.write_bytes(content)
    return target


def content_starts(path: Path, entry: zipfile.ZipInfo) -> int:
    head = path.read_bytes()[entry.header_offset : entry.header_offset + 30]
    return (
        entry.header_offset
        + 30
        + int.from_bytes(head[26:28], "little")
        + int.from_bytes(head[28:30], "little")
    )


def flip_everywhere(path: Path, tmp_path: Path) -> None:
    # One byte in each file, and in what lies between them.
    for entry in entries(path):
        if entry.file_size:
            bad = flipped(path, tmp_path / "bad.zip", content_starts(path, entry) + entry.file_size // 2)
            assert refused(bad).member == entry.filename.split("/", 1)[1]
    size = path.stat().st_size
    start = entries(path)[-1].header_offset
    for at in [*range(0, 60, 7), *range(start, size, 23)]:
        refused(flipped(path, tmp_path / "bad.zip", at))
    (tmp_path / "bad.zip").write_bytes(path.read_bytes() + b"\0")
    refused(tmp_path / "bad.zip")


def test_a_bundle_is_a_bag_that_proves_itself_and_one_flipped_byte_is_named(
    record, tmp_path, django_assert_num_queries
):
    path = made(record)
    # Other people's tools.
    assert subprocess.run(["unzip", "-tq", path], check=False, capture_output=True).returncode == 0
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "luar")
    folder = next((tmp_path / "luar").iterdir())
    their = bagit.Bag(str(folder))
    their.validate()
    assert their.info["Kode-Klasifikasi"] == "000.8.6.3"
    assert their.info["Nasib-Akhir"] == "Musnah"
    names = {entry.removeprefix("data/") for entry in their.payload_entries()}
    assert {
        "laporan.pdf",
        "data.json",
        "rekapitulasi.xlsx",
        "sop.pdf",
        "events.jsonl",
        "otoritas.crt",
    } <= names
    assert [json.loads((folder / "data/bukti.json").read_text())[0]["nama"]] == ["rekap ktp – 100%.pdf"]
    assert (folder / "data/sop.pdf").read_bytes().startswith(b"%PDF")
    # Our command, without a database.
    with django_assert_num_queries(0):
        found = check_bundle(path)
        call_command("verify_bundle", str(path), stdout=io.StringIO())
    assert (found.cases, found.signatures) == (1, 1)
    flip_everywhere(path, tmp_path)
    with pytest.raises(CommandError, match="1 dari 2"):
        call_command(
            "verify_bundle", str(path), str(tmp_path / "bad.zip"), stdout=io.StringIO(), stderr=io.StringIO()
        )


def downgraded(old: dict[str, bytes]) -> dict[str, bytes]:
    """Another paper, and a history that knows no other: called one that was approved in the system."""
    paper = old["laporan.pdf"].replace(b"/Producer", b"/Prodocer").replace(b"/Title", b"/Titel")
    assert paper != old["laporan.pdf"]
    true, false = (hashlib.sha256(content).hexdigest().encode() for content in (old["laporan.pdf"], paper))
    events, head = old["events.jsonl"].replace(true, false), ""
    for line in events.decode().splitlines():
        head = link(head, line)
    return {
        "laporan.pdf": paper, "events.jsonl": events, "Riwayat-Sidik-Akhir": head.encode(),
        "Jenis-Tanda-Tangan": b"system",
    }  # fmt: skip


def test_a_bag_that_was_sealed_anew_is_told_from_the_true_one(record, tmp_path):
    path = made(record)
    with zipfile.ZipFile(path) as archive:
        old = {name.split("/", 1)[1].removeprefix("data/"): archive.read(name) for name in archive.namelist()}
    evidence = next(name for name in old if name.startswith("bukti/"))
    lines = old["events.jsonl"].splitlines(keepends=True)
    other = json.loads(old["bukti.json"])
    other[0]["sha256"] = "0" * 64
    assert check_bundle(sealed_anew(path, tmp_path / "same.zip", {})).cases == 1
    assert (tmp_path / "same.zip").read_bytes() == path.read_bytes()
    forgeries = {
        "data/data.json": {"data.json": old["data.json"].replace(b'"90"', b'"99"')},
        "data/laporan.pdf": {"laporan.pdf": old["laporan.pdf"] + b"\n"},
        "data/sop.json": {"sop.json": old["sop.json"] + b" "},
        "data/rekapitulasi.xlsx": {"rekapitulasi.xlsx": old["rekapitulasi.xlsx"] + b" "},
        f"data/{evidence}": {evidence: b"%PDF-lain"},
        "data/otoritas.crt": {"otoritas.crt": b"bukan sertifikat"},
        "data/tanda-tangan.json": {"tanda-tangan.json": old["tanda-tangan.json"].replace(b'"sah": true', b'"sah": false')},
        "data/events.jsonl": {"events.jsonl": b"".join([*lines[:3], *lines[4:]])},
        "data/surat/01-x.pdf": {"surat/01-x.pdf": b"%PDF"},
        "data/salinan/1-x.pdf": {"salinan/1-x.pdf": b"%PDF"},
        "data/lain/x.exe": {"lain/x.exe": b"MZ"},
    }  # fmt: skip
    for member, changes in forgeries.items():
        assert all(old.get(name) != content for name, content in changes.items()), member
        bad = refused(sealed_anew(path, tmp_path / "bad.zip", changes))
        assert bad.member == ("data/laporan.pdf" if "crt" in member else member), bad
    cut = refused(sealed_anew(path, tmp_path / "bad.zip", {"events.jsonl": b"".join(lines[:-1])}))
    assert "tidak berakhir" in cut.sentence
    for label in ("Nasib-Akhir", "Kode-Klasifikasi", "External-Identifier"):
        assert label in refused(sealed_anew(path, tmp_path / "bad.zip", {label: b"Permanen"})).sentence
    # A paper without a sound signature stays one, also where history and label were written anew to fit it.
    bad = refused(sealed_anew(path, tmp_path / "bad.zip", downgraded(old)))
    assert (bad.member, "tidak sah" in bad.sentence) == ("data/laporan.pdf", True)
    with pytest.raises(Broken, match="otoritas"):
        check_bundle(path, root=b"lain")


def test_the_same_case_gives_the_same_bytes_and_a_year_holds_them_all(record, tmp_path):
    path = made(record)
    content = path.read_bytes()
    assert made(record) == path
    bundles.drop_bundles(record.submission_id)
    with time_machine.travel(timezone.now() + dt.timedelta(days=40)):
        assert made(record).read_bytes() == content
    done = []
    year = tmp_path / "tahun.zip"
    with year.open("wb") as out:
        out.writelines(year_pieces(record.office, 2026, lambda *told: done.append(told)))
    assert done == [(1, 1)]
    again = io.BytesIO()
    again.writelines(year_pieces(record.office, 2026))
    assert again.getvalue() == year.read_bytes()
    found = check_bundle(year)
    assert (found.cases, found.signatures) == (1, 1)
    with zipfile.ZipFile(year) as archive:
        inner = next(name for name in archive.namelist() if name.endswith(".zip"))
        assert archive.read(inner) == content
    for listing in (b"Judul\n", b",,,,,,,,\n"):  # a case that was left off the list
        refused(sealed_anew(year, tmp_path / "bad.zip", {"daftar.csv": listing}))
    spoilt = content.replace(b"Kode-Klasifikasi: 000.8.6.3", b"Kode-Klasifikasi: 000.8.6.4")
    bad = sealed_anew(year, tmp_path / "bad.zip", {Path(inner).name: spoilt})
    assert refused(bad).member == f"{inner.split('/', 1)[1]} › bag-info.txt"
