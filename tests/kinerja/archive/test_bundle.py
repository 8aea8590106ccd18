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
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from kinerja.archive.bundle import cases as bundles
from kinerja.archive.bundle import filed, sheets
from kinerja.archive.bundle.bag import SEAL, TAGS
from kinerja.archive.bundle.checking import check_bundle
from kinerja.archive.bundle.opened import Broken
from kinerja.archive.bundle.years import year_pieces
from kinerja.archive.seals import Seal
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


def insist_openssl_agrees(folder: Path, tmp_path: Path) -> None:
    """As BACA-SAYA.txt tells a reader who has no Kinerja."""
    told = (folder / "data/BACA-SAYA.txt").read_text()
    assert "openssl ts -verify -data tagmanifest-sha256.txt" in told
    root, der = str(tmp_path / "otoritas.pem"), str(folder / "data/otoritas.crt")
    subprocess.run(["openssl", "x509", "-inform", "DER", "-in", der, "-out", root], check=True)
    for content, answer in ((folder / TAGS, "Verification: OK"), (folder / "bagit.txt", "FAILED")):
        ask = ["openssl", "ts", "-verify", "-data", content, "-in", folder / SEAL, "-CAfile", root]
        said = subprocess.run(ask, check=False, capture_output=True, text=True)
        assert answer in said.stdout + said.stderr


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
        told = io.StringIO()
        call_command("verify_bundle", str(path), stdout=told)
    assert told.getvalue().count("Terbukti") == 2
    assert "Belum terbukti: otoritas itu milik penerbitnya" in told.getvalue()
    insist_openssl_agrees(folder, tmp_path)
    assert (found.cases, found.signatures) == (1, 1)
    flip_everywhere(path, tmp_path)
    with pytest.raises(CommandError, match="1 dari 2"):
        call_command(
            "verify_bundle", str(path), str(tmp_path / "bad.zip"), stdout=io.StringIO(), stderr=io.StringIO()
        )


def relinked(events: bytes) -> dict[str, bytes]:
    """A history, and the last hash of its chain as it must be."""
    head = ""
    for line in events.decode().splitlines():
        head = link(head, line)
    return {"events.jsonl": events, "Riwayat-Sidik-Akhir": head.encode()}


def downgraded(old: dict[str, bytes]) -> dict[str, bytes]:
    """Another paper, and a history that knows no other: called one that was approved in the system."""
    paper = old["laporan.pdf"].replace(b"/Producer", b"/Prodocer").replace(b"/Title", b"/Titel")
    assert paper != old["laporan.pdf"]
    true, false = (hashlib.sha256(content).hexdigest().encode() for content in (old["laporan.pdf"], paper))
    events = old["events.jsonl"].replace(true, false)
    return {"laporan.pdf": paper, "Jenis-Tanda-Tangan": b"system", **relinked(events)}


def insist_seal_holds(path: Path, old: dict[str, bytes], tmp_path: Path) -> None:
    """What fits everything else, because all that could be rewritten was, does not fit the seal."""
    entrant = json.loads(old["events.jsonl"].splitlines()[1])["by"]["name"].encode()
    renamed = old["events.jsonl"].replace(entrant, b"Orang Lain")
    assert renamed != old["events.jsonl"]
    for changes in (relinked(renamed), {"Retensi-Aktif": b"0 tahun"}, {"BACA-SAYA.txt": b"Percayalah."}):
        assert refused(sealed_anew(path, tmp_path / "bad.zip", changes)).member == SEAL
    stolen = {"Lokasi-Simpan": b"", SEAL: b"bukan stempel"}
    assert refused(sealed_anew(path, tmp_path / "bad.zip", stolen)).member in {SEAL, "bag-info.txt"}
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(tmp_path / "bad.zip", "w") as bare:
        for entry in archive.infolist()[:-1]:
            bare.writestr(entry, archive.read(entry))
    assert (refused(tmp_path / "bad.zip").member, "unduh kembali" in refused(tmp_path / "bad.zip").sentence) == (
        SEAL, True,
    )  # fmt: skip


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
    insist_seal_holds(path, old, tmp_path)


def insist_sheet_is_kept(record, content: bytes, shelf: Path, monkeypatch) -> None:
    bundles.drop_bundles(record.submission_id)
    with monkeypatch.context() as newer:  # a renderer of another day
        newer.setattr(sheets, "render_sheet", lambda _: b"%PDF lain")
        assert made(record).read_bytes() == content
        next((shelf / "sheets").rglob("*.pdf")).write_bytes(b"rusak")
        bundles.drop_bundles(record.submission_id)
        with pytest.raises(sheets.SheetDamaged):
            made(record)
    assert made(record).read_bytes() == content


def insist_year_holds(record, content: bytes, tmp_path: Path) -> None:
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
        listed = archive.read(inner.split("/", 1)[0] + "/data/daftar.csv")
    for listing in (b"Judul\n", b",,,,,,,,\n"):  # a case that was left off the list
        refused(sealed_anew(year, tmp_path / "bad.zip", {"daftar.csv": listing}))
    relisted = {"daftar.csv": listed.replace(b"Disimpan sampai", b"Disimpan hingga")}
    assert refused(sealed_anew(year, tmp_path / "bad.zip", relisted)).member == SEAL
    spoilt = content.replace(b"Kode-Klasifikasi: 000.8.6.3", b"Kode-Klasifikasi: 000.8.6.4")
    bad = sealed_anew(year, tmp_path / "bad.zip", {Path(inner).name: spoilt})
    assert refused(bad).member == f"{inner.split('/', 1)[1]} › bag-info.txt"


def test_the_same_case_gives_the_same_bytes_and_a_year_holds_them_all(record, tmp_path, shelf, monkeypatch):
    with monkeypatch.context() as broken:  # what cannot be made is left alone for a day
        tried = []
        broken.setattr(filed, "case_bundle", lambda _: tried.append(1) or Path("/nowhere").stat())
        assert [filed.seal_filed(timezone.now()) for _ in range(2)] == ["0 arsip disegel"] * 2
    assert len(tried) == 1
    cache.clear()
    assert filed.seal_filed(timezone.now()) == "1 arsip disegel"
    path = made(record)
    content = path.read_bytes()
    assert made(record) == path
    bundles.drop_bundles(record.submission_id)
    for sheet in (shelf / "sheets").rglob("*.pdf"):
        sheet.unlink()  # gone, and drawn again as long as the renderer draws the same
    with time_machine.travel(timezone.now() + dt.timedelta(days=40)):
        assert made(record).read_bytes() == content
    insist_sheet_is_kept(record, content, shelf, monkeypatch)
    assert (Seal.objects.count(), filed.seal_filed(timezone.now())) == (1, "0 arsip disegel")
    insist_year_holds(record, content, tmp_path)
